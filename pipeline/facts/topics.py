"""How well words fit the topic of a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log

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
        self._counts = counts
        self._sum = _weighted((word, 1 + log(count)) for word, count in counts.items())

    def fit(self, words: Collection[str], count: int) -> float | None:
        """How well words fit the rest of the text: a cosine, -1 to 1; None where no word is known, or no other word.

        Args:
            words: in lower case and without the "s" of plurals.
            count: how often they stand in the text together.
        """
        own = _weighted((word, 1.0) for word in words)
        rest = self._sum - _weighted((word, self._loss(word, count)) for word in words)
        length = float(np.linalg.norm(own) * np.linalg.norm(rest))
        return float(own @ rest) / length if length else None

    def _loss(self, word: str, count: int) -> float:
        """What the text's direction loses with ``count`` uses of a word."""
        total = self._counts.get(word, 0)
        left = max(0, total - count)
        return (1 + log(total) if total else 0.0) - (1 + log(left) if left else 0.0)


def _weighted(words: Iterable[tuple[str, float]]) -> Vector:
    table = tables.topics()
    known = [(table.rows[word], weight) for word, weight in words if word in table.rows]
    if not known:
        return np.zeros(table.vectors.shape[1], dtype=np.float32)
    rows = [row for row, _ in known]
    weights: Vector = np.array([weight for _, weight in known], dtype=np.float32)
    direction: Vector = np.matmul(weights * table.weights[rows], table.vectors[rows], dtype=np.float32)
    return direction
