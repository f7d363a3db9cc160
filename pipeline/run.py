"""The batch on one machine: a bad article becomes a row, and a run that was cut off goes on where it stopped."""

from __future__ import annotations

import json
import os
import platform
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from pipeline.batch import Batch, Listener, Request
from pipeline.config import Config
from pipeline.engines.languagetool import LanguageToolEngine
from pipeline.engines.languagetool_address import LanguageToolAddress
from pipeline.engines.languagetool_install import find_installation
from pipeline.engines.languagetool_server import LanguageToolServer
from pipeline.inputs import Inputs, collect
from pipeline.journal import Journal, open_journal, run_fingerprint
from pipeline.output import (
    STATE_FOLDER,
    refuse_collisions,
    refuse_overlap,
    state_folder,
    write_file,
)
from pipeline.plan import Planned, make_plan, run_id, versions
from pipeline.pool import Work, Workers
from pipeline.report.columns import SCHEMA_VERSION
from pipeline.report.summary import Tally
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
        ConfigError: the paths cannot be used.
        EngineError: an engine is not usable; nothing was written, unless it broke down on the way.
        OutputError: the output cannot be written, or another run holds it.
        KeyboardInterrupt: the run was told to end; what is done is kept.
    """
    started = time.monotonic()
    inputs = collect(request.paths)
    _refuse(request, inputs)
    known = versions(request.config)
    fingerprint = run_fingerprint(request.config, tuple(known.values()))
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        has_state = not request.is_dry and (request.output / STATE_FOLDER).is_dir()
        journal = stack.enter_context(_journal(request)) if has_state else None
        done_in = (journal, request.command, request.output) if journal and request.use_cache else None
        plan = make_plan(inputs.files, request.config, fingerprint, done_in)
        still_open = [planned for planned in plan if planned.is_open]
        if still_open:
            # The processes and the server start together; nothing is written before both are known to work.
            count = min(request.config.jobs or _cores(), len(still_open))
            workers = stack.enter_context(Workers(count, work))
            server = stack.enter_context(_grammar_server(request.config, count, listener))
        journal = journal or stack.enter_context(_journal(request))
        batch = Batch(request, listener, journal, plan, inputs.left_out)
        batch.record_faults()
        if still_open:
            batch.work(workers, server)
        tally = batch.report()
        seconds = time.monotonic() - started
        if not request.is_dry:
            write_file(request.reports / "run.json", _run_json(request, plan, known, tally, seconds))
    return tally


def _refuse(request: Request, inputs: Inputs) -> None:
    is_check = request.command == "check"
    if not request.is_dry:
        for folder in (request.output, request.reports):
            refuse_overlap(request.paths, folder, input_may_lie_in_output=is_check or folder != request.output)
    refuse_collisions(inputs.files)


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
