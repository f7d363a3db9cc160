"""The batch on one machine: a bad article becomes a row, and a run that was cut off goes on where it stopped."""

from __future__ import annotations

import json
import os
import platform
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import FrameType

from pipeline.batch import Batch, Listener, Request
from pipeline.config import Config
from pipeline.engines.languagetool import LanguageToolEngine
from pipeline.engines.languagetool_address import LanguageToolAddress
from pipeline.engines.languagetool_install import find_installation
from pipeline.engines.languagetool_server import LanguageToolServer
from pipeline.folder_evidence import FolderEvidence, read_phrases
from pipeline.inputs import Inputs, collect
from pipeline.journal import Journal, open_journal
from pipeline.keyphrase_map import Target, read_keyphrases, warn_of_strangers, with_target
from pipeline.output import (
    STATE_FOLDER,
    refuse_collisions,
    refuse_overlap,
    state_folder,
    write_file,
)
from pipeline.plan import Listed, Planned, list_articles, make_plan, run_id, versions
from pipeline.pool import Work, Workers
from pipeline.report.columns import SCHEMA_VERSION
from pipeline.report.summary import Tally, printable
from pipeline.selection import Selection
from pipeline.worker import clean_one


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
    selection = Selection(config.glob, config.exclude, config.ignore_file, any_suffix=config.format != "auto")
    inputs = collect(request.paths, selection)
    _refuse(request, inputs)
    known = versions(config)
    targets = read_keyphrases(config.keyphrases)
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        listed = _with_targets(list_articles(inputs.files, config), targets, listener)
        has_state = not request.is_dry and (request.output / STATE_FOLDER).is_dir()
        journal = stack.enter_context(_journal(request)) if has_state else None
        crew = _Crew(stack, config, work, listener)
        evidence = FolderEvidence(listed, config)
        unread = evidence.unread(journal)
        if unread:
            workers = crew.call(len(unread), len(listed))
            journal = journal or stack.enter_context(_journal(request))
            read_phrases(unread, workers, journal, config.timeout)
        done_in = (journal, request.command, request.output) if journal and request.use_cache else None
        plan = make_plan(listed, tuple(known.values()), evidence.shared_phrases(journal), done_in)
        still_open = sum(planned.is_open for planned in plan)
        if still_open:
            workers = crew.call(still_open, still_open)
        journal = journal or stack.enter_context(_journal(request))
        batch = Batch(request, listener, journal, plan, inputs.left_out)
        batch.record_faults()
        if still_open:
            batch.work(workers, crew.server)
        batch.join_containers()
        tally = batch.report()
        seconds = time.monotonic() - started
        if not request.is_dry:
            write_file(request.reports / "run.json", _run_json(request, plan, known, tally, seconds))
    return tally


class _Crew:
    """The worker processes and the grammar server, started when the first work comes.

    Args:
        stack: what closes them.
        config: the settings.
        work: what a worker process does with an article.
        listener: told of what takes long.
    """

    def __init__(self, stack: ExitStack, config: Config, work: Work, listener: Listener) -> None:
        self._stack = stack
        self._config = config
        self._work = work
        self._listener = listener
        self._workers: Workers | None = None
        self.server: LanguageToolAddress | None = None

    def call(self, articles: int, at_most: int) -> Workers:
        """Workers for so many articles; the grammar server is made ready for ``at_most``, which may come later."""
        most = self._config.jobs or _cores()
        if self._workers is None:
            # The processes and the server start together; nothing is written before both are known to work.
            self._workers = self._stack.enter_context(self._new_workers(min(most, articles)))
            server = _grammar_server(self._config, min(most, at_most), self._listener)
            self.server = self._stack.enter_context(server)
        self._workers.grow(min(most, articles))
        return self._workers

    def _new_workers(self, count: int) -> Workers:
        return Workers(count, self._work, with_swap_model=self._config.swap_model)


def _refuse(request: Request, inputs: Inputs) -> None:
    is_check = request.command == "check"
    if not request.is_dry:
        for folder in (request.output, request.reports):
            refuse_overlap(request.paths, folder, input_may_lie_in_output=is_check or folder != request.output)
    refuse_collisions(inputs.files)


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


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _grammar_server(config: Config, workers: int, listener: Listener) -> Iterator[LanguageToolAddress | None]:
    """The grammar checker that the settings ask for, known to work."""
    if not config.grammar:
        yield None
    elif config.lt_url:
        address = LanguageToolAddress(url=config.lt_url)
        engine = LanguageToolEngine(address)
        _ = engine.version
        engine.close()
        yield address
    else:
        installation = find_installation(config.lt_path, announce=listener.announce)
        with LanguageToolServer(installation, checks_at_once=workers) as server:
            server.wait_ready()
            yield server.address


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


def _run_json(request: Request, plan: list[Planned], known: dict[str, str], tally: Tally, seconds: float) -> bytes:
    content = {
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id(plan),
        "command": request.command,
        "versions": {**known, "python": platform.python_version()},
        "config": request.config.model_dump(mode="json"),
        "articles": dict(sorted(tally.articles.items())),
        "from_cache": tally.from_cache,
        "grammar_checked": tally.grammar_checked,
        "findings": dict(sorted(tally.found.items())),
        "fixed": dict(sorted(tally.fixed.items())),
        "needs_clinical_review": tally.clinical,
        "gate_failed": tally.gate_failed,
        "stage_seconds": tally.stage_seconds,
        "seconds": round(seconds, 3),
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
