"""Training batches that processes spin while the network trains, for a machine that reads faster than one can spin."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from multiprocessing.context import ForkProcess
from multiprocessing.queues import Queue
from queue import Empty
from typing import NamedTuple

from pipeline.training.spinners.spin_documents import Section
from pipeline.training.swap_model.examples import Batch, LabeledText, WordPieces, batches, cut_text, number_tags

POOL = 4096
"""Windows that a process gathers before it puts those of similar length together."""

PATIENCE = 5.0
"""Seconds after which a process that has nothing ready is looked after."""

WAITING = 64
"""Batches of one process that may wait."""


class Stream(NamedTuple):
    """What the processes work from.

    Attributes:
        sections: endless sections for random numbers of one's own.
        pieces: the word pieces.
        tags: the originals that the model can name.
        batch: word pieces of a batch.
    """

    sections: Callable[[random.Random], Iterator[Section]]
    pieces: WordPieces
    tags: Sequence[str]
    batch: int

    def batches(self, seed: str) -> Iterator[Batch]:
        """Endless batches of one process."""
        rng = random.Random(seed)
        numbers = number_tags(self.tags)
        windows = (
            window for section in self.sections(rng) for window in cut_text(labeled(section), self.pieces, numbers)
        )
        while pool := list(islice(windows, POOL)):
            yield from batches(pool, self.batch, rng)


def labeled(section: Section) -> LabeledText:
    """A section as a training set holds it."""
    return LabeledText(section.source, tuple(word.text for word in section.words), section.originals)


def stream_batches(stream: Stream, processes: int, seed: int) -> Generator[Batch]:
    """Batches of forked processes by turns, so that the same seed and number of processes give the same batches.

    Start it before anything that must not be forked, as a graphics card, is in use. The processes end when the iterator
    is closed, and with this process.

    Raises:
        ChildProcessError: one of the processes has ended; it has told why.
    """
    context = multiprocessing.get_context("fork")
    spinners: list[tuple[ForkProcess, Queue[Batch]]] = []
    for number in range(processes):
        queue: Queue[Batch] = context.Queue(WAITING)
        process = context.Process(target=_fill, args=(stream, f"{seed}/{number}", queue), daemon=True)
        process.start()
        spinners.append((process, queue))
    return _by_turns(spinners)


def _by_turns(spinners: Sequence[tuple[ForkProcess, Queue[Batch]]]) -> Generator[Batch]:
    try:
        while True:
            for process, queue in spinners:
                yield _next(process, queue)
    finally:
        for process, _ in spinners:
            process.kill()


def _next(process: ForkProcess, queue: Queue[Batch]) -> Batch:
    while True:
        try:
            return queue.get(timeout=PATIENCE)
        except Empty:
            if not process.is_alive():
                raise ChildProcessError("a process that spins has ended; it has told why above") from None


def _fill(stream: Stream, seed: str, queue: Queue[Batch]) -> None:
    for batch in stream.batches(seed):
        queue.put(batch)
