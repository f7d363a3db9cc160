"""Whether the swap model reads a text, which parts of it first, and whether they say that all of it is clean."""

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


def suspicions(words: Sequence[ModelWord], windows: Sequence[tuple[int, int]]) -> list[float | None]:
    """How much each window has of what spinners write and people do not; None for one of a few words.

    A form of the inverse dictionary of spinners counts the more the rarer it is in clean text. On windows of spun and
    clean articles the area under the curve is .98 to .999 by source, see
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
    sizes = ((first, after, after - first) for first, after in windows)
    return [sum(found[first:after]) / size if size >= _FEWEST_WORDS else None for first, after, size in sizes]


def by_suspicion(suspicions: Sequence[float | None]) -> list[int]:
    """Numbers of the windows, the most suspect first and those of a few words last."""
    ranks = [-1.0 if suspicion is None else suspicion for suspicion in suspicions]
    return sorted(range(len(ranks)), key=lambda number: (-ranks[number], number))


def is_unsuspected(suspicions: Sequence[float | None], words: int) -> bool:
    """Whether a text has so little of what spinners write that it is clean without being read.

    Args:
        suspicions: of its windows.
        words: how many words it has.
    """
    unread = tables.settings("swaps/gate.toml")["first_look"]["unread"]
    known = [suspicion for suspicion in suspicions if suspicion is not None]
    if words < unread["words"] or not known:
        return False
    return max(known) < float(unread["most"]) and sum(known) / len(known) < float(unread["mean"])


class Step(NamedTuple):
    """How many of a text's windows are read before it is judged, and the mean probability under which it is clean."""

    windows: int
    clean_mean: float


def steps(count: int, is_marked: bool) -> list[Step]:
    """The steps in which a text is read, to its end at the last one.

    Args:
        count: windows of the text.
        is_marked: whether the fingerprints of spinners speak against a judgment by a part of the text.
    """
    look = tables.settings("swaps/gate.toml")["first_look"]
    parts = [] if is_marked else zip(look["every"], look["least_windows"], look["clean_means"], strict=True)
    found = [Step(min(count, max(least, -(-count // every))), mean) for every, least, mean in parts]
    return [*found, Step(count, look["clean_mean"])]


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


def is_clean(read: Mapping[int, WindowMean], count: int, clean_mean: float) -> bool:
    """Whether the windows that were read say that the whole text is clean.

    In a long text, and in one that was read to its end, a window that looks spun counts together with those on either
    side: a spun passage that matters there is longer than one window.

    Args:
        read: the windows that were read, by number.
        count: windows of the text.
        clean_mean: see ``Step``.
    """
    look = tables.settings("swaps/gate.toml")["first_look"]
    has_neighbors = _is_long(count) or len(read) == count
    for number in _suspects(read):
        around = [read[near] for near in (number - 1, number, number + 1) if near in read]
        if not has_neighbors or _mean(around) > look["clean_beside"]:
            return False
    return _mean(read.values()) < clean_mean


def in_doubt(read: Mapping[int, WindowMean]) -> list[int]:
    """Numbers of the windows of a text that is not clean, for which the model's first layers are not enough.

    Where the text as a whole looks clean, these are the windows that look spun and those on either side.

    Args:
        read: all windows, by number.
    """
    if _mean(read.values()) >= tables.settings("swaps/gate.toml")["first_look"]["clean_mean"]:
        return sorted(read)
    return sorted({number + step for number in _suspects(read) for step in (-1, 0, 1)} & read.keys())


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
