"""How spun a text is: the fingerprints of spinners and the swap model's view together, and the gate that follows."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from pipeline import tables
from pipeline.facts.language.phrases import PhraseMatcher
from pipeline.facts.language.tokens import Token, Tokens
from pipeline.facts.swaps.natural_places import is_natural
from pipeline.model import Gate, Span
from pipeline.tables import Fingerprint

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
        mean_swapped: mean probability by the swap model that a word is a spinner's; None where it read nothing.
        spun_windows: character ranges, sorted, that are spun by themselves, whatever the whole text is.
        sure_ranges: character ranges, sorted, that are spun beyond doubt.
        clean_blocks: character ranges, sorted, of the blocks of a spun text that its spinner left alone.
    """

    score: float
    gate: Gate
    rate: float
    kinds: int
    mean_swapped: float | None = None
    spun_windows: tuple[tuple[int, int], ...] = ()
    sure_ranges: tuple[tuple[int, float], ...] = ()
    clean_blocks: tuple[tuple[int, int], ...] = ()

    def gate_at(self, position: int) -> Gate:
        """The gate at a character position: that of the text, but for its spun windows and its clean blocks."""
        if _is_inside(position, self.clean_blocks):
            return "clean"
        return "spun" if _is_inside(position, self.spun_windows) else self.gate

    def is_sure_at(self, position: int) -> bool:
        """Whether a character position is in text that is spun beyond doubt: function words are mended only there."""
        return _is_inside(position, self.sure_ranges) and not _is_inside(position, self.clean_blocks)

    @property
    def is_spun_anywhere(self) -> bool:
        """Whether the text is spun, or a window of it."""
        return self.gate == "spun" or bool(self.spun_windows)

    @property
    def least(self) -> float:
        """From what probability of the model on a word may be reported; 0 where other signals count in a part."""
        return 0.0 if self.is_spun_anywhere else self.least_at(0)

    def least_at(self, position: int) -> float:
        """From what probability on a word at a character position is reported as a swap; see ``swaps/gate.toml``."""
        limits = tables.settings("swaps/gate.toml")["findings"]
        gate = self.gate_at(position)
        if gate != "spun" or gate != self.gate:
            # A spun window is spun by a score as high as that of a text that is spun beyond doubt.
            return float(limits[gate])
        doubt = (limits["sure_score"] - self.score) / (limits["sure_score"] - tables.gate_settings().model_spun)
        return float(limits["spun"] + max(0.0, min(1.0, doubt)) * (limits["suspect"] - limits["spun"]))


Hit = tuple[int, Fingerprint]
"""A fingerprint, and the index of its first word."""


@dataclass(frozen=True, slots=True)
class _Tally:
    words: int
    hits: int
    kinds: int
    families: int
    mean_swapped: float | None


def find_fingerprints(text: str, tokens: Tokens, overlay: Path | None = None) -> tuple[Hit, ...]:
    """The fingerprints of spinners in a text, in reading order.

    Args:
        text: the text.
        tokens: its words.
        overlay: a user's folder of tables.
    """
    found = _matcher(overlay).find(text, tokens)
    return tuple(
        (first, fingerprint) for first, after, fingerprint in found if not is_natural(text, tokens, first, after)
    )


@lru_cache(maxsize=4)
def _matcher(overlay: Path | None) -> PhraseMatcher[Fingerprint]:
    return PhraseMatcher((fingerprint.phrase, fingerprint) for fingerprint in tables.fingerprints(overlay))


def score_spin(
    tokens: Sequence[Token],
    hits: Sequence[Hit],
    swapped: Sequence[tuple[int, float]] | None = None,
    blocks: Sequence[Span] = (),
) -> SpinScore:
    """Judge a text, whole and by windows of 300 words.

    The evidence of the fingerprints is the geometric mean of their rate per 1,000 words and the number of their kinds,
    that of the model the mean probability of the words that it read; the score is a logistic function of the
    logarithms of both. Thresholds and weights stand in ``data/swaps/gate.toml``, with how they were fitted.

    Args:
        tokens: the words of the text.
        hits: its fingerprints.
        swapped: place and probability of each word that the swap model read, in reading order; None without a model.
        blocks: the paragraphs, list items ... of the text, in reading order.
    """
    view = _View(swapped) if swapped else None
    tally = _tally(len(tokens), [hit for _, hit in hits], view.mean(0, math.inf) if view else None)
    gate, windows = _gate(tally), _spun_windows(tokens, hits, view)
    sure = ((start, end) for (start, end), window in windows if _is_sure(window))
    is_spun = gate == "spun" or bool(windows)
    starts = [tokens[first].start for first, _ in hits]
    return SpinScore(
        score=_score(tally),
        gate=gate,
        rate=_rate(tally),
        kinds=tally.kinds,
        mean_swapped=tally.mean_swapped,
        spun_windows=tuple(window for window, _ in windows),
        sure_ranges=((0, math.inf),) if gate == "spun" and _is_sure(tally) else tuple(sure),
        clean_blocks=_clean_blocks(blocks, starts, view) if view and is_spun else (),
    )


class _View:
    """Mean probabilities of ranges of a text.

    Args:
        swapped: place and probability of each word that was read, in reading order.
    """

    def __init__(self, swapped: Sequence[tuple[int, float]]) -> None:
        self._places = [place for place, _ in swapped]
        self._sums = list(accumulate((probability for _, probability in swapped), initial=0.0))

    def mean(self, start: int, end: float) -> float | None:
        """The mean in a range of characters, as if some clean words had been read beside it; None for too few words."""
        settings = tables.gate_settings()
        words, total = self.read(start, end)
        if words < settings.model_fewest_words:
            return None
        total += settings.model_prior_words * settings.model_prior
        return total / (words + settings.model_prior_words)

    def read(self, start: int, end: float) -> tuple[int, float]:
        """How many words were read in a range of characters, and the sum of their probabilities."""
        first, after = bisect_left(self._places, start), bisect_left(self._places, end)
        return after - first, self._sums[after] - self._sums[first]


def _tally(words: int, found: Sequence[Fingerprint], mean_swapped: float | None) -> _Tally:
    kinds = {fingerprint.phrase for fingerprint in found}
    return _Tally(words, len(found), len(kinds), len({fingerprint.family for fingerprint in found}), mean_swapped)


def _rate(tally: _Tally) -> float:
    """Hits per 1,000 words; a short text counts as a longer one, so that it needs as many hits."""
    return 1000 * tally.hits / max(tally.words, tables.gate_settings().floor_words)


def _score(tally: _Tally) -> float:
    settings = tables.gate_settings()
    evidence = math.log1p(math.sqrt(_rate(tally) * tally.kinds))
    if tally.mean_swapped is None:
        return _logistic(settings.score_intercept + settings.score_weight * evidence)
    model = settings.model_weight * math.log(tally.mean_swapped / settings.model_prior)
    return _logistic(settings.model_intercept + settings.model_fingerprints * evidence + model)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, value))))


def _gate(tally: _Tally) -> Gate:
    """By the fingerprints alone where they suffice, else by the score."""
    settings = tables.gate_settings()
    score = _score(tally) if tally.mean_swapped is not None else 0.0
    is_short = tally.words < settings.floor_words
    kinds = settings.short_kinds if is_short else settings.spun_kinds
    if _has_fingerprints(tally, settings.spun_rate, kinds) or score >= settings.model_spun:
        return "spun"
    is_suspect = _rate(tally) >= settings.suspect_rate and tally.kinds >= settings.suspect_kinds
    suspect_score = settings.model_short_suspect if is_short else settings.model_suspect
    return "suspect" if is_suspect or score >= suspect_score else "clean"


def _has_fingerprints(tally: _Tally, rate: float, kinds: int) -> bool:
    """Whether fingerprints alone make something spun, from a rate and a number of kinds on."""
    return _rate(tally) >= rate and tally.kinds >= kinds and tally.families >= tables.gate_settings().spun_families


def _is_sure(tally: _Tally) -> bool:
    """Whether what is spun by its tally is so beyond doubt: a model that read it must not doubt it.

    An author who is fond of "as well as" has a high score too, but few kinds of fingerprints and a low mean.
    """
    repairs: dict[str, float] = tables.settings("swaps/gate.toml")["repairs"]
    if tally.mean_swapped is None:
        return True
    is_varied = tally.kinds >= repairs["kinds"] or tally.mean_swapped >= repairs["mean"]
    return is_varied and _score(tally) >= repairs["score"]


def _is_inside(position: int, ranges: Sequence[tuple[int, float]]) -> bool:
    """Whether a position is in one of the sorted ranges, of which two may overlap."""
    index = bisect_right(ranges, (position, math.inf)) - 1
    return any(start <= position < end for start, end in ranges[max(0, index - 1) : index + 1])


def _clean_blocks(blocks: Sequence[Span], hits: Sequence[int], view: _View) -> tuple[tuple[int, int], ...]:
    """The blocks of a spun text in which next to nothing is a spinner's, beside others in which much is.

    Args:
        blocks: of the text, in reading order.
        hits: where its fingerprints begin, sorted.
        view: what the model says.
    """
    limits = tables.settings("swaps/gate.toml")["clean_block"]
    read = [(block, *view.read(block.start, block.end)) for block in blocks]
    means = [(block, total / words, words) for block, words, total in read if words >= limits["words"]]
    highest = max((mean for _, mean, words in means if words >= limits["words_of_highest"]), default=0.0)
    most = min(limits["mean"], limits["share_of_highest"] * highest)
    quiet = [block for block, mean, _ in means if mean < most]
    return tuple((one.start, one.end) for one in quiet if bisect_left(hits, one.start) == bisect_left(hits, one.end))


def _spun_windows(
    tokens: Sequence[Token], hits: Sequence[Hit], view: _View | None
) -> list[tuple[tuple[int, int], _Tally]]:
    settings = tables.gate_settings()
    positions = [index for index, _ in hits]
    windows = []
    for first in range(0, len(tokens) - _WINDOW + 1, _STRIDE):
        start, end = tokens[first].start, tokens[first + _WINDOW - 1].end
        inside = hits[bisect_left(positions, first) : bisect_left(positions, first + _WINDOW)]
        tally = _tally(_WINDOW, [hit for _, hit in inside], view.mean(start, end) if view else None)
        has_fingerprints = _has_fingerprints(tally, settings.window_rate, settings.window_kinds)
        if has_fingerprints or (tally.mean_swapped is not None and _score(tally) >= settings.window_score):
            windows.append(((start, end), tally))
    return windows
