"""Which words exist, and what a word is without its ending."""

from __future__ import annotations

from functools import lru_cache

from wordfreq import zipf_frequency

from pipeline import tables

_RAREST_WORD = 1.5
"""Zipf frequency (log10 of uses per billion words) under which a spelling is taken for no word."""


@lru_cache(maxsize=200_000)
def frequency(word: str) -> float:
    """Zipf frequency of a lower-case word in general English, 0 where it is unknown (source: wordfreq)."""
    return float(zipf_frequency(word, "en"))


def is_word(word: str) -> bool:
    """Whether a lower-case word is in general or medical use."""
    return frequency(word) >= _RAREST_WORD or word in tables.known_words() or word in tables.drugs()


def stem(word: str) -> str:
    """A lower-case word without the "s" of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
