"""How worker processes are started: on Linux forked from one process that has loaded what all of them need."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext

_PRELOADED = "pipeline.batch.preload"

_ENVIRONMENT = {
    # The fork server looks for modules in the working directory first, where another package may have our name.
    "PYTHONSAFEPATH": "1",
    # The threads of the matrix library are not taken along by a fork.
    "OPENBLAS_NUM_THREADS": "1",
}


def worker_context() -> BaseContext:
    """What starts worker processes.

    On Linux, the process that they are forked from starts here, and loads while the caller goes on; the first worker
    waits for it. Where that process cannot be reached, each worker loads for itself, as on other systems.
    """
    if sys.platform != "linux":
        return get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    # Starting the tracker ends by letting interrupts through, so it must not be first started among what follows.
    resource_tracker.ensure_running()
    try:
        with _with_environment(_ENVIRONMENT), _without_interrupts():
            forkserver.ensure_running()
    except OSError:
        # The path of its socket, in the folder for temporary files, may be too long for one.
        return get_context("spawn")
    return context


@contextmanager
def _with_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Have a process that is started meanwhile see variables of the environment."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Have a process that is started meanwhile never see Ctrl-C: it would print a traceback of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
