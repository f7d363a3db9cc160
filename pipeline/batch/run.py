"""The batch on one machine: a bad article becomes a row, and a run that was cut off goes on where it stopped."""

from __future__ import annotations

import platform
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from types import FrameType
from typing import Any

from pipeline.batch.batch import Batch
from pipeline.batch.crew import Crew
from pipeline.batch.folder_evidence import FolderEvidence, read_outlines
from pipeline.batch.journal import Journal, open_journal, run_fingerprint
from pipeline.batch.plan import Listed, Planned, list_articles, make_plan, run_id, versions
from pipeline.batch.pool import Work, clean_one
from pipeline.batch.request import Listener, Request
from pipeline.files.baseline import fingerprints, read_baseline, update_baseline
from pipeline.files.ignores_file import may_serve_others
from pipeline.files.inputs import Inputs, collect
from pipeline.files.keyphrase_map import Target, read_keyphrases, warn_of_strangers, with_target
from pipeline.files.output import (
    STATE_FOLDER,
    extracted_folder,
    folded,
    refuse_collisions,
    refuse_overlap,
    state_folder,
    written_digest,
)
from pipeline.files.run_record import counts_of, files_of, path_from, write_run
from pipeline.files.selection import selection_of
from pipeline.ignores import IDLE_COMMENT, ignore_list
from pipeline.report.columns import SCHEMA_VERSION
from pipeline.report.ignored import idle_entries
from pipeline.report.summary import Tally, printable


def run_batch(request: Request, listener: Listener, work: Work = clean_one) -> Tally:
    """Clean or check all articles of a request, and write the reports.

    Args:
        request: what is to be run.
        listener: told how it goes on.
        work: what a worker process does with an article.

    Returns:
        The counts of the run.

    Raises:
        ConfigError: the paths or the table of keyphrases cannot be used.
        EngineError: an engine is not usable; nothing was written, unless it broke down on the way.
        OutputError: the output cannot be written, or another run holds it.
        KeyboardInterrupt: the run was told to end; what is done is kept.
    """
    started = time.monotonic()
    config = request.config
    inputs = collect(request.paths, selection_of(config))
    _refuse(request, inputs)
    known_before = fingerprints(read_baseline(config.baseline, may_be_missing=request.updates_baseline))
    known = versions(config)
    targets = read_keyphrases(config.keyphrases)
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        listed = _with_targets(list_articles(inputs.files, config), targets, listener)
        has_state = not request.is_dry and (request.output / STATE_FOLDER).is_dir()
        journal = stack.enter_context(_journal(request)) if has_state else None
        crew = Crew(stack, request, work, listener, run_fingerprint(config, tuple(known.values())))
        evidence = FolderEvidence(listed, config)
        unread = evidence.unread(journal)
        if unread:
            workers = crew.call(
                len(unread), len(listed), {one.listed.file.path: one.listed.file_sha256 for one in unread}
            )
            journal = journal or stack.enter_context(_journal(request))
            read_outlines(unread, workers, journal, config.timeout)
        done_in = (journal, request.command, request.output) if journal and request.use_cache else None
        plan = make_plan(listed, tuple(known.values()), evidence.shared_phrases(journal), done_in)
        still_open = sum(planned.is_open for planned in plan)
        if still_open:
            open_files = {planned.file.path: planned.file_sha256 for planned in plan if planned.is_open}
            workers = crew.call(still_open, still_open, open_files)
        journal = journal or stack.enter_context(_journal(request))
        batch = Batch(request, listener, journal, plan, inputs.left_out)
        batch.record_faults()
        if still_open:
            if not request.is_dry:
                threading.Thread(target=_load_report_table, daemon=True).start()
            batch.work(workers, crew.grammar, crew.memory)
            crew.remember(open_files)
        batch.join_containers()
        if request.updates_baseline and config.baseline:
            known_before = update_baseline(config.baseline, batch.rows(known_before), is_dry=request.is_dry)
        tally = batch.report(known_before)
        if _can_tell_idle_ignores(request):
            tally.idle_ignores = idle_entries(ignore_list(config), tally)
        tally.leftovers = _leftovers(request, journal, inputs)
        tally.old_extracted = _old_extracted(request)
        seconds = time.monotonic() - started
        cpu_seconds = {
            "workers": batch.cpu_seconds,
            "grammar_server": crew.server_seconds(),
            "main": time.process_time(),
        }
        if not request.is_dry:
            write_run(request.reports, _run_record(request, plan, known, tally, (seconds, cpu_seconds)))
    return tally


def _load_report_table() -> None:
    """What writes the reports takes a quarter of a second to load, better while the workers are busy than after."""
    import pipeline.report.table  # noqa: F401


def _refuse(request: Request, inputs: Inputs) -> None:
    is_check = request.command == "check"
    if not request.is_dry:
        for folder in (request.output, request.reports):
            refuse_overlap(request.paths, folder, input_may_lie_in_output=is_check or folder != request.output)
    refuse_collisions(inputs.files)


def _can_tell_idle_ignores(request: Request) -> bool:
    """Whether a run may say which entries of the list ignored nothing: it read all articles that the list is for."""
    config = request.config
    if config.ignores is None or config.glob or config.exclude or not config.runs(IDLE_COMMENT):
        return False
    written = (request.output, request.reports)
    return all(path.is_dir() for path in request.paths) and not may_serve_others(config.ignores, request.paths, written)


def _leftovers(request: Request, journal: Journal, inputs: Inputs) -> list[str]:
    """The cleaned files of earlier runs whose originals are no longer there, after a run that read whole folders."""
    if request.command != "clean" or request.config.glob or not all(path.is_dir() for path in request.paths):
        return []
    closed = tuple(f"{item.id}/" for item in inputs.left_out)
    there = {folded(name) for name in [*(file.id for file in inputs.files), *(item.id for item in inputs.left_out)]}
    left = []
    for name in sorted(journal.checksums("clean")):
        if folded(name) not in there and not name.startswith(closed):
            entry = journal.find("clean", name)
            # What is excluded is there, and yet no input.
            is_there = any((folder / name).exists() for folder in request.paths)
            if entry and entry.output_sha256 and not is_there and written_digest(request.output, PurePosixPath(name)):
                left.append(name)
    return left


def _old_extracted(request: Request) -> str:
    """The folder of articles that an earlier run freed from their files, if this one writes none; else nothing."""
    if request.command != "clean" or request.is_dry or request.config.to != "none":
        return ""
    folder = extracted_folder(request.output)
    return str(folder) if folder.is_dir() else ""


def _with_targets(listed: Sequence[Listed], targets: Mapping[str, Target], listener: Listener) -> list[Listed]:
    """Each article with the settings that it is cleaned with."""
    if not listed:
        return []
    path = listed[0].config.keyphrases
    warning = warn_of_strangers(path, targets, [one.file.id for one in listed])
    if warning:
        listener.announce(printable(warning))
    return [replace(one, config=with_target(one.config, one.file.id, targets)) for one in listed]


@contextmanager
def _journal(request: Request) -> Iterator[Journal]:
    with ExitStack() as stack:
        folder = None if request.is_dry else stack.enter_context(state_folder(request.output))
        yield stack.enter_context(open_journal(folder))


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does; what comes after the first signal is ignored until all is closed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGTERM)

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for name in signals:
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [signal.signal(name, interrupt) for name in signals]
    try:
        yield
    finally:
        for name, handler in zip(signals, before, strict=True):
            signal.signal(name, handler)


def _run_record(
    request: Request,
    plan: list[Planned],
    known: dict[str, str],
    tally: Tally,
    times: tuple[float, Mapping[str, float | None]],
) -> dict[str, Any]:
    seconds, cpu_seconds = times
    measured = {name: round(value, 2) for name, value in cpu_seconds.items() if value is not None}
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id(plan),
        "command": request.command,
        "versions": {**known, "python": platform.python_version()},
        "config": request.config.model_dump(mode="json"),
        "files": files_of(request.config, request.reports),
        "inputs": [path_from(request.reports, path) for path in request.paths],
        "output": path_from(request.reports, request.output),
        **counts_of(tally),
        "idle_ignores": tally.idle_ignores,
        "leftovers": tally.leftovers,
        "from_cache": tally.from_cache,
        "grammar_checked": tally.grammar_checked,
        "stage_seconds": tally.stage_seconds,
        "cpu_seconds": measured,
        "bound_by": max(measured, key=lambda name: measured[name]),
        "seconds": round(seconds, 3),
    }
