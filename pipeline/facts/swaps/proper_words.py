"""Words that name something of their own: acronyms, and capitalized words side by side inside a sentence.

A spinner may have reached into a name all the same, but what stood there cannot be told from the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline import tables
from pipeline.facts.language.tokens import Token, Tokens
from pipeline.model import Span

_HEADING_SHARE = 0.5
"""Share of capitalized words from which on a line is taken for a heading, where a capital says nothing."""

_LONGEST_ACRONYM = 5

_LONGEST_NAME = 10
"""Words of a name; more words with capitals are titles that ran together."""

_JOINING = frozenset(["and", "for", "of", "on", "the", "wide"])
"""Words in lower case that stand inside names; "Country wide" is a spinner's "National"."""

_INSIDE = frozenset(",')’")
"""Marks behind which a sentence goes on; behind any other a sentence or an entry of a list may begin."""


def find_proper_words(text: str, tokens: Tokens, lines: Iterable[Span]) -> Iterator[Span]:
    """Acronyms, and capitalized words side by side inside the sentences of lines that are no headings, in order.

    Args:
        text: any text.
        tokens: its words.
        lines: its lines or blocks, in order and apart.
    """
    place = 0
    for line in lines:
        while place < len(tokens) and tokens.starts[place] < line.start:
            place += 1
        first = place
        while place < len(tokens) and tokens.starts[place] < line.end:
            place += 1
        words = range(first, place)
        capitalized = {word for word in words if tokens.texts[word][0].isupper()}
        is_heading = len(capitalized) >= _HEADING_SHARE * len(words)
        for word in sorted(capitalized):
            start, end = tokens.starts[word], tokens.ends[word]
            is_in_run = not capitalized.isdisjoint((word - 1, word + 1))
            if is_acronym(tokens.texts[word]) or (not is_heading and is_in_run and _goes_on(text, line.start, start)):
                yield Span(start, end)


def name_around(text: str, words: Sequence[Token], span: Span, line: int) -> Span | None:
    """A name inside a sentence that holds all words of a span, and one more with a capital; None where there is none.

    "Intellectual Fitness" stands in "Center for Intellectual Fitness". In a heading, which has no stop, nothing is
    known of names.

    Args:
        text: any text.
        words: those of the line.
        span: of words of the line.
        line: where the line begins.
    """
    inside = [number for number, word in enumerate(words) if word.start >= span.start and word.end <= span.end]
    if not inside:
        return None
    capitalized = [_has_capital(word) for word in words]
    is_heading = sum(capitalized) >= _HEADING_SHARE * len(words) and not text.startswith(".", words[-1].end)
    if is_heading:
        return None
    if not all(capitalized[number] or _joins(words[number]) for number in inside):
        return None

    def is_beside(one: int, other: int) -> bool:
        return text[words[one].end : words[other].start].strip(" \u00a0") in ("", "&")

    first, last = inside[0], inside[-1]
    for step, edge in ((-1, first), (1, last)):
        place = edge + step
        while 0 <= place < len(words) and is_beside(*sorted((place, place - step))):
            if capitalized[place]:
                first, last = min(first, place), max(last, place)
            elif not _joins(words[place]):
                break
            place += step
    if words[first].lower in tables.function_words() and not _goes_on(text, line, words[first].start):
        first += 1
    has_more = any(capitalized[number] for number in range(first, last + 1) if number not in inside)
    return Span(words[first].start, words[last].end) if has_more and last - first < _LONGEST_NAME else None


def _has_capital(word: Token) -> bool:
    return word.text[0].isupper()


def _joins(word: Token) -> bool:
    """Whether a word in lower case may stand inside a name."""
    return word.lower in _JOINING


def _goes_on(text: str, line: int, start: int) -> bool:
    """Whether the word at ``start`` stands inside a sentence of the line that begins at ``line``."""
    before = start - 1
    while before >= line and text[before].isspace():
        before -= 1
    return before >= line and (text[before].isalnum() or text[before] in _INSIDE)


def is_acronym(word: str) -> bool:
    """Whether a short word is written in capitals, but for a plural's s; a long one is stressed that way."""
    letters = word.removesuffix("s")
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isupper()
