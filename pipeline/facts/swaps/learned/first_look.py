"""Which parts of a text the swap model reads first, and whether they say that all of it is clean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.tokens import lower_all
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.tables.originals import rarities

_LONGEST_FORM = 3
"""Words of the longest of a spinner's forms that are looked for."""
_FEWEST_WORDS = 20
"""Words of a window that can be judged by itself."""


class WindowMean(NamedTuple):
    """The swap model's view of a window: how many words it has, and their mean probability of being a spinner's."""

    words: int
    mean: float


def by_suspicion(words: Sequence[ModelWord], windows: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the windows, the one with the most of what spinners write and people do not first.

    A form of the inverse dictionary of spinners counts the more the rarer it is in clean text; windows of a few words
    come last. On windows of spun and clean articles the area under the curve is .98 to .999 by source, see
    ``pipeline/training/swap_model/evaluate_first_look.py``.

    Args:
        words: of the prose.
        windows: ranges of them.
    """
    forms = lower_all([word.text for word in words])
    found = [0.0] * len(forms)
    form = forms
    for length in range(1, _LONGEST_FORM + 1):
        if length > 1:
            form = [f"{start} {last}" for start, last in zip(form, forms[length - 1 :], strict=False)]
        for place, rarity in enumerate(map(rarities().get, form)):
            if rarity is not None:
                found[place] += rarity

    def suspicion(number: int) -> float:
        first, after = windows[number]
        return sum(found[first:after]) / (after - first) if after - first >= _FEWEST_WORDS else -1.0

    return sorted(range(len(windows)), key=lambda number: (-suspicion(number), number))


def steps(count: int, is_marked: bool) -> list[int]:
    """How many of a text's windows are read before it is judged, at each step; all of them at the last one.

    Args:
        count: windows of the text.
        is_marked: whether the fingerprints of spinners speak against a judgment by a part of the text.
    """
    look = tables.settings("swaps/gate.toml")["first_look"]
    parts = [] if is_marked else zip(look["every"], look["least_windows"], strict=True)
    return [*(min(count, max(least, -(-count // every))) for every, least in parts), count]


def is_marked(fingerprints: int, words: int) -> bool:
    """Whether a text has so many fingerprints of spinners that all of it is read.

    Args:
        fingerprints: how many the text has.
        words: how many words it has.
    """
    return bool(1000 * fingerprints > tables.settings("swaps/gate.toml")["first_look"]["clean_rate"] * words)


def beside_suspects(read: Mapping[int, WindowMean], count: int) -> list[int]:
    """Numbers of the windows that are to be read because a window beside them looks spun; see ``is_clean``.

    Args:
        read: the windows that were read, by number.
        count: windows of the text.
    """
    if not _is_long(count):
        return []
    around = {number + step for number in _suspects(read) for step in (-1, 1)}
    return sorted(number for number in around - read.keys() if 0 <= number < count)


def is_clean(read: Mapping[int, WindowMean], count: int) -> bool:
    """Whether the windows that were read say that the whole text is clean.

    In a long text, and in one that was read to its end, a window that looks spun counts together with those on either
    side: a spun passage that matters there is longer than one window.

    Args:
        read: the windows that were read, by number.
        count: windows of the text.
    """
    look = tables.settings("swaps/gate.toml")["first_look"]
    has_neighbors = _is_long(count) or len(read) == count
    for number in _suspects(read):
        around = [read[near] for near in (number - 1, number, number + 1) if near in read]
        if not has_neighbors or _mean(around) > look["clean_beside"]:
            return False
    return _mean(read.values()) < float(look["clean_mean"])


def _suspects(read: Mapping[int, WindowMean]) -> list[int]:
    """Numbers of the windows that look spun by themselves."""
    limit = tables.settings("swaps/gate.toml")["first_look"]["clean_window"]
    return [number for number, window in read.items() if window.words >= _FEWEST_WORDS and window.mean > limit]


def _is_long(count: int) -> bool:
    """Whether the first step reads more than one window of a text with so many."""
    return bool(count > tables.settings("swaps/gate.toml")["first_look"]["every"][0])


def _mean(windows: Iterable[WindowMean]) -> float:
    """The mean probability of the words of some windows; 0 without words."""
    windows = list(windows)
    words = sum(window.words for window in windows)
    return sum(window.mean * window.words for window in windows) / words if words else 0.0
