"""Stuff a clean article with search phrases, from a seed, and say where every injection stands.

    stuffed = stuff(clean, choose_phrases(clean, "fit", 2, rng), 8, rng)

Taking the injections out of ``stuffed.text``, and putting ``replaced`` back, gives ``stuffed.clean``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.training.stuffing.phrases import load_wordings
from pipeline.training.stuffing.places import noun_phrases
from pipeline.training.stuffing.shapes import INTEGRATED, SHAPES, draw_shapes
from pipeline.training.stuffing.writer import VARIANTS, Writer

_APART = (60, 20)
"""Characters of clean text between two injections: first so many, and where a short text has no room, so many."""
_SAME_NOUN_PHRASE = 0.75
"""How often an integrated mention replaces the noun phrase that the one before replaced."""
_EXACT_MENTIONS = 2
"""Mentions of the very phrase that stand before one that differs."""
_KEPT_DETERMINER = 0.3
"""How often an integrated mention leaves the determiner before it."""


@dataclass(frozen=True, slots=True)
class Injection:
    """What was put in at one place.

    Attributes:
        start: in the stuffed text.
        end: in the stuffed text, half-open; white space and punctuation that came with the phrase are inside.
        shape: one of ``shapes.SHAPES``, or ``integrated``.
        phrase: the search phrase behind it, in lower case, as it was given; in a list of cities, the service.
        clean_start: where it stands in the clean text.
        replaced: the clean text that it replaced; empty unless it is integrated.
    """

    start: int
    end: int
    shape: str
    phrase: str
    clean_start: int
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Stuffed:
    """An article before and after stuffing; ``injections`` are sorted and apart."""

    clean: str
    text: str
    injections: tuple[Injection, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An injection before the text is spliced; ``start`` and ``end``, half-open, count in the clean text."""

    start: int
    end: int
    new: str
    shape: str
    phrase: str


def stuff(
    text: str,
    phrases: Sequence[str],
    count: int,
    rng: random.Random,
    shapes: Sequence[str] | None = None,
    split: str = "fit",
) -> Stuffed:
    """Put ``count`` mentions of ``phrases`` into ``text``.

    Args:
        text: the clean article.
        phrases: search phrases in lower case; they take turns.
        count: injections wanted; fewer are made where the text has no more places for the shapes.
        rng: source of chance; the same state gives the same result.
        shapes: names of shapes, used in this order, over and over; None draws them, without ``integrated``.
        split: whose wordings, cities and leads are used, one of ``phrases.SPLITS``.
    """
    stuffing = _Stuffing(text, phrases, rng, split)
    order = shapes if shapes is not None else draw_shapes(rng)
    # One round too many for a text that offers places for some shapes only.
    rounds = count + 1
    for apart in _APART:
        for _ in range(rounds):
            before = len(stuffing.placed)
            for shape in order:
                if len(stuffing.placed) < count:
                    stuffing.place(shape, apart)
            if len(stuffing.placed) in (before, count):
                break
    return _spliced(text, sorted(stuffing.placed, key=lambda placed: placed.start))


class _Stuffing:
    """The injections chosen so far for one text."""

    def __init__(self, text: str, phrases: Sequence[str], rng: random.Random, split: str) -> None:
        self.placed: list[_Placed] = []
        self._text = text
        self._phrases = phrases
        self._rng = rng
        self._writer = Writer(load_wordings(split), phrases, rng)
        self._positions: dict[str, list[int]] = {}
        self._noun_phrases: list[tuple[str, list[tuple[int, int]]]] | None = None
        self._exact, self._varied = Counter[str](), Counter[str]()

    def place(self, name: str, apart: int) -> None:
        """Add one injection of the shape ``name``, if there is a place ``apart`` characters from all others."""
        phrase = self._phrases[len(self.placed) % len(self._phrases)]
        if name == INTEGRATED:
            self._integrate(phrase, apart)
            return
        shape = SHAPES[name]
        is_exact = not shape.variant and not name.startswith("city")
        if not is_exact and self._varied[phrase] > self._exact[phrase] - _EXACT_MENTIONS:
            # A variant stands beside the phrase; where the phrase itself hardly stands there is nothing to vary.
            return
        if name not in self._positions:
            self._positions[name] = shape.places(self._text)
        free = [position for position in self._positions[name] if self._is_free(position, position, apart)]
        if not free:
            return
        variant = self._rng.choice(VARIANTS) if shape.variant == "any" else shape.variant
        new = self._writer.write(self._rng.choice(shape.templates), phrase, variant)
        (self._exact if is_exact else self._varied)[phrase] += 1
        position = self._rng.choice(free)
        base = self._writer.service if name.startswith("city") else phrase
        self.placed.append(_Placed(position, position, new, name, base))

    def _integrate(self, phrase: str, apart: int) -> None:
        if self._noun_phrases is None:
            self._noun_phrases = noun_phrases(self._text)
            # Frequent ones first, since they are what the article is about; ties and neighbors in random order.
            self._noun_phrases.sort(key=lambda item: len(item[1]) * self._rng.uniform(0.5, 1), reverse=True)
        if self._rng.random() > _SAME_NOUN_PHRASE:
            self._noun_phrases = self._noun_phrases[1:] + self._noun_phrases[:1]
        for key, ranges in self._noun_phrases:
            free = [place for place in ranges if self._is_free(*place, apart)]
            if free:
                start, end = self._rng.choice(free)
                if self._rng.random() < _KEPT_DETERMINER:
                    start = end - len(key)
                self.placed.append(_Placed(start, end, self._writer.write("{p}", phrase), INTEGRATED, phrase))
                self._exact[phrase] += 1
                return

    def _is_free(self, start: int, end: int, apart: int) -> bool:
        return all(end + apart <= other.start or other.end + apart <= start for other in self.placed)


def _spliced(text: str, chosen: Sequence[_Placed]) -> Stuffed:
    pieces: list[str] = []
    injections: list[Injection] = []
    position = length = 0
    for placed in chosen:
        pieces += (text[position : placed.start], placed.new)
        start = length + placed.start - position
        length = start + len(placed.new)
        replaced = text[placed.start : placed.end]
        injections.append(Injection(start, length, placed.shape, placed.phrase, placed.start, replaced))
        position = placed.end
    return Stuffed(text, "".join(pieces) + text[position:], tuple(injections))
