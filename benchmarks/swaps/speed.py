"""How fast the swap rules read."""

from __future__ import annotations

import importlib
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.reading import Reading
from pipeline.rules.swaps import RULES

_RUNS = 3
"""Times that everything is timed; the fastest counts."""


def words_per_second(texts: Sequence[str], *, with_model: bool, processes: int) -> float:
    """Words in a second of wall time, as a run cleans them: by processes that have not read any of the texts before.

    Args:
        texts: the texts; the shortest is only read to have everything loaded.
        with_model: whether the swap model reads them too.
        processes: how many read at the same time, one text each.
    """
    first, *others = sorted(texts, key=len)
    words = sum(len(text.split()) for text in others)
    # The longest first, so that all processes end at about the same time.
    return words / min(_seconds(first, others[::-1], with_model, processes) for _ in range(_RUNS))


def _seconds(first: str, texts: Sequence[str], with_model: bool, processes: int) -> float:
    context = get_context("spawn")
    barrier = context.Barrier(processes + 1)
    with context.Pool(processes, _load, (first, with_model, barrier)) as pool:
        barrier.wait()
        started = time.perf_counter()
        pool.starmap(_read, [(text, with_model) for text in texts], chunksize=1)
        return time.perf_counter() - started


def _load(text: str, with_model: bool, barrier: Barrier) -> None:
    importlib.import_module("pipeline.batch.preload")
    _read(text, with_model)
    barrier.wait()


def _read(text: str, with_model: bool) -> None:
    engines = local_engines(1 if with_model else 0)
    reading = Reading(text, "text", Config(grammar=False, swap_model=with_model), engines)
    for rule in RULES:
        list(rule.find(reading))
