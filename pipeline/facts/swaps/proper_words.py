"""Words that name something of their own: acronyms, and capitalized words side by side inside a sentence.

A spinner may have reached into a name all the same, but what stood there cannot be told from the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span

_HEADING_SHARE = 0.5
"""Share of capitalized words from which on a line is taken for a heading, where a capital says nothing."""

_LONGEST_ACRONYM = 5

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
