"""How fast the swap rules read."""

from __future__ import annotations

import time
from collections.abc import Iterable

from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.reading import Reading
from pipeline.rules.swaps import RULES

_RUNS = 3
"""Times that everything is timed; the fastest counts."""


def words_per_second(texts: Iterable[str], *, with_model: bool) -> float:
    """Words in a second of wall time, one text after another, everything loaded before.

    Args:
        texts: the texts.
        with_model: whether the swap model, on two threads, reads them too.
    """
    texts = list(texts)
    words = sum(len(text.split()) for text in texts)
    config = Config(grammar=False, swap_model=with_model)
    _read(texts[:1], config)
    return words / min(_seconds(texts, config) for _ in range(_RUNS))


def _seconds(texts: Iterable[str], config: Config) -> float:
    started = time.perf_counter()
    _read(texts, config)
    return time.perf_counter() - started


def _read(texts: Iterable[str], config: Config) -> None:
    for text in texts:
        reading = Reading(text, "text", config, local_engines())
        for rule in RULES:
            list(rule.find(reading))
