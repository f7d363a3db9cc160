"""How well words fit the topic of a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.facts.language.vocabulary import stem
from pipeline.tables import word_counts

Vector = NDArray[np.float32]


class Topic:
    """The topic of a text.

    Args:
        words: of the text, in lower case, each once.
        counts: how often each of them stands in the text.
    """

    def __init__(self, words: Iterable[str], counts: Iterable[int]) -> None:
        table, row_of = word_counts.topics(), _rows()
        self._counts: dict[int, int] = {}
        for row, count in zip(map(row_of.get, words), counts, strict=True):
            if row is not None and count:
                self._counts[row] = self._counts.get(row, 0) + count
        self._fits: dict[tuple[frozenset[str], int], float | None] = {}
        rows = np.fromiter(self._counts, np.int64, len(self._counts))
        weights = 1 + np.log(np.fromiter(self._counts.values(), np.float32, len(rows)))
        # Not as a matrix product, for which the library would wake threads.
        vectors = table.directions.take(rows, axis=0) * table.lengths[rows, None]
        self._sum: Vector = np.einsum("i,ij->j", weights, vectors)

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
        table, counts = word_counts.topics(), self._counts
        known = [row for row in map(table.rows.get, words) if row is not None]
        if not known:
            return None
        vectors = table.directions[known] * table.lengths[known, None]
        losses = [_weight(counts.get(row, 0)) - _weight(counts.get(row, 0) - count) for row in known]
        own = vectors.sum(axis=0)
        rest = self._sum - np.array(losses, np.float32) @ vectors
        length = sqrt(float(own @ own) * float(rest @ rest))
        return float(own @ rest) / length if length else None


@cache
def _rows() -> dict[str, int]:
    """The row of each word in the table of topics, in the singular and in the plural; without function words."""
    rows = word_counts.topics().rows
    spellings = ((spelling, row) for word, row in rows.items() for spelling in (word, f"{word}s"))
    return {word: row for word, row in spellings if rows.get(stem(word)) == row and word not in tables.function_words()}


def _weight(count: int) -> float:
    """What so many uses of a word add to the direction of a text."""
    return 1 + log(count) if count > 0 else 0.0
