"""How well a word goes behind another one, by counts of the web, which know rare words too."""

from __future__ import annotations

from functools import lru_cache
from math import log

from pipeline.tables.web_pairs import web_pairs

_SMOOTHING = 5.0
"""Added to observed and expected counts, in units of 10,000; the rarest pair of the table has twice as many."""


@lru_cache(maxsize=100_000)
def web_attraction(word: str, after: str) -> float:
    """How much more often a lower-case word follows another one on the web than chance has it, as a natural logarithm.

    Pointwise mutual information of smoothed counts. 0 is chance, or nothing known of one of the words, as of marks.

    Args:
        word: the first word.
        after: the word behind it.
    """
    observed, expected = web_pairs().observed_and_expected(word, after)
    return log((observed + _SMOOTHING) / (expected + _SMOOTHING))
