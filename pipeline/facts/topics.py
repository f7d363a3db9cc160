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
        rows = tables.topics().rows
        known = {word: count for word, count in counts.items() if word in rows}
        self._counts = counts
        self._sum = _direction([rows[word] for word in known], 1 + np.log(np.array(list(known.values()))))

    def fit(self, words: Collection[str], count: int) -> float | None:
        """How well words fit the rest of the text: a cosine, -1 to 1; None where no word is known, or no other word.

        Args:
            words: in lower case and without the "s" of plurals.
            count: how often they stand in the text together.
        """
        rows = tables.topics().rows
        known = [word for word in words if word in rows]
        numbers = [rows[word] for word in known]
        own = _direction(numbers, np.ones(len(known)))
        rest = self._sum - _direction(numbers, np.array([self._loss(word, count) for word in known]))
        length = sqrt(float(own @ own) * float(rest @ rest))
        return float(own @ rest) / length if length else None

    def _loss(self, word: str, count: int) -> float:
        """What the text's direction loses with ``count`` uses of a word."""
        total = self._counts.get(word, 0)
        left = max(0, total - count)
        return (1 + log(total) if total else 0.0) - (1 + log(left) if left else 0.0)


def _direction(rows: list[int], weights: NDArray[np.float64]) -> Vector:
    """The sum of the vectors in some rows of the table, weighted."""
    table = tables.topics()
    if not rows:
        return np.zeros(table.vectors.shape[1], dtype=np.float32)
    direction: Vector = np.matmul(weights * table.weights[rows], table.vectors[rows], dtype=np.float32)
    return direction
