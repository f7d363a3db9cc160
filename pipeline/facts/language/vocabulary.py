"""Which words exist, and what a word is without its ending."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

from wordfreq import get_frequency_dict, zipf_frequency

from pipeline import tables

SHORT_WORD = 3
"""Letters in the longest word that tells nothing of what a text or a phrase is about."""

_RAREST_WORD = 1.5
"""Zipf frequency (log10 of uses per billion words) under which a spelling is taken for no word."""

ZIPF_OF_ALL = 9
"""The Zipf scale counts the uses in a billion words."""


@lru_cache(maxsize=200_000)
def frequency(word: str) -> float:
    """Zipf frequency of a lower-case word in general English, 0 where it is unknown (source: wordfreq)."""
    if not (word.isascii() and word.isalpha()):
        if any(character.isnumeric() and not character.isdecimal() for character in word):
            # The library looks for the word beside a fraction or a raised digit.
            return 0.0
        return float(zipf_frequency(word, "en"))
    # What the library says of such a word, without its search for words in it, which takes ten times as long.
    share = _shares().get(word)
    return round(log10(share) + ZIPF_OF_ALL, 2) if share else 0.0


@cache
def _shares() -> dict[str, float]:
    """The share of each word in the words of general English."""
    shares: dict[str, float] = get_frequency_dict("en", "best")
    return shares


def is_word(word: str) -> bool:
    """Whether a lower-case word is in general or medical use."""
    return frequency(word) >= _RAREST_WORD or word in tables.known_words() or word in tables.drugs()


def stem(word: str) -> str:
    """A lower-case word without the "s" of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
