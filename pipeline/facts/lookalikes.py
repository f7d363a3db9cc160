"""Words in which Cyrillic letters stand for the Latin ones that they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import Span
from pipeline.tables.rows import Row, rows

_CYRILLIC = re.compile("[\u0400-\u052f]")
"""Greek letters look like Latin ones too, but medicine needs them: an upper-cased "µg" begins with a Greek letter."""
_FEWEST_MIXED = 3
"""Words of two alphabets from which on a text is disguised beyond doubt."""
_ONE_LETTER_WORDS = frozenset("aAI")
_PARTS = re.compile(r"['’‘\-‐‑]")
"""What stands between the parts of a word."""


@dataclass(frozen=True, slots=True)
class DisguisedWord:
    """A word with Cyrillic letters that look like Latin ones.

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
    that is Cyrillic beyond doubt; it is certain only in one that does so several times.
    """
    if not _CYRILLIC.search(text):
        return
    foreign = [token for token in tokenize(text) if _CYRILLIC.search(token.text)]
    found = [(token, token.text.translate(_latin_letters())) for token in foreign]
    disguised = [(token, latin) for token, latin in found if not _CYRILLIC.search(latin)]
    is_english = len(disguised) == len(found)
    mixed = sum(_is_mixed(token.text) and _is_known(latin) for token, latin in disguised)
    for token, latin in disguised:
        is_mixed = _is_mixed(token.text)
        if is_mixed or (is_english and mixed):
            letters = tuple(dict.fromkeys(letter for letter in token.text if letter in _names()))
            is_certain = _is_known(latin) and (is_mixed or mixed >= _FEWEST_MIXED)
            yield DisguisedWord(Span(token.start, token.end), latin, letters, is_certain)


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
def _table() -> tuple[Row, ...]:
    return tuple(rows("encoding/lookalike_letters.tsv", ("letter", "latin", "name")))


@cache
def _names() -> dict[str, str]:
    return {row["letter"]: row["name"] for row in _table()}


@cache
def _latin_letters() -> dict[int, str]:
    return str.maketrans({row["letter"]: row["latin"] for row in _table()})
