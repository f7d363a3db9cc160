"""A stand-in for the swap model: it knows words by heart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.engines.protocols import EarlyExit, Original, State, WindowVerdict


@dataclass
class StandInModel:
    """Calls words swapped as it is told to.

    Attributes:
        swapped: probabilities of words, in lower case; other words have ``otherwise``.
        originals: what it names for a word, with a probability.
        read_windows: how many windows it was given.
        read_by_all_layers: how many of them it did not leave early.
    """

    swapped: Mapping[str, float] = field(default_factory=dict)
    originals: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    otherwise: float = 0.0
    read_windows: int = 0
    read_by_all_layers: int = 0
    version: str = "stand-in"
    words_in_window: int = 64

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        self.read_windows += len(windows)
        return tuple(self._verdict(window, least, early_exit) for window in windows)

    def name(self, states: Sequence[State]) -> tuple[tuple[Original, ...], ...]:
        return tuple(self._named(bytes(state.astype(np.uint8)).decode("utf-8", "replace")) for state in states)

    def _verdict(self, window: Sequence[str], least: float, early_exit: EarlyExit | None) -> WindowVerdict:
        swapped = tuple(self.swapped.get(word.lower(), self.otherwise) for word in window)
        words = [one for word, one in zip(window, swapped, strict=True) if word[:1].isalnum()]
        if early_exit and words and sum(words) < early_exit.mean * len(words) and max(words) < early_exit.most:
            return WindowVerdict(swapped, {}, is_early=True)
        self.read_by_all_layers += 1
        likely = [index for index, one in enumerate(swapped) if one >= least]
        return WindowVerdict(swapped, {index: _state(window[index].lower()) for index in likely})

    def _named(self, word: str) -> tuple[Original, ...]:
        found = [Original(text, probability) for text, probability in self.originals.get(word, {}).items()]
        return tuple(sorted(found, key=lambda original: -original.probability))


def _state(word: str) -> State:
    """A state from which the word can be read again."""
    return np.frombuffer(word.encode("utf-8", "replace"), dtype=np.uint8).astype(np.float32)
