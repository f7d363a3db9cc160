"""The swap model: a small transformer on onnxruntime, with a second head that names originals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from pipeline.engines.protocols import MOST_THREADS, EarlyExit, Original, State, WindowVerdict
from pipeline.engines.transformer import Network, Transformer
from pipeline.errors import EngineError
from pipeline.tables.swap_model import (
    SWAP_MODEL,
    SwapModelFiles,
    has_swap_model,
    read_swap_model,
    swap_model_settings,
    swap_model_version,
)

_LONGEST_WINDOW = 160
"""Pieces in a window, as in training; a word that does not fit in, among rare words, counts as not swapped."""

_CACHED_WORDS = 100_000
_NAMED_AT_ONCE = 256
_NAMED = 6
"""Originals named for a word."""

_KEEP, _DELETE = 0, 1
"""The tags of ``originals.txt`` that name no original."""

Floats = NDArray[np.float32]


class OnnxSwapModel:
    """The shipped model behind the ``SwapModel`` protocol; nothing is loaded before the first text.

    A window gives the same numbers whatever stands around it: each is read by itself, since the network rounds what it
    reads together as a whole. That takes no longer than reading several at once, for less has to fit the cache of the
    processor. Each window is read by one thread: a window is too small to be divided.

    The first layers have a head of their own, so that a window in which they see nothing need not go through the
    others (an early exit, as in Xin et al. 2020, DeeBERT).

    Args:
        threads: windows to read at the same time, at most ``MOST_THREADS``.
        folder: where the model's files lie.
    """

    def __init__(self, threads: int = MOST_THREADS, folder: Path = SWAP_MODEL) -> None:
        self._folder = folder
        self._threads = max(1, min(threads, MOST_THREADS))
        name = f"swap model in {folder}"
        self._lower = Transformer(name, lambda: self._files)
        self._upper = Network(name, lambda: self._files.upper)
        self._pieces: dict[str, tuple[int, ...]] = {}

    @property
    def version(self) -> str:
        """Name of the model, and a digest of its files."""
        self._require()
        return swap_model_version(self._folder)

    @property
    def words_in_window(self) -> int:
        """The most words in a window; what the model was trained on."""
        self._require()
        return int(swap_model_settings(self._folder)["words_per_window"])

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        """Judge the words of windows."""
        read = partial(self._read, least=least, early_exit=early_exit)
        if self._threads == 1 or len(windows) < 2:
            return tuple(map(read, windows))
        return tuple(self._pool.map(read, windows))

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        self._lower.load()
        self._upper.load()
        return ThreadPoolExecutor(self._threads)

    def name(self, states: Sequence[State]) -> tuple[tuple[Original, ...], ...]:
        """The likeliest originals of each word, by the second head."""
        named: list[tuple[Original, ...]] = []
        # The threads of a matrix product wait busily for the next one, which takes a processor from the other workers.
        with self._matrix_threads.limit(limits=1, user_api="blas"):
            for first in range(0, len(states), _NAMED_AT_ONCE):
                named += self._name(np.stack(states[first : first + _NAMED_AT_ONCE]))
        return tuple(named)

    @cached_property
    def _matrix_threads(self) -> ThreadpoolController:
        return ThreadpoolController()

    def _require(self) -> None:
        if not has_swap_model(self._folder):
            raise EngineError(
                f"The swap model is not in {self._folder}. Reinstall unspin, or run without it: --no-swap-model"
            )

    @cached_property
    def _files(self) -> SwapModelFiles:
        self._require()
        return read_swap_model(self._folder)

    @cached_property
    def _edges(self) -> tuple[int, int]:
        """The pieces that stand before and after every window."""
        first, last = self._lower.pieces("", with_edges=True)
        return first, last

    def _read(self, window: Sequence[str], least: float, early_exit: EarlyExit | None) -> WindowVerdict:
        pieces, places = self._encode(window)
        read = np.flatnonzero(places)
        swapped = np.zeros(len(window), dtype=np.float32)
        early, middle = self._lower.run(["early", "middle"], [pieces])
        if early_exit:
            # The head of the first layers knows nothing of marks.
            words = np.array([place for place in read.tolist() if window[place][:1].isalnum()], dtype=np.intp)
            log_odds = early[0, places[words]]
            probabilities = _probability(log_odds)
            if words.size and probabilities.mean() < early_exit.mean and probabilities.max() < early_exit.most:
                swapped[words] = _probability(self._calibrated(log_odds))
                return WindowVerdict(tuple(map(float, swapped)), {}, is_early=True)
        mask = np.ones((1, len(pieces)), dtype=np.int64)
        logits, states = (
            rows[0] for rows in self._upper.run(["swapped", "states"], {"middle": middle, "attention_mask": mask})
        )
        swapped[read] = _probability(logits[places[read]])
        flagged = read[swapped[read] >= least]
        return WindowVerdict(tuple(map(float, swapped)), {int(word): states[places[word]].copy() for word in flagged})

    def _calibrated(self, early: Floats) -> Floats:
        """What all layers say on average, in log-odds, where the first ones say ``early`` and see nothing."""
        fit = swap_model_settings(self._folder)["early_exit"]
        return np.float32(fit["scale"]) * early + np.float32(fit["shift"])

    def _encode(self, window: Sequence[str]) -> tuple[list[int], NDArray[np.intp]]:
        """The pieces of a window, and the place of the first piece of each word; 0 for one that is not read."""
        first, last = self._edges
        ids = [first]
        places = []
        for word in window:
            pieces = self._pieces_of(word)
            fits = pieces and len(ids) + len(pieces) < _LONGEST_WINDOW
            places.append(len(ids) if fits else 0)
            if fits:
                ids += pieces
        ids.append(last)
        return ids, np.array(places, dtype=np.intp)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        pieces = self._pieces.get(word)
        if pieces is None:
            pieces = tuple(self._lower.pieces(word))
            if len(self._pieces) >= _CACHED_WORDS:
                self._pieces.clear()
            self._pieces[word] = pieces
        return pieces

    def _name(self, states: Floats) -> Iterator[tuple[Original, ...]]:
        files = self._files
        shares = states @ files.weights.T
        shares += files.bias
        shares -= shares.max(axis=1, keepdims=True)
        np.exp(shares, out=shares)
        totals = shares.sum(axis=1)
        shares[:, _KEEP] = 0
        most = min(_NAMED, shares.shape[1] - 1)
        for row, total, best in zip(shares, totals, np.argpartition(shares, -most, axis=1)[:, -most:], strict=True):
            best = best[np.lexsort((best, -row[best]))]
            yield tuple(Original("" if tag == _DELETE else files.tags[tag], float(row[tag] / total)) for tag in best)


def _probability(log_odds: Floats) -> Floats:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float32)


def find_swap_model(threads: int = MOST_THREADS) -> OnnxSwapModel | None:
    """The shipped model, or None where this copy of the program has none."""
    return OnnxSwapModel(threads) if has_swap_model() else None
