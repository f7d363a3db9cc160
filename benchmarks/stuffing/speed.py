"""How fast the stuffing stage is, alone and on one core."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from multiprocessing import get_context

from pipeline.batch.worker import spare_collector
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.facts.language.tokens import tokenize
from pipeline.reading import Reading
from pipeline.rules.stuffing import RULES

_RUNS = 3
"""Times that everything is timed, each in a process of its own; the fastest counts."""
_LONG = 5_000
"""Words of the text that is then made two and four times as long."""


def words_per_second(texts: Iterable[str], others: Iterable[str]) -> float:
    """Words in a second of processor time, in one process that has read other texts before, and none of these.

    Args:
        texts: what is timed; each text once, for what was asked of it would be remembered.
        others: what is read before, so that tables are loaded and common words are known, as in a run.
    """
    texts, others = list(texts), list(others)
    with get_context("spawn").Pool(1, maxtasksperchild=1) as fresh_processes:
        seconds = min(fresh_processes.starmap(_seconds, [(texts, others)] * _RUNS, chunksize=1))
    return sum(len(tokenize(text)) for text in texts) / seconds


def _seconds(texts: Sequence[str], others: Sequence[str]) -> float:
    """Processor time for texts, others read before; the garbage collector is set as in a worker of a run."""
    _read(others)
    spare_collector()
    started = time.process_time()
    _read(texts)
    return time.process_time() - started


def _read(texts: Sequence[str]) -> None:
    engines, config = local_engines(), Config(grammar=False)
    for text in texts:
        reading = Reading(text, "text", config, engines)
        for rule in RULES:
            list(rule.find(reading))


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
