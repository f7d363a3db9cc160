"""How spun a text is: the fingerprints of spinners, counted, and the gate that follows from them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.facts.phrases import PhraseMatcher
from pipeline.facts.tokens import Token
from pipeline.tables import Fingerprint

Gate = Literal["clean", "suspect", "spun"]

_WINDOW = 300
_STRIDE = 150
"""Length of a window and the distance between two, in words; the gate was fitted on these."""


@dataclass(frozen=True, slots=True)
class SpinScore:
    """How spun a text is.

    Attributes:
        score: 0 (written by a person) to 1 (spun).
        gate: of the whole text.
        rate: fingerprints per 1,000 words.
        kinds: different fingerprints.
        spun_windows: character ranges, sorted, that are spun by themselves, whatever the whole text is.
    """

    score: float
    gate: Gate
    rate: float
    kinds: int
    spun_windows: tuple[tuple[int, int], ...] = ()

    def gate_at(self, position: int) -> Gate:
        """The gate at a character position: that of the text, or ``spun`` inside a spun window."""
        index = bisect_right(self.spun_windows, (position, math.inf)) - 1
        inside = any(start <= position < end for start, end in self.spun_windows[max(0, index - 1) : index + 1])
        return "spun" if inside else self.gate


@dataclass(frozen=True, slots=True)
class _Tally:
    words: int
    hits: int
    kinds: int
    families: int


def score_spin(text: str, tokens: tuple[Token, ...]) -> SpinScore:
    """Count the fingerprints of a text and judge it, whole and by windows of 300 words.

    The evidence is the geometric mean of the rate per 1,000 words and the number of kinds; the score is a logistic
    function of ``ln(1 + evidence)``. Thresholds and weights stand in ``data/swaps/gate.toml``, with how they were
    fitted.
    """
    hits = [(first, fingerprint) for first, _, fingerprint in _matcher().find(text, tokens)]
    tally = _tally(len(tokens), [fingerprint for _, fingerprint in hits])
    return SpinScore(
        score=_score(tally),
        gate=_gate(tally),
        rate=_rate(tally),
        kinds=tally.kinds,
        spun_windows=tuple(_spun_windows(tokens, hits)),
    )


@cache
def _matcher() -> PhraseMatcher[Fingerprint]:
    return PhraseMatcher((fingerprint.phrase, fingerprint) for fingerprint in tables.fingerprints())


def _tally(words: int, found: Sequence[Fingerprint]) -> _Tally:
    kinds = {fingerprint.phrase for fingerprint in found}
    return _Tally(words, len(found), len(kinds), len({fingerprint.family for fingerprint in found}))


def _rate(tally: _Tally) -> float:
    """Hits per 1,000 words; a short text counts as a longer one, so that it needs as many hits."""
    return 1000 * tally.hits / max(tally.words, tables.gate_settings().floor_words)


def _score(tally: _Tally) -> float:
    settings = tables.gate_settings()
    evidence = math.sqrt(_rate(tally) * tally.kinds)
    return 1 / (1 + math.exp(-(settings.score_intercept + settings.score_weight * math.log1p(evidence))))


def _gate(tally: _Tally) -> Gate:
    settings = tables.gate_settings()
    rate = _rate(tally)
    least_kinds = settings.short_kinds if tally.words < settings.floor_words else settings.spun_kinds
    if rate >= settings.spun_rate and tally.kinds >= least_kinds and tally.families >= settings.spun_families:
        return "spun"
    return "suspect" if rate >= settings.suspect_rate and tally.kinds >= settings.suspect_kinds else "clean"


def _spun_windows(tokens: tuple[Token, ...], hits: list[tuple[int, Fingerprint]]) -> list[tuple[int, int]]:
    settings = tables.gate_settings()
    positions = [index for index, _ in hits]
    windows = []
    for first in range(0, len(tokens) - _WINDOW + 1, _STRIDE):
        inside = hits[bisect_left(positions, first) : bisect_left(positions, first + _WINDOW)]
        tally = _tally(_WINDOW, [fingerprint for _, fingerprint in inside])
        if _rate(tally) >= settings.window_rate and tally.kinds >= settings.window_kinds:
            windows.append((tokens[first].start, tokens[first + _WINDOW - 1].end))
    return windows
