"""Words in which letters of another alphabet stand for the Latin ones that they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.facts.tokens import tokenize
from pipeline.facts.vocabulary import is_word
from pipeline.model import Span
from pipeline.tables.rows import rows

_GREEK, _CYRILLIC = re.compile("[\u0370-\u03ff]"), re.compile("[\u0400-\u052f]")
_OTHER_ALPHABETS = re.compile("[\u0370-\u052f]")
"""The alphabets of which letters look like Latin ones."""
_ONE_LETTER_WORDS = frozenset("aAI")
_PARTS = re.compile(r"['’‘\-‐‑]")
"""What stands between the parts of a word."""


@dataclass(frozen=True, slots=True)
class DisguisedWord:
    """A word with letters of another alphabet that look like Latin ones.

    Attributes:
        span: of the word.
        latin: the word in Latin letters.
        letters: those that were no Latin ones, each once, in their order.
        is_certain: whether it is an English word that nobody can mean otherwise.
    """

    span: Span
    latin: str
    letters: tuple[str, ...]
    is_certain: bool


def find_disguised_words(text: str) -> Iterator[DisguisedWord]:
    """The words of a text that hold such letters.

    A word that mixes alphabets is certain where it is an English word in Latin letters. A word of such letters alone
    may be one of another language ("сор"), so it counts only in a text that mixes alphabets elsewhere and has no word
    that is Cyrillic beyond doubt. Greek letters by themselves are symbols.
    """
    if not _OTHER_ALPHABETS.search(text):
        return
    foreign = [token for token in tokenize(text) if _OTHER_ALPHABETS.search(token.text)]
    found = [(token, token.text.translate(_latin_letters())) for token in foreign]
    disguised = [(token, latin) for token, latin in found if not _OTHER_ALPHABETS.search(latin)]
    is_english = not any(_CYRILLIC.search(latin) for _, latin in found)
    mixes = any(_is_mixed(token.text) and _is_known(latin) for token, latin in disguised)
    for token, latin in disguised:
        if _is_mixed(token.text) or (is_english and mixes and not _GREEK.search(token.text)):
            letters = tuple(dict.fromkeys(letter for letter in token.text if letter in _names()))
            yield DisguisedWord(Span(token.start, token.end), latin, letters, _is_known(latin))


def name_of(letter: str) -> str:
    """The Unicode name of a letter that looks like a Latin one, such as ``CYRILLIC SMALL LETTER A``."""
    return _names()[letter]


def _is_mixed(word: str) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in word)


def _is_known(word: str) -> bool:
    """Whether a word, or each of its parts, is an English word."""
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    return is_word(word.lower()) or all(is_word(part.lower()) for part in _PARTS.split(word))


@cache
def _names() -> dict[str, str]:
    return {row["letter"]: row["name"] for row in rows("encoding/lookalike_letters.tsv", ("letter", "name"))}


@cache
def _latin_letters() -> dict[int, str]:
    return {ord(row["letter"]): row["latin"] for row in rows("encoding/lookalike_letters.tsv", ("letter", "latin"))}
