"""How fast the stuffing stage is, alone and on one core."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.facts.tokens import tokenize
from pipeline.reading import Reading
from pipeline.rules.stuffing import RULES
from pipeline.worker import spare_collector

_RUNS = 3
"""Times that everything is timed; the fastest counts."""
_LONG = 5_000
"""Words of the text that is then made two and four times as long."""


def words_per_second(texts: Iterable[str]) -> float:
    """Words in a second of processor time, in one process, the tables loaded before."""
    texts = list(texts)
    _seconds(texts[:1])
    # As in a worker of a run.
    spare_collector()
    return sum(len(tokenize(text)) for text in texts) / min(_seconds(texts) for _ in range(_RUNS))


def _seconds(texts: Iterable[str]) -> float:
    engines = local_engines()
    started = time.process_time()
    for text in texts:
        reading = Reading(text, "text", Config(grammar=False), engines)
        for rule in RULES:
            list(rule.find(reading))
    return time.process_time() - started


def long_texts(texts: Sequence[str]) -> list[str]:
    """Different articles joined to 5,000, 10,000 and 20,000 words, or to as many as there are."""
    long: list[str] = []
    for times in (1, 2, 4):
        chosen: list[str] = []
        for text in texts:
            if sum(len(one.split()) for one in chosen) < times * _LONG:
                chosen.append(text)
        long.append("\n\n".join(chosen))
    return long
