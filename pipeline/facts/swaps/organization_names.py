"""Names of organizations that a spinner broke: a known name with words swapped for synonyms, or with words put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.originals import originals_of
from pipeline.model import Gate, Span

_NAME = re.compile(
    r"[A-Z][\w’'-]*"
    r"(?:[ \u00a0](?:(?:as well as|and also|and|of|for|on|in|the|wide|And|Of|For|&)[ \u00a0])*[A-Z][\w’'-]*){2,12}"
)
_INFLATION = re.compile(r"\b(?:as well as|and also)\b", re.IGNORECASE)
_DOUBLETS = re.compile(r" and wellness\b| and balanced\b| problem\b| issues\b", re.IGNORECASE)
_FEWEST_WORDS = 3
"""Words of the shortest name in which words are taken for swaps; shorter names have too many namesakes."""

_FEWEST_WORDS_OF_LONG = 5
"""Words of a name from which on half of them is rounded up: "National" and "Mental Health" in "Institute of"."""

_MOST_STARTS = 3
"""Words at the start of a capitalized run that may not belong to the name: "Read Centers for ..."."""

_LONGEST_SWAP = 2
"""Words of a name that one swap may take or leave: "Country wide" for "National"."""

_INFLATED, _SWAPPED = 0.97, 0.75

_Words = tuple[str, ...]


class BrokenName(NamedTuple):
    """A name that is not known, where it stands in a text, and the known name behind it.

    Attributes:
        span: of the name.
        original: the known name.
        confidence: that it was meant.
    """

    span: Span
    original: str
    confidence: float


def find_broken_names(text: str, gate_at: Callable[[int], Gate]) -> tuple[BrokenName, ...]:
    """The broken names of a text, sorted and apart.

    Names into which a spinner's own inflations were put are found everywhere, names with swapped words only where the
    text is not clean.

    Args:
        text: the text.
        gate_at: how spun the text is at a place.
    """
    return tuple(_broken_names(text, gate_at))


def _broken_names(text: str, gate_at: Callable[[int], Gate]) -> Iterator[BrokenName]:
    for run in _NAME.finditer(text):
        with_swaps = gate_at(run.start()) != "clean"
        if not (with_swaps or _INFLATION.search(run.group()) or _DOUBLETS.search(run.group())):
            continue
        for token in tokenize(run.group())[:_MOST_STARTS]:
            original, confidence = _original(run.group()[token.start :], with_swaps=with_swaps)
            if original:
                yield BrokenName(Span(run.start() + token.start, run.end()), original, confidence)
                break
            if token.lower in _words_of_names() and token.lower not in tables.function_words():
                # It belongs to the name: what is behind it is but part of one.
                break


def is_known_name(name: str) -> bool:
    """Whether a name is that of a known organization, but for an article before it."""
    words = _words(name)
    return words in _names() or (words[:1] == ("the",) and words[1:] in _names())


def _words(name: str) -> _Words:
    return tokenize(name).lower


@cache
def _names() -> dict[_Words, str]:
    return {_words(organization.name): organization.name for organization in tables.organizations()}


@cache
def _words_of_names() -> frozenset[str]:
    """The words that known names are made of."""
    return frozenset(word for name in _names() for word in name)


def _original(name: str, *, with_swaps: bool) -> tuple[str, float]:
    """The known name behind ``name`` and how sure that is; an empty string where there is none.

    Args:
        name: as it stands in the text.
        with_swaps: whether a name in which words were swapped counts.
    """
    words = _words(name)
    if words in _names():
        return "", 0.0
    plain = _words(_DOUBLETS.sub("", _INFLATION.sub("and", name)))
    if plain in _names():
        return _names()[plain], _INFLATED
    near = [known for known in _names_to_try(plain) if _is_swapped(plain, known)] if with_swaps else []
    return (_names()[near[0]], _SWAPPED) if len(near) == 1 else ("", 0.0)


def _names_to_try(words: _Words) -> frozenset[_Words]:
    """The known names that begin as a name with swapped words does, or as what a spinner may have had there.

    None where all words stand in known names: a body may well be called so.
    """
    if _words_of_names().issuperset(words):
        return frozenset()
    meant = (originals_of(words[:taken]) for taken in range(1, _LONGEST_SWAP + 1))
    beginnings = frozenset(words[:1]).union(*meant)
    return frozenset().union(*(_names_by_beginning().get(beginning, ()) for beginning in beginnings))


@cache
def _names_by_beginning() -> dict[str, list[_Words]]:
    """The known names that are long enough, by as many of their first words as one swap may leave."""
    found: dict[str, list[_Words]] = {}
    for name in _names():
        if len(name) >= _FEWEST_WORDS:
            for left in range(1, _LONGEST_SWAP + 1):
                found.setdefault(" ".join(name[:left]), []).append(name)
    return found


def _is_swapped(words: _Words, known: _Words) -> bool:
    """Whether half of the words of a known name were swapped, each for what a spinner has for it.

    Any other word makes another body's name: there is a Board of Internal Medicine, and one of Family Medicine.
    """
    is_long = len(known) >= _FEWEST_WORDS_OF_LONG
    changed = _fewest_changed(words, known)
    return changed is not None and 2 * changed <= len(known) + is_long


@lru_cache(maxsize=10_000)
def _fewest_changed(words: _Words, known: _Words) -> int | None:
    """How many words of a known name were swapped at least; None where it cannot be made of ``words``."""
    if not words or not known:
        return None if words or known else 0
    counts = [_fewest_changed(words[1:], known[1:])] if words[0] == known[0] else []
    for taken, left in product(range(1, _LONGEST_SWAP + 1), repeat=2):
        if len(words) >= taken and " ".join(known[:left]) in originals_of(words[:taken]):
            rest = _fewest_changed(words[taken:], known[left:])
            counts.append(None if rest is None else left + rest)
    return min((count for count in counts if count is not None), default=None)
