"""Swaps that nobody could see, because people write the new words in that place as often as the old ones."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.training.spinners.spinner import Swap
from pipeline.training.spinners.tag_corpus import TaggedText

LEAST = 2
"""How often the new words must stand beside their neighbors in clean text to count as natural there."""

REFUSED = 0.85
"""Share of the natural swaps that are not made; the others stay, since a reader sees some of them in a spun text."""


class NaturalSwaps:
    """Refuses swaps that clean text does not tell from the original.

    Args:
        texts: clean texts, whose neighboring words are counted.
        least: how often two words must stand side by side there to count as natural.
        refused: share of the natural swaps that are not made, 0 to 1.
    """

    def __init__(self, texts: Iterable[TaggedText], least: int = LEAST, refused: float = REFUSED) -> None:
        self._least = least
        self._refused = refused
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            lower = [word.lower() for word in text.words]
            self._pairs.update(pairwise(lower))
        for pair in [pair for pair, count in self._pairs.items() if count < least]:
            del self._pairs[pair]

    def accept(self, rng: random.Random, lower: Sequence[str], swap: Swap) -> bool:
        """Whether the swap is made: with given random numbers an ``Accept`` of ``spinner``."""
        return not self.is_natural(lower, swap) or rng.random() >= self._refused

    def is_natural(self, lower: Sequence[str], swap: Swap) -> bool:
        """Whether the new words stand between these neighbors about as often as the old ones do."""
        before, after = lower[max(0, swap.start - 1) : swap.start], lower[swap.end : swap.end + 1]
        new = self._strength([*before, *swap.new, *after])
        return new > 0 and new >= self._strength([*before, *lower[swap.start : swap.end], *after])

    def _strength(self, words: Sequence[str]) -> float:
        """Mean log count of the neighboring pairs; 0 where one of them is rare."""
        counts = [self._pairs.get(pair, 0) for pair in pairwise(words)]
        return sum(map(math.log, counts)) / len(counts) if counts and min(counts) >= self._least else 0.0
