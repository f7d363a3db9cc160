"""Pieces of clean text with a noun phrase taken out between them or with nothing missing, for the insertion model.

A noun phrase goes with or without its determiner, or with all that hangs on it. Where nothing is missing, the two
pieces are divided at any place where a search phrase might be put in, some with the marks that would come with it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.training.corpus import read_rows
from pipeline.training.stuffing.build_fluency import FIT_SOURCES
from pipeline.training.stuffing.places import load_parser

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_WORDS_AROUND = 16
"""Words kept on each side."""
_WORDS_PER_GAP = 12
_MOST_GAPS = 4
"""A paragraph gives a gap for so many of its words, and at most so many gaps."""
_WITHOUT_DETERMINER, _WITH_ALL = 0.3, 0.1
"""How often the determiner of a noun phrase stays, and how often all that hangs on it goes too."""
_LONGEST_WHOLE = 8
"""Words in the longest noun phrase that goes with all that hangs on it."""
_DETERMINER = re.compile(r"(?:an?|the|this|that|these|those|your|their|its|his|her|our|my|some|any|each) ", re.I)
_PREPOSITION = re.compile(
    r" (?=(?:about|after|against|among|around|at|because|before|between|by|during|for|from|in|into|of|on|over|since"
    r"|that|through|to|under|until|when|where|which|while|with|without|and|or|but) )"
)
_STOP = re.compile(r"(?=[.!?](?: [A-Z]|$))")
_DIVISIONS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (0.50, re.compile(r"(?<=\w) (?=\w)")),
    (0.18, _PREPOSITION),
    (0.08, re.compile(r"(?<=[,;:]) ")),
    (0.10, re.compile(r"(?<=[.!?]) (?=[A-Z])")),
    (0.06, _STOP),
    (0.08, re.compile(r"^|$")),
)
"""Where a text is divided that misses nothing, with how often: between words, before a preposition or conjunction,
behind a mark, between sentences, before the stop, at an edge."""
_MARKS: tuple[tuple[float, str, str], ...] = (
    (0.71, "", ""),
    (0.08, ",", ","),
    (0.04, ",", ""),
    (0.04, "", ","),
    (0.03, " -", " -"),
    (0.07, "", "."),
    (0.03, " (", ")"),
)
"""What comes with a phrase between two words, with how often: nothing, or marks to its left and right."""


@dataclass(frozen=True, slots=True)
class Example:
    """The text to the left and right of a place, and whether a noun phrase is missing there."""

    left: str
    right: str
    is_missing: bool


def read_texts(corpus: Path, words: int, rng: random.Random) -> list[str]:
    """Whole texts in random order, until they hold so many words.

    Args:
        corpus: gzipped JSON lines with ``source`` and ``text``; ``FIT_SOURCES`` are left out, for the stuffing model
            is fitted on what the insertion model says of them.
        words: how many.
        rng: source of chance.
    """
    texts = [row["text"] for row in read_rows(corpus) if row["source"] not in FIT_SOURCES]
    rng.shuffle(texts)
    kept: list[str] = []
    for text in texts:
        if words <= 0:
            break
        words -= len(text.split())
        kept.append(text)
    return kept


def read_paragraphs(corpus: Path, words: int, rng: random.Random) -> list[str]:
    """Paragraphs in random order, of the whole texts that hold so many words; see ``read_texts``."""
    texts = read_texts(corpus, words, rng)
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    rng.shuffle(paragraphs)
    return paragraphs


def make_examples(paragraphs: Sequence[str], rng: random.Random) -> Iterator[Example]:
    """As many places where nothing is missing as where a noun phrase is, or hardly fewer."""
    for doc in load_parser().pipe(paragraphs, batch_size=128):
        chunks = [chunk for chunk in doc.noun_chunks if chunk.root.pos_ in ("NOUN", "PROPN")]
        rng.shuffle(chunks)
        gaps = [take_out(doc, chunk, rng) for chunk in chunks[: _gaps_of(doc.text)]]
        gaps = [gap for gap in gaps if gap.left or gap.right.strip(" .")]
        yield from gaps
        divided = (divide(doc.text, rng) for _ in gaps)
        yield from (example for example in divided if example)


def _gaps_of(paragraph: str) -> int:
    return max(1, min(_MOST_GAPS, len(paragraph.split()) // _WORDS_PER_GAP))


def take_out(doc: Doc, chunk: Span, rng: random.Random) -> Example:
    """The text around a noun phrase that is taken out, with its determiner or not, or with all that hangs on it."""
    start, end = chunk.start_char, chunk.end_char
    chance = rng.random()
    determiner = _DETERMINER.match(doc.text, start, end)
    if determiner and chance < _WITHOUT_DETERMINER:
        start = determiner.end()
    elif chance > 1 - _WITH_ALL:
        whole = list(chunk.root.subtree)
        if len(whole) <= _LONGEST_WHOLE:
            start, end = whole[0].idx, whole[-1].idx + len(whole[-1].text)
    return _example(doc.text[:start], doc.text[end:], is_missing=True)


def divide(text: str, rng: random.Random) -> Example | None:
    """The text divided where nothing is missing; None where it has no place of the kind drawn."""
    shares, patterns = zip(*_DIVISIONS, strict=True)
    number = rng.choices(range(len(patterns)), shares)[0]
    places = [match.start() for match in patterns[number].finditer(text)]
    if not places:
        return None
    place = rng.choice(places)
    before = after = ""
    if number < 2:
        _, before, after = rng.choices(_MARKS, [share for share, _, _ in _MARKS])[0]
    return _example(text[:place].rstrip(" ") + before, after + text[place:], is_missing=False)


def divide_at_stop(text: str, rng: random.Random) -> Example | None:
    """The text divided before the stop of one of its sentences; None where it has none."""
    places = [match.start() for match in _STOP.finditer(text) if match.start()]
    if not places:
        return None
    place = rng.choice(places)
    return _example(text[:place], text[place:], is_missing=False)


def _example(left: str, right: str, *, is_missing: bool) -> Example:
    kept = left.rstrip(" ").split(" ")[-_WORDS_AROUND:], right.lstrip(" ").split(" ")[:_WORDS_AROUND]
    return Example(" ".join(kept[0]), " ".join(kept[1]), is_missing)
