"""A stand-in for the swap model: it knows words by heart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.engines.protocols import Original, WindowVerdict


@dataclass
class StandInModel:
    """Calls words swapped as it is told to.

    Attributes:
        swapped: probabilities of words, in lower case; other words have ``otherwise``.
        originals: what it names for a word, with a probability.
        read_windows: how many windows it was given.
    """

    swapped: Mapping[str, float] = field(default_factory=dict)
    originals: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    otherwise: float = 0.0
    read_windows: int = 0
    version: str = "stand-in"
    words_in_window: int = 64

    def read(self, windows: Sequence[Sequence[str]], least: float) -> tuple[WindowVerdict, ...]:
        self.read_windows += len(windows)
        return tuple(self._verdict(window, least) for window in windows)

    def _verdict(self, window: Sequence[str], least: float) -> WindowVerdict:
        swapped = tuple(self.swapped.get(word.lower(), self.otherwise) for word in window)
        named = {index: self._named(window[index].lower()) for index, one in enumerate(swapped) if one >= least}
        return WindowVerdict(swapped, named)

    def _named(self, word: str) -> tuple[Original, ...]:
        found = [Original(text, probability) for text, probability in self.originals.get(word, {}).items()]
        return tuple(sorted(found, key=lambda original: -original.probability))
