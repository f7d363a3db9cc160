"""The insertion model: a small transformer on onnxruntime that sees where words were put into a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from pipeline import tables
from pipeline.engines.protocols import CHARACTERS_READ
from pipeline.engines.transformer import Transformer
from pipeline.errors import EngineError

PIECES = 16
"""Word pieces read on each side of a place, and of the words in it, as in training."""
_BATCH = 64
"""Places in one batch; bounds the memory."""

_Row = tuple[list[int], int]
"""Word pieces, and the number of the one that the answer is read at."""


class OnnxInsertionModel:
    """The shipped model behind the ``InsertionModel`` protocol; nothing is loaded before the first question.

    A number may differ in its digits with what is asked in the same call, for the network rounds a batch as a whole.
    """

    def __init__(self) -> None:
        self._network = Transformer("insertion model", _files)

    @property
    def version(self) -> str:
        """Name of the model, and a digest of its files."""
        try:
            return tables.insertion_model_version()
        except OSError as error:
            raise _unreadable(error) from error

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        """See ``InsertionModel``."""
        return self._ask("missing", [self._row_of_gap(left, right) for left, right in contexts])

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        """See ``InsertionModel``."""
        return self._ask("foreign", [self._row_of_words(left, words, right) for left, words, right in places])

    def _row_of_gap(self, left: str, right: str) -> _Row:
        """The pieces around a gap with the mark of the gap among them, which is where the answer stands."""
        first, gap, last = self._marks
        before, after = self._sides(left, right)
        return [first, *before, gap, *after, last], 1 + len(before)

    def _row_of_words(self, left: str, words: str, right: str) -> _Row:
        """The pieces of some words between two marks and what is around; the answer stands at the first mark."""
        first, _, mark = self._marks
        before, after = self._sides(left, right)
        inside = self._network.pieces(words[:CHARACTERS_READ])[:PIECES]
        return [first, *before, mark, *inside, mark, *after, mark], 1 + len(before)

    def _sides(self, left: str, right: str) -> tuple[list[int], list[int]]:
        before = self._network.pieces(left[-CHARACTERS_READ:])[-PIECES:]
        return before, self._network.pieces(right[:CHARACTERS_READ])[:PIECES]

    def _ask(self, output: str, rows: Sequence[_Row]) -> list[float]:
        order = sorted(range(len(rows)), key=lambda number: len(rows[number][0]))
        answers = [0.0] * len(rows)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            places = np.array([rows[number][1] for number in batch], dtype=np.int64)
            (logits,) = self._network.run([output], [rows[number][0] for number in batch], {"place": places})
            for number, logit in zip(batch, logits, strict=True):
                answers[number] = float(logit)
        return answers

    @cached_property
    def _marks(self) -> tuple[int, int, int]:
        """The pieces that stand before a text, in its gap, and behind it."""
        first, gap, last = self._network.pieces("[CLS][MASK][SEP]")
        return first, gap, last


def _files() -> tables.InsertionModelFiles:
    try:
        return tables.insertion_model()
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> EngineError:
    return EngineError(f"The insertion model cannot be read ({error}). Reinstall unspin.")
