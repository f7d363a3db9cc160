"""The decisions of a person on the findings of a run: the cleaned articles and the reports are made to fit them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.journal import APPLIED, Journal, open_journal, unpack
from pipeline.batch.originals import original_files
from pipeline.batch.refused import are_taken_back, freed, keep_refused, list_of, refused_for_good, spread
from pipeline.batch.remaking import Applied, ApplyRequest, Remaking, Task
from pipeline.batch.report_rows import decisions_lost, report_rows
from pipeline.batch.request import Listener
from pipeline.batch.rulings import by_article, earlier_rulings, read_rulings, still_fitting
from pipeline.errors import ConfigError
from pipeline.files.baseline import fingerprints, read_baseline
from pipeline.files.decisions import Written, read_decisions, time_name
from pipeline.files.ignores_file import ignores_path
from pipeline.files.inputs import InputFile
from pipeline.files.master import read_master, read_results
from pipeline.files.output import state_folder
from pipeline.files.reports import TABLE, Reports
from pipeline.files.run_record import RunRecord, counts_of, read_run, refuse_lost_results, write_run
from pipeline.redecide import Ruling
from pipeline.report.columns import Row
from pipeline.report.summary import printable
from pipeline.report.wording import REMOVAL
from pipeline.tables.digests import text_digest

_MOST_FAULTS = 20
"""Rows that cannot be meant and are told at once."""

_BASELINE_GONE = (
    "its known findings count as new in the reports, and may fail the gate. Put it back, and apply your table again."
)
_IGNORES_GONE = "what this list ignored stays so here, and is found again by the next run. Put it back before that."


def apply_decisions(request: ApplyRequest, listener: Listener) -> Applied:
    """Make the cleaned articles and the reports of a run fit what a person decided.

    An article is made anew from its original. Articles without a row in the table stay as they are.

    Args:
        request: what is to be applied.
        listener: told of diffs, and of each article.

    Raises:
        ConfigError: there is no such run, the table is not of it, or a row cannot be meant; nothing was written.
        OutputError: the output cannot be written, or a run is writing to it.
    """
    if request.table.is_dir():
        raise ConfigError(f"{request.table} is a folder. Name the table in it: {request.table / TABLE}")
    if not request.table.exists():
        raise ConfigError(f"There is no file {request.table}. Name the findings.csv of a run, or its decisions.json.")
    folder = request.folder or request.table.parent
    run = read_run(folder)
    _refuse_check(request.table, run)
    refuse_lost_results(run)
    _tell_missing(request, run, listener)
    known = fingerprints(read_baseline(run.config.baseline, may_be_missing=True))
    articles = _listed_articles(folder, run)
    applied = Applied(folder, run.output)
    written = _of_this_run(request.table, run, read_decisions(request.table), folder, applied)
    rows = by_article(written, list(articles), request.table)
    with state_folder(run.output) as state, open_journal(state) as journal:
        if not articles.keys() <= journal.checksums("clean").keys():
            raise ConfigError(f"Results of the run in {run.output} are lost. Run `unspin clean` again.")
        reports = Reports(folder, state)
        waited = decisions_lost(journal, "clean", reports.decided(), articles)
        waiting = _waiting(folder, articles.keys() & waited)
        tasks = _tasks(request.table, rows, journal, waiting, applied)
        if are_taken_back(tasks):
            tasks = freed(tasks, _decided_before(journal, articles.keys() - rows.keys()), applied)
        refused = refused_for_good(tasks)
        list_path = list_of(request, run) if refused else None
        tasks = [spread(task, refused) for task in tasks]
        says_more = bool(applied.notices) or any(one.has_more for one in written)
        files = _files(request, run) if tasks else {}
        Remaking(request, listener, run, journal, applied).remake(tasks, files, list(articles))
        if not request.is_dry:
            is_read = request.table.resolve() == (folder / TABLE).resolve()
            if not is_read or says_more or applied.refused:
                applied.kept = reports.set_table_aside(is_outdated=is_read or says_more or bool(waited))
            pending = {task.article_id: task.rulings for task in tasks if task.article_id in dict(applied.refused)}
            pending |= {article_id: waiting[article_id] for article_id in waiting.keys() - rows.keys()}

            def told() -> Iterator[Row]:
                return _with_pending(report_rows(journal, "clean", articles, run.run_id, run.config, known), pending)

            tally = reports.write(told, _key(run, journal, pending, known), articles)
            # What the run took stays as it was.
            write_run(folder, run.content | counts_of(tally))
        if list_path:
            keep_refused(list_path, tasks, applied, is_dry=request.is_dry)
    return applied


def _refuse_check(table: Path, run: RunRecord) -> None:
    if run.command != "clean":
        raise ConfigError(
            f"The findings beside {table} are of `unspin {run.command}`, which changes no article. Run `unspin clean`, "
            "and write into its findings.csv."
        )


def _tell_missing(request: ApplyRequest, run: RunRecord, listener: Listener) -> None:
    """Say what follows where a file that the run read is gone, other than a list that was moved with the originals."""
    baseline, ignores = run.config.baseline, run.config.ignores
    if baseline and not baseline.exists():
        listener.announce(printable(f"{baseline} is missing: {_BASELINE_GONE}"))
    if ignores and not ignores.exists():
        found = ignores_path(ignores, (request.inputs or run.inputs)[0])
        if found.name != ignores.name or not found.exists():
            listener.announce(printable(f"{ignores} is missing: {_IGNORES_GONE}"))


def _of_this_run(
    table: Path, run: RunRecord, written: Sequence[Written], folder: Path, applied: Applied
) -> Sequence[Written]:
    """The rows; of a table of another run, the decisions on what was found in this one too."""
    stranger = next((one for one in written if one.run_id != run.run_id), None)
    if stranger is None:
        return written
    ids: dict[str, set[str]] = {}
    for row in read_master(folder):
        if row["record"] == "finding":
            ids.setdefault(str(row["path"]), set()).add(str(row["finding_id"]))
    fitting, others = still_fitting(written, ids)
    if not fitting:
        raise ConfigError(
            f"{table}, {stranger.place}, column run_id: these findings are of run {stranger.run_id or '(none)'}, and "
            f"the articles in {run.output} are of run {run.run_id}, which has none of those that are decided on. Write "
            "your decisions into the findings.csv of that run."
        )
    reason = "is not among the findings of this run, and was left out."
    applied.notices += ((one.path, f"{one.place}, {one.decision}: {reason}") for one in others)
    return fitting


def _with_pending(rows: Iterable[Row], pending: Mapping[str, Mapping[int, Ruling]]) -> Iterator[Row]:
    """The rows, with the decisions on articles that could not be made anew, so that they can be applied again."""
    number = 0
    for row in rows:
        number = 0 if row["record"] == "article" else number
        if row["record"] == "finding":
            rulings = pending.get(str(row["path"]))
            if rulings and (ruling := rulings.get(number)):
                row |= {"decision": ruling.decision, "decided_at": ruling.decided_at}
                if ruling.wording is not None:
                    row["replacement"] = ruling.wording or REMOVAL
            elif rulings is not None:
                row |= {"decision": None, "decided_at": None}  # What is taken back waits for that, too.
            number += 1
        yield row


def _waiting(folder: Path, article_ids: Collection[str]) -> dict[str, dict[int, Ruling]]:
    """What the reports say of articles on which a decision still waits, since they could not be made anew."""
    results = read_results(folder) if article_ids else ()
    return {str(rows[0]["path"]): earlier_rulings(rows) for rows in results if rows[0]["path"] in article_ids}


def _listed_articles(folder: Path, run: RunRecord) -> dict[str, bool]:
    """The articles of the run, and whether each was taken from an earlier one."""
    rows = [row for row in read_master(folder) if row["record"] == "article"]
    if any(row["run_id"] != run.run_id for row in rows):
        raise ConfigError(f"The reports in {folder} are of two runs. Run `unspin clean` again.")
    return {str(row["path"]): row["from_cache"] is True for row in rows}


def _tasks(
    table: Path,
    rows: Mapping[str, Sequence[Written]],
    journal: Journal,
    waiting: Mapping[str, Mapping[int, Ruling]],
    applied: Applied,
) -> list[Task]:
    """What is decided on each article, all of it read before anything is written.

    A decision that waits holds like one that was applied, if its row is gone from the table.
    """
    for article_id in sorted(waiting.keys() - rows.keys()):
        reason = (
            "no row of your table is of it, so what was decided on it before, and could not be applied, still waits."
        )
        applied.notices.append((article_id, reason))
    tasks = []
    faults: list[str] = []
    now = time_name(datetime.now(UTC))
    for article_id, written in rows.items():
        entry = journal.find("clean", article_id)
        if entry is None:
            raise ConfigError(f"The result of {article_id} is damaged. Run `unspin clean` again.")
        latest = journal.with_decisions(entry)
        base = unpack(entry.rows)
        earlier = earlier_rulings(unpack(latest.rows))
        rulings = read_rulings(written, base, waiting.get(article_id, earlier), table, now)
        faults += rulings.faults
        applied.notices += ((article_id, notice) for notice in rulings.notices)
        if rulings.decided or latest.command == APPLIED:
            decided = rulings.decided
            refused_now, taken_back = _refused_now(decided, earlier), _taken_back(decided, earlier)
            tasks.append(Task(article_id, entry, base, decided, refused_now, taken_back))
    if faults:
        more = [f"And {len(faults) - _MOST_FAULTS} more."] if len(faults) > _MOST_FAULTS else []
        raise ConfigError("\n".join([*faults[:_MOST_FAULTS], *more]))
    return tasks


def _refused_now(decided: Mapping[int, Ruling], earlier: Mapping[int, Ruling]) -> frozenset[int]:
    """What is refused for good and was not before: only that goes on the list, from which a person may take it off."""
    before = {number for number, ruling in earlier.items() if ruling.decision == "never"}
    return frozenset(number for number, ruling in decided.items() if ruling.decision == "never") - before


def _taken_back(decided: Mapping[int, Ruling], earlier: Mapping[int, Ruling]) -> frozenset[int]:
    """What somebody had refused for good, and no longer does; what had only been refused along with it counts not."""
    refused = {number for number, ruling in decided.items() if ruling.decision == "never"}
    before = {number for number, one in earlier.items() if one.decision == "never" and not one.is_spread}
    return frozenset(before - refused)


def _decided_before(journal: Journal, article_ids: Iterable[str]) -> list[Task]:
    """What was decided before on articles on which nothing is decided now."""
    tasks = []
    for article_id in sorted(article_ids):
        entry = journal.find("clean", article_id)
        if entry and (latest := journal.with_decisions(entry)).command == APPLIED:
            earlier = earlier_rulings(unpack(latest.rows))
            tasks.append(Task(article_id, entry, unpack(entry.rows), earlier))
    return tasks


def _files(request: ApplyRequest, run: RunRecord) -> Mapping[str, InputFile]:
    """The originals by their ids."""
    found = original_files(run, request.inputs)
    if not found.by_id:
        gone = ", ".join(map(str, found.gone))
        raise ConfigError(f"The originals are needed: name them behind the table. None is found in {gone}.")
    return found.by_id


def _key(run: RunRecord, journal: Journal, pending: Mapping[str, Mapping[int, Ruling]], known: Iterable[str]) -> str:
    """What the rows depend on."""
    waiting = [(path, repr(sorted(rulings.items()))) for path, rulings in pending.items()]
    made_of = [*waiting, *journal.checksums("clean").items(), *journal.checksums(APPLIED).items()]
    return text_digest(APPLIED, run.run_id, *sorted(known), *(part for one in sorted(made_of) for part in one))
