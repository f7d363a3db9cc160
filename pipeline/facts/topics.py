"""How well words fit the topic of a text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.facts.vocabulary import stem

Vector = NDArray[np.float32]


class Topic:
    """The topic of a text.

    Args:
        words: of the text, in lower case, each once.
        counts: how often each of them stands in the text.
    """

    def __init__(self, words: Collection[str], counts: Sequence[int] | NDArray[np.int64]) -> None:
        table, counts = tables.topics(), np.asarray(counts)
        every_row = np.fromiter(map(_row, words), np.int64, len(words))
        told = np.flatnonzero((every_row >= 0) & (counts > 0))
        rows, order = np.unique(every_row[told], return_inverse=True)
        totals = np.bincount(order, weights=counts[told])
        self._counts: dict[int, int] = dict(zip(rows.tolist(), map(int, totals), strict=True))
        self._fits: dict[tuple[frozenset[str], int], float | None] = {}
        vectors = table.directions[rows] * table.lengths[rows, None]
        # Not as a matrix product, for which the library would wake threads.
        self._sum: Vector = np.einsum("i,ij->j", (1 + np.log(totals)).astype(np.float32), vectors)

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
        known = [row for row in map(table.rows.get, words) if row is not None]
        if not known:
            return None
        vectors = table.directions[known] * table.lengths[known, None]
        losses = [_weight(counts.get(row, 0)) - _weight(counts.get(row, 0) - count) for row in known]
        own = vectors.sum(axis=0)
        rest = self._sum - np.array(losses, np.float32) @ vectors
        length = sqrt(float(own @ own) * float(rest @ rest))
        return float(own @ rest) / length if length else None


@lru_cache(maxsize=65_536)
def _row(word: str) -> int:
    """The row of a lower-case word in the table of topics; -1 where it tells of none."""
    return -1 if word in tables.function_words() else tables.topics().rows.get(stem(word), -1)


def _weight(count: int) -> float:
    """What so many uses of a word add to the direction of a text."""
    return 1 + log(count) if count > 0 else 0.0
