"""The gap model: a small transformer on onnxruntime that sees where a text misses a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from pipeline import tables
from pipeline.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

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
        before = self._pieces(left[-_MOST_CHARACTERS:])[-PIECES:]
        return [first, *before, gap, *self._pieces(right[:_MOST_CHARACTERS])[:PIECES], last], 1 + len(before)

    def _pieces(self, text: str) -> list[int]:
        # Half a character cannot be handed over.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        pieces: list[int] = self._tokenizer.encode(whole, add_special_tokens=False).ids
        return pieces

    def _run(self, rows: Sequence[tuple[list[int], int]]) -> list[float]:
        width = max(len(pieces) for pieces, _ in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, (pieces, _) in enumerate(rows):
            ids[number, : len(pieces)] = pieces
            mask[number, : len(pieces)] = 1
        places = np.array([place for _, place in rows], dtype=np.int64)
        (logits,) = self._session.run(["missing"], {"input_ids": ids, "attention_mask": mask, "gap": places})
        return [float(logit) for logit in logits]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_str(_files().tokenizer)
        except Exception as error:  # the library raises bare exceptions
            raise EngineError(f"The tokenizer of the gap model is damaged ({error}). Reinstall unspin.") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _marks(self) -> tuple[int, int, int]:
        """The pieces that stand before a text, in its gap, and behind it."""
        first, gap, last = self._tokenizer.encode("[CLS][MASK][SEP]", add_special_tokens=False).ids
        return first, gap, last

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return InferenceSession(_files().network, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class of its own for each fault, without a common base
            raise EngineError(f"The gap model is damaged ({error}). Reinstall unspin.") from error


def _files() -> tables.GapModelFiles:
    try:
        return tables.gap_model()
    except OSError as error:
        raise EngineError(f"The gap model cannot be read ({error}). Reinstall unspin.") from error
