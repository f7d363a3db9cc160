"""Which words follow each other on the web: ``swaps/web_pairs.npz``."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.tables.rows import DATA
from pipeline.tables.word_counts import find_number, find_starts

STEPS = 8
"""The file keeps logarithms of counts, so many steps to a doubling."""


@dataclass(frozen=True, slots=True)
class WebPairs:
    """Counts of words and of pairs of them in a corpus of the web, in units of 10,000.

    Attributes:
        numbers: the number of each word, from 0.
        singles: count of each word.
        starts: for each word the place of its first pair, and behind them all the number of pairs.
        seconds: the second word of each pair, sorted within those of a first one, and ``counts`` its count.
        total: words of the corpus.
    """

    numbers: Mapping[str, int]
    singles: Sequence[float]
    starts: array[int]
    seconds: array[int]
    counts: array[float]
    total: float

    def observed_and_expected(self, first: str, second: str) -> tuple[float, float]:
        """How often a word was counted behind another one, and how often chance has it; zeros for unknown words.

        A pair that is none of the most frequent ones counts as never seen.
        """
        one, other = self.numbers.get(first), self.numbers.get(second)
        if one is None or other is None:
            return 0.0, 0.0
        place = find_number(self.seconds, other, self.starts[one], self.starts[one + 1])
        observed = self.counts[place] if place >= 0 else 0.0
        return observed, self.singles[one] * self.singles[other] / self.total


@cache
def web_pairs() -> WebPairs:
    """The counts."""
    with np.load(DATA / "swaps" / "web_pairs.npz") as stored:
        words = str(stored["words"]).split("\0")
        keys = np.cumsum(stored["pair_steps"], dtype=np.uint64)
        firsts, seconds = np.divmod(keys, np.uint64(len(words)))
        sizes = 2.0 ** (np.arange(256) / STEPS)
        return WebPairs(
            numbers={word: number for number, word in enumerate(words)},
            singles=sizes[stored["singles"]].tolist(),
            starts=find_starts(firsts, np.arange(len(words), dtype=np.uint64)),
            seconds=array("I", seconds.astype(np.uint32).tobytes()),
            counts=array("f", sizes[stored["pair_counts"]].astype(np.float32).tobytes()),
            total=float(stored["total"]),
        )
