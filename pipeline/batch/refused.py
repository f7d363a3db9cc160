"""The findings that a person wants never to see again: their way from the decisions into the user's list of ignores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.batch.remaking import Applied, ApplyRequest, Task
from pipeline.files.ignores_file import add_ignores, ignores_path, new_ignores
from pipeline.files.run_record import RunRecord
from pipeline.ignores import IgnoreList
from pipeline.redecide import Ruling
from pipeline.report.ignored import entries_for, ignore_for
from pipeline.report.reread import of_kind
from pipeline.report.summary import count_of
from pipeline.tables.ignores import Ignore


def refused_for_good(tasks: Sequence[Task]) -> list[Ignore]:
    """What is never to be flagged again, and was to be so far."""
    return [entry for task in tasks for entry in _entries(task, sorted(task.refused_now))]


def are_taken_back(tasks: Sequence[Task]) -> bool:
    """Whether somebody takes back that a finding is never to be flagged again."""
    return any(task.taken_back for task in tasks)


def freed(tasks: Sequence[Task], others: Sequence[Task], applied: Applied) -> list[Task]:
    """The articles, without what had been refused along with a finding that no longer is.

    Args:
        tasks: with what is decided.
        others: the articles of the run on which nothing is decided now, and was before.
        applied: told what is freed.

    Returns:
        The tasks, and those of the others in which something is freed.
    """
    held = {name for task in (*tasks, *others) for number, name in _names(task) if not task.rulings[number].is_spread}
    given_up = {entry.name for task in tasks for entry in _entries(task, task.taken_back)} - held
    own = {task.article_id for task in tasks}
    made = []
    for task in (*tasks, *others):
        again = {number for number, name in _names(task) if name in given_up}
        if again:
            told = f"{count_of(len(again), 'finding')} with the same words, refused along with it: taken back, too."
            applied.notices.append((task.article_id, told))
            rulings = {number: ruling for number, ruling in task.rulings.items() if number not in again}
            made.append(replace(task, rulings=rulings))
        elif task.article_id in own:
            made.append(task)
    return made


def _names(task: Task) -> Iterator[tuple[int, str]]:
    """The numbers of the findings of an article that are refused for good, and the names of the entries for them."""
    numbers = [number for number, ruling in task.rulings.items() if ruling.decision == "never"]
    return ((number, entry.name) for number, entry in zip(numbers, _entries(task, numbers), strict=True))


def _entries(task: Task, numbers: Iterable[int]) -> list[Ignore]:
    rows = of_kind(task.rows, "finding")
    return [ignore_for(rows[number]) for number in numbers]


def spread(task: Task, entries: Sequence[Ignore]) -> Task:
    """An article of which everything else that the entries are about is refused, too, but for what is decided."""
    ignores = IgnoreList(entries, "")
    rulings = dict(task.rulings)
    for number, row in enumerate(of_kind(task.rows, "finding")):
        if number not in rulings and entries_for(ignores, row):
            rulings[number] = Ruling("never", None, "never flagged elsewhere")
    return replace(task, rulings=rulings)


def list_of(request: ApplyRequest, run: RunRecord) -> Path:
    """The user's list of ignores; read, so that one that cannot be used is told before anything is written.

    Raises:
        ConfigError: it cannot be used.
    """
    path = ignores_path(run.config.ignores, (request.inputs or run.inputs)[0])
    new_ignores(path, ())
    return path


def keep_refused(path: Path, tasks: Sequence[Task], applied: Applied, *, is_dry: bool) -> None:
    """Add to the user's list what is never to be flagged again in the articles that were made anew.

    Raises:
        ConfigError: the list cannot be used.
        OutputError: it cannot be written.
    """
    written = [task for task in tasks if task.article_id in applied.written]
    applied.ignores_path = path
    applied.ignores = new_ignores(path, refused_for_good(written))
    if applied.ignores and not is_dry:
        add_ignores(path, applied.ignores)
