"""How well a text reads at the edges of a span, and how well it would read on without it."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.places import Place
from pipeline.facts.language.fluency import (
    BLOCK_EDGE,
    expects_noun,
    mark_of,
    noun_attraction,
    opens_noun_phrase,
    total_attraction,
)

_BOUND = 7.0
"""Beyond this, an attraction says no more about a seam."""


class Seam(NamedTuple):
    """Attractions at the edges of a span, see ``fluency.attraction``, each the sum over all kinds.

    Attributes:
        enter: how well the span's first words follow what is before it.
        leave: how well what is behind the span follows its last words.
        close: how well what is behind would follow what is before, were the span not there.
        slot: how well a noun would stand where the span stands.
        missing: how much the word before the span asks for a noun that the word behind does not begin, 0 to 1.
    """

    enter: float
    leave: float
    close: float
    slot: float
    missing: float


NO_SEAM = Seam(0.0, 0.0, 0.0, 0.0, 0.0)
"""Of a span that no words stand around."""


def find_seam(index: Index, first: int, last: int, place: Place) -> Seam:
    """The attractions around ``tokens[first:last]``.

    Args:
        index: the text.
        first: number of the span's first token.
        last: number of the token behind its last one.
        place: where the span stands; a stop behind a span that stands as a sentence goes with the span, and so does
            what only leads to it.
    """
    if place.is_led:
        first = min(first, bisect_left(index.starts, place.outer.start))
    before = _before(index, first, place)
    after = _after(index, last, place.block.span.end)
    own = index.words[first:last]
    opens = place.left in ("start", "sentence")
    goes = after[1:] if opens and after[0] == "." and len(after) > 1 else after
    inner = own[-2:] if len(own) > 1 else (before[1], *own)
    slot = noun_attraction(before, after[:2])
    missing = 0.0 if opens_noun_phrase(goes[0]) else expects_noun(before[1])
    return Seam(
        bounded_attraction(before, own[:2]),
        bounded_attraction(inner, after[:2]),
        bounded_attraction(before, goes[:2]),
        _bounded(slot),
        missing,
    )


def fit_between(index: Index, tokens: tuple[int, int], place: Place, words: Words) -> float:
    """How well other words would stand where a span stands, as the sum of the attractions on both sides.

    Args:
        index: the text.
        tokens: numbers of the span's first token and of the token behind it.
        place: where the span stands.
        words: the other words, in lower case.
    """
    before, after = _before(index, tokens[0], place), _after(index, tokens[1], place.block.span.end)
    inner = words[-2:] if len(words) > 1 else (before[1], *words)
    return bounded_attraction(before, words[:2]) + bounded_attraction(inner, after[:2])


def _before(index: Index, first: int, place: Place) -> tuple[str, str]:
    """The two words or marks before a token."""
    starts, ends, text = index.starts, index.ends, index.text
    if first == 0 or starts[first - 1] < place.block.span.start:
        return ".", BLOCK_EDGE
    mark = mark_of(text[ends[first - 1] : starts[first]])
    word = index.words[first - 1]
    if mark is not None:
        return word, mark
    if first == 1 or starts[first - 2] < place.block.span.start:
        return BLOCK_EDGE, word
    return mark_of(text[ends[first - 2] : starts[first - 1]]) or index.words[first - 2], word


def _after(index: Index, last: int, end: int) -> tuple[str, ...]:
    """The words and marks behind a token up to the end of its block, three at most."""
    text = index.text
    found: list[str] = []
    position = index.ends[last - 1]
    for number in range(last, min(last + 3, len(index.words))):
        if index.ends[number] > end:
            break
        if mark := mark_of(text[position : index.starts[number]]):
            found.append(mark)
        found.append(index.words[number])
        position = index.ends[number]
    else:
        return tuple(found) or (BLOCK_EDGE,)
    if any(stop in STOPS for stop in text[position:end]):
        found.append(".")
    return (*found, BLOCK_EDGE)


def bounded_attraction(before: tuple[str, ...], after: tuple[str, ...]) -> float:
    """How well words follow two others, see ``fluency.total_attraction``; no more than a seam can tell."""
    return _bounded(total_attraction((before[0], before[1]), after))


def _bounded(value: float) -> float:
    return max(-_BOUND, min(_BOUND, value))
