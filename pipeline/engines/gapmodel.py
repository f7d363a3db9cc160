"""The gap model: a small transformer on onnxruntime that sees where a text misses a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

import numpy as np

from pipeline import tables
from pipeline.engines.transformer import Transformer
from pipeline.errors import EngineError

PIECES = 16
"""Word pieces read on each side of a gap, as in training."""
_MOST_CHARACTERS = 400
"""Characters on each side that may hold these pieces."""
_BATCH = 64
"""Gaps in one batch; bounds the memory."""


class OnnxGapModel:
    """The shipped model behind the ``GapModel`` protocol; nothing is loaded before the first gap.

    A number may differ in its digits with what is asked in the same call, for the network rounds a batch as a whole.
    """

    def __init__(self) -> None:
        self._network = Transformer("gap model", _files)

    @property
    def version(self) -> str:
        """Name of the model, and a digest of its network."""
        return f"gaps {sha256(_files().network).hexdigest()[:12]}"

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        """See ``GapModel``."""
        rows = [self._encode(left, right) for left, right in contexts]
        order = sorted(range(len(rows)), key=lambda number: len(rows[number][0]))
        logits = [0.0] * len(rows)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found = self._run([rows[number] for number in batch])
            for number, logit in zip(batch, found, strict=True):
                logits[number] = logit
        return logits

    def _encode(self, left: str, right: str) -> tuple[list[int], int]:
        """The pieces around a gap with the mark of the gap among them, and the place of the mark."""
        first, gap, last = self._marks
        before = self._network.pieces(left[-_MOST_CHARACTERS:])[-PIECES:]
        after = self._network.pieces(right[:_MOST_CHARACTERS])[:PIECES]
        return [first, *before, gap, *after, last], 1 + len(before)

    def _run(self, rows: Sequence[tuple[list[int], int]]) -> list[float]:
        places = np.array([place for _, place in rows], dtype=np.int64)
        (logits,) = self._network.run(["missing"], [pieces for pieces, _ in rows], {"gap": places})
        return [float(logit) for logit in logits]

    @cached_property
    def _marks(self) -> tuple[int, int, int]:
        """The pieces that stand before a text, in its gap, and behind it."""
        first, gap, last = self._network.pieces("[CLS][MASK][SEP]")
        return first, gap, last


def _files() -> tables.GapModelFiles:
    try:
        return tables.gap_model()
    except OSError as error:
        raise EngineError(f"The gap model cannot be read ({error}). Reinstall unspin.") from error
