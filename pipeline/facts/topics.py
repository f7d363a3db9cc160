"""How well words fit the topic of a text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from pipeline import tables

Vector = NDArray[np.float32]


class Topic:
    """The topic of a text.

    Args:
        counts: how often each word stands in the text, in lower case and without the "s" of plurals.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        table = tables.topics()
        self._counts = {word: count for word, count in counts.items() if word in table.rows and count > 0}
        weights = 1 + np.log(np.fromiter(self._counts.values(), np.float32, len(self._counts)))
        self._fits: dict[tuple[frozenset[str], int], float | None] = {}
        # Not as a matrix product, for which the library would wake threads.
        self._sum: Vector = np.einsum("i,ij->j", weights, table.vectors[[table.rows[word] for word in self._counts]])

    def fit(self, words: Collection[str], count: int) -> float | None:
        """How well words fit the rest of the text: a cosine, -1 to 1; None where no word is known, or no other word.

        Args:
            words: in lower case and without the "s" of plurals.
            count: how often they stand in the text together.
        """
        key = frozenset(words), count
        if key not in self._fits:
            self._fits[key] = self._fit(words, count)
        return self._fits[key]

    def _fit(self, words: Collection[str], count: int) -> float | None:
        table, counts = tables.topics(), self._counts
        known = [word for word in words if word in table.rows]
        if not known:
            return None
        vectors = table.vectors[[table.rows[word] for word in known]]
        losses = [_weight(counts.get(word, 0)) - _weight(counts.get(word, 0) - count) for word in known]
        own = vectors.sum(axis=0)
        rest = self._sum - np.array(losses, np.float32) @ vectors
        length = sqrt(float(own @ own) * float(rest @ rest))
        return float(own @ rest) / length if length else None


def _weight(count: int) -> float:
    """What so many uses of a word add to the direction of a text."""
    return 1 + log(count) if count > 0 else 0.0
