"""The batch on one machine: a bad article becomes a row, and a run that was cut off goes on where it stopped."""

from __future__ import annotations

import os
import platform
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from pipeline.batch.batch import Batch
from pipeline.batch.folder_evidence import FolderEvidence, read_outlines
from pipeline.batch.journal import Journal, open_journal
from pipeline.batch.plan import Listed, Planned, grammar_version, list_articles, make_plan, run_id, versions
from pipeline.batch.pool import Work, Workers, clean_one
from pipeline.batch.request import Listener, Request
from pipeline.config import Config
from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.cache import FILE_NAME, bound_cache
from pipeline.engines.languagetool.install import cache_folder, find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.languagetool.warmup import make_aot_cache
from pipeline.errors import EngineError
from pipeline.files.inputs import Inputs, collect
from pipeline.files.keyphrase_map import Target, read_keyphrases, warn_of_strangers, with_target
from pipeline.files.output import (
    STATE_FOLDER,
    refuse_collisions,
    refuse_overlap,
    state_folder,
)
from pipeline.files.run_record import counts_of, path_from, write_run
from pipeline.files.selection import selection_of
from pipeline.report.columns import SCHEMA_VERSION
from pipeline.report.summary import Tally, printable
from pipeline.spelling import variety_of

BRIEF_LENGTH = 800_000
"""Code points to check, about 130,000 words, below which the grammar server is started to be quick at once. While all
processors are busy with the articles, nothing pays for what a second compiler does before."""

ARTICLES_ASKED_FOR = 40
"""Of how many articles the cache of sentences is asked before the grammar server is started."""


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
    known = versions(config)
    targets = read_keyphrases(config.keyphrases)
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        listed = _with_targets(list_articles(inputs.files, config), targets, listener)
        has_state = not request.is_dry and (request.output / STATE_FOLDER).is_dir()
        journal = stack.enter_context(_journal(request)) if has_state else None
        crew = _Crew(stack, request, work, listener)
        evidence = FolderEvidence(listed, config)
        unread = evidence.unread(journal)
        if unread:
            workers = crew.call(len(unread), len(listed), [job.listed.file.path for job in unread])
            journal = journal or stack.enter_context(_journal(request))
            read_outlines(unread, workers, journal, config.timeout)
        done_in = (journal, request.command, request.output) if journal and request.use_cache else None
        plan = make_plan(listed, tuple(known.values()), evidence.shared_phrases(journal), done_in)
        still_open = sum(planned.is_open for planned in plan)
        if still_open:
            workers = crew.call(still_open, still_open, [planned.file.path for planned in plan if planned.is_open])
        journal = journal or stack.enter_context(_journal(request))
        batch = Batch(request, listener, journal, plan, inputs.left_out)
        batch.record_faults()
        if still_open:
            if not request.is_dry:
                threading.Thread(target=_load_report_table, daemon=True).start()
            batch.work(workers, crew.grammar)
        batch.join_containers()
        tally = batch.report()
        seconds = time.monotonic() - started
        cpu_seconds = {
            "workers": batch.cpu_seconds,
            "grammar_server": crew.server_seconds(),
            "main": time.process_time(),
        }
        if not request.is_dry:
            write_run(request.reports, _run_record(request, plan, known, tally, (seconds, cpu_seconds)))
    return tally


class _Crew:
    """The worker processes and the grammar server, started when the first work comes.

    Args:
        stack: what closes them.
        request: what is to be run.
        work: what a worker process does with an article.
        listener: told of what takes long.
    """

    def __init__(self, stack: ExitStack, request: Request, work: Work, listener: Listener) -> None:
        self._stack = stack
        self._config = request.config
        self._use_cache = request.use_cache
        self._work = work
        self._listener = listener
        self._workers: Workers | None = None
        self._server: LanguageToolServer | None = None
        self.grammar: GrammarAccess | None = None

    def call(self, articles: int, at_most: int, paths: Sequence[Path]) -> Workers:
        """Workers for articles; the grammar server is started, unless it seems that nothing is left to check.

        Args:
            articles: how many there are to work on.
            at_most: how many may come later.
            paths: their files.
        """
        most = self._config.jobs or _cores()
        if self._workers is None:
            # The processes and the server start together; nothing is written before both are known to work.
            self._workers = self._stack.enter_context(self._new_workers(min(most, articles)))
            if self._config.grammar:
                self.grammar = self._access(min(most, at_most), paths)
        self._workers.grow(min(most, articles))
        return self._workers

    def server_seconds(self) -> float | None:
        """Processor time of the grammar server; None where it is not known, or not of this run."""
        return self._server.cpu_seconds() if self._server else None

    def _new_workers(self, count: int) -> Workers:
        return Workers(count, self._work, with_swap_model=self._config.swap_model)

    def _access(self, checks_at_once: int, paths: Sequence[Path]) -> GrammarAccess:
        """The grammar checker that the settings ask for, known to work if it will be needed."""
        cache = cache_folder() / FILE_NAME if self._use_cache else None
        if cache:
            self._stack.callback(bound_cache, cache)
        if self._config.lt_url:
            address = LanguageToolAddress(url=self._config.lt_url)
            engine = GrammarAccess(address, "").engine(self._config.timeout)
            version = f"{self._config.lt_url} {engine.version}"
            engine.close()
            return GrammarAccess(address, version, cache)
        installation = find_installation(self._config.lt_path, announce=self._listener.announce)
        version = grammar_version(self._config)
        length = _unknown_length(GrammarAccess(LanguageToolAddress(), version, cache), paths, self._config)
        is_brief = length < BRIEF_LENGTH
        if length and is_brief:
            make_aot_cache(installation, self._listener.announce)
        on_demand = not length
        server = LanguageToolServer(installation, checks_at_once=checks_at_once, on_demand=on_demand, is_brief=is_brief)
        self._server = self._stack.enter_context(server)
        access = GrammarAccess(server.address, version, cache)
        if length:
            access.address.begin_loading()
            threading.Thread(target=_ask_once, args=(server, access, self._config), daemon=True).start()
            server.wait_ready()
        return access


def _ask_once(server: LanguageToolServer, access: GrammarAccess, config: Config) -> None:
    """Have the server load its rules, which it does at the first question, while the workers still load theirs."""
    address = replace(access.address, asks_first=True)
    try:
        engine = replace(access, address=address, cache=None).engine(config.timeout)
        with suppress(EngineError, OSError):
            server.wait_ready()
            engine.check("A test.", "en-US" if config.lang == "auto" else config.lang)
        engine.close()
    finally:
        address.end_loading()


def _load_report_table() -> None:
    """What writes the reports takes a quarter of a second to load, better while the workers are busy than after."""
    import pipeline.report.table  # noqa: F401


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unknown_length(access: GrammarAccess, paths: Sequence[Path], config: Config) -> float:
    """About how many code points the cache of sentences does not know, judging by some articles as they are on disk."""
    some = paths[:: max(1, len(paths) // ARTICLES_ASKED_FOR)]
    if access.cache is not None:
        with suppress(OSError):
            texts = (path.read_text(encoding="utf-8", errors="replace") for path in some)
            asked = ((text, variety_of(text) if config.lang == "auto" else config.lang) for text in texts)
            return access.unknown_length(asked) * len(paths) / max(1, len(some))
    return sum(map(_size, paths))


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
        "inputs": [path_from(request.reports, path) for path in request.paths],
        "output": path_from(request.reports, request.output),
        **counts_of(tally),
        "from_cache": tally.from_cache,
        "grammar_checked": tally.grammar_checked,
        "stage_seconds": tally.stage_seconds,
        "cpu_seconds": measured,
        "bound_by": max(measured, key=lambda name: measured[name]),
        "seconds": round(seconds, 3),
    }
