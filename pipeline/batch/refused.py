"""The findings that a person wants never to see again: their way from the decisions into the user's list of ignores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.batch.remaking import Applied, ApplyRequest, Task
from pipeline.files.ignores_file import add_ignores, ignores_path, new_ignores
from pipeline.files.run_record import RunRecord
from pipeline.ignores import IgnoreList
from pipeline.redecide import Ruling
from pipeline.report.ignored import entries_for, ignore_for
from pipeline.report.reread import of_kind
from pipeline.tables.ignores import Ignore


def refused_for_good(tasks: Sequence[Task]) -> list[Ignore]:
    """What is never to be flagged again, and was to be so far."""
    return [ignore_for(of_kind(task.rows, "finding")[number]) for task in tasks for number in sorted(task.refused_now)]


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
