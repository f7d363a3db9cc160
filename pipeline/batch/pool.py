"""The worker processes: one article may hang, crash or eat all memory, and the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import parent_process
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, TypeVar

from pipeline.batch.job import Done, Job
from pipeline.batch.outline_job import OutlineJob
from pipeline.batch.worker_context import worker_context
from pipeline.engines.protocols import MOST_THREADS
from pipeline.errors import ArticleError, EngineError
from pipeline.facts.folder.outline import Outline

if TYPE_CHECKING:
    from pebble import ProcessPool


def clean_one(job: Job) -> Done:
    """Clean an article in a worker process; what that takes is loaded there alone.

    Raises:
        ArticleError: the file cannot be read, or is no article that can be cleaned.
        EngineError: an engine is not usable.
    """
    from pipeline.batch.worker import clean_one

    return clean_one(job)


def make_outline(job: OutlineJob) -> Outline:
    """Look through an article in a worker process, see ``batch/outlines.py``; what that takes is loaded there alone.

    Raises:
        ArticleError: the file cannot be read, or has changed since it was listed.
    """
    from pipeline.batch.outlines import make_outline

    return make_outline(job)


class OfArticle(Protocol):
    """A job for one article."""

    @property
    def article_id(self) -> str:
        """Its name."""
        ...


AnyJob = TypeVar("AnyJob", bound=OfArticle)
Outcome = TypeVar("Outcome")

Work = Callable[[Job], Done]
Result = Done | ArticleError

_WAITING_PER_WORKER = 2
_ARTICLES_PER_WORKER = 2_000
"""A worker is replaced after so many: caches of a long-lived process grow."""

_MOST_TRIES = 3
"""Of an article that was waiting when the pool broke down."""

_MOST_TRIES_OF_DEAD = 2
"""Of an article whose process died: the pool may take it for the one whose process was ended at its time limit."""

_SECONDS_TO_STOP = 10
_TIMES_TOLD_TO_STOP = 3


class Workers:
    """A pool of processes that load their engines at once and then take jobs.

    Args:
        count: how many processes.
        work: what a process does with a job; a function of a module.
        with_swap_model: whether the swap model will be asked.
    """

    def __init__(self, count: int, work: Work, *, with_swap_model: bool = False) -> None:
        self._count = count
        self._work = work
        self._with_swap_model = with_swap_model
        self._pool = self._new_pool()

    @property
    def model_threads(self) -> int:
        """Threads of the swap model in each process: more than one only where a process is alone; 0 without model."""
        alone = MOST_THREADS if self._count == 1 else 1
        return alone if self._with_swap_model else 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def results(self, jobs: Iterable[Job], timeout: float) -> Iterator[tuple[Job, Result]]:
        """Each article to clean with its result, as they come; see ``each``."""
        return self.each(self._work, jobs, timeout)

    def each(
        self, work: Callable[[AnyJob], Outcome], jobs: Iterable[AnyJob], timeout: float
    ) -> Iterator[tuple[AnyJob, Outcome | ArticleError]]:
        """Each job with its result, as they come.

        Args:
            work: what a process does with a job; a function of a module.
            jobs: taken one by one as workers become free.
            timeout: seconds for one job, from the moment a worker takes it.

        Raises:
            EngineError: an engine is not usable; the other jobs would fail in the same way.
        """
        waiting = iter(jobs)
        running: dict[Future[Outcome], AnyJob] = {}
        tries: dict[str, int] = {}
        while True:
            for job in islice(waiting, self._count * _WAITING_PER_WORKER - len(running)):
                running[self._schedule(work, job, timeout)] = job
            if not running:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done
            # What is done is handed out in its order, and before an engine that broke down ends the run.
            for future in sorted([one for one in running if one in done], key=_is_broken):
                job = running.pop(future)
                result = _result(future, timeout)
                if not isinstance(result, _Lost):
                    yield job, result
                elif tries.setdefault(job.article_id, 1) < result.most_tries:
                    tries[job.article_id] += 1
                    running[self._schedule(work, job, timeout)] = job
                else:
                    yield job, _crashed(result.reason)

    def grow(self, count: int) -> None:
        """Go on with at least so many processes, while no job runs."""
        if count > self._count:
            self._count = count
            self._close()
            self._pool = self._new_pool()

    def _schedule(self, work: Callable[[AnyJob], Outcome], job: AnyJob, timeout: float) -> Future[Outcome]:
        if not self._pool.active:
            self._close()
            self._pool = self._new_pool()
        future: Future[Outcome] = self._pool.schedule(work, args=[job], timeout=timeout)
        return future

    def _new_pool(self) -> ProcessPool:
        # Imported here: a run with nothing to do starts no process.
        from pebble import ProcessPool

        pool = ProcessPool(
            max_workers=self._count,
            max_tasks=_ARTICLES_PER_WORKER,
            initializer=_prepare,
            initargs=[self.model_threads],
            context=worker_context(),
        )
        # The processes load while the parent goes on.
        Thread(target=_start, args=[pool], daemon=True).start()
        return pool

    def _close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        # A signal that comes while a job is put into the pool's queue can leave a dead entry among those that wait for
        # the queue. The word to stop then wakes nobody when it is said once.
        for _ in range(_TIMES_TOLD_TO_STOP):
            joining = Thread(target=_join, args=[self._pool], daemon=True)
            joining.start()
            joining.join(_SECONDS_TO_STOP)
            if not joining.is_alive():
                break


def _start(pool: ProcessPool) -> None:
    """Start the processes, which asking for them does; a fault comes again with the first job."""
    with suppress(OSError, EOFError):
        _ = pool.active


def _join(pool: ProcessPool) -> None:
    # Of two that stop the pool at the same time one may find it half closed.
    with suppress(OSError, ValueError):
        pool.join()


def _prepare(model_threads: int) -> None:
    """Load the engines ahead of the first job; a fault here would end the pool, and comes again with the first job."""
    Thread(target=_end_with_parent, daemon=True).start()
    from pipeline.batch.worker import load_engines

    try:
        load_engines(model_threads)
    except EngineError:
        return


def _end_with_parent() -> None:
    """Leave no process behind when the parent is killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _is_broken(future: Future[Outcome]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), EngineError)


@dataclass(frozen=True, slots=True)
class _Lost:
    """That a job ended without a result, which may not be its own fault.

    Attributes:
        reason: what is known of why.
        most_tries: how often such a job is done before it is given up.
    """

    reason: str
    most_tries: int


def _result(future: Future[Outcome], timeout: float) -> Outcome | ArticleError | _Lost:
    """The result of a job that ended."""
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    try:
        return future.result()
    except EngineError:
        raise
    except ArticleError as error:
        return error
    except TimeoutError:
        return ArticleError("timeout", f"It took longer than {timeout:g} s. Cut it in two, or raise --timeout.")
    except ProcessExpired as error:
        return _Lost(f"exit code {error.exitcode}", _MOST_TRIES_OF_DEAD)
    except BrokenProcessPool:
        return _Lost("a worker process did not start", _MOST_TRIES)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return ArticleError("internal", f"unspin failed on it ({reason}). Please report this, with the article.")


def _crashed(reason: str) -> ArticleError:
    cure = (
        "Memory may have been short: run again with --jobs 1. If it dies again, please report this, with the article."
    )
    return ArticleError("crashed", f"The process cleaning it died ({reason}). {cure}")
