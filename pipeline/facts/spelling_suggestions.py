"""What a misspelt word may have been meant to be.

LanguageTool's speller finds misspelt words quickly, but takes some 20 ms of processor time to suggest others, and knows
few terms of health writing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import tables
from pipeline.facts.realization import match_case
from pipeline.facts.vocabulary import frequency
from pipeline.spelling import is_right

MOST_SUGGESTIONS = 5
"""Words suggested for one."""

_MOST_EDITS = 2
"""Letters left out, put in, exchanged, or swapped with their neighbor."""

_PER_EDIT = 3.0
"""Cost of an edit, in units of the Zipf frequency (log10 of uses per billion words) that a suggestion gains by."""

_OTHER_FIRST_LETTER = 1.5
"""First letters are seldom wrong."""

_EASY_SLIP = 0.7
"""What a swapped, doubled or wrong vowel letter is cheaper by."""

_NAME = 1.0
"""A name that differs in more than its capital is less likely."""

_RUN_TOGETHER = 4.5
"""Cost of a lost blank."""

_SHORTEST_HALF = 3
"""Letters of a word that may have run together with another, function words aside."""

_LEAST_FREQUENT_HALF = 3.5
"""Zipf frequency from which on it may."""

_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOUBLED = re.compile(r"(.)\1")
_VOWELS = re.compile("[aeiouy]")
_FUSED = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def suggest_words(word: str, language: str) -> tuple[str, ...]:
    """Words that a misspelt one may stand for, the likeliest first.

    Args:
        word: as it is written; its suggestions are written alike. Of a compound one part may be misspelt.
        language: a tag such as ``en-US``.
    """
    wrong = [part for part in _PART.finditer(word) if not is_right(word, *part.span(), language)]
    if len(wrong) != 1:
        return ()
    start, end = wrong[0].span()
    plain = wrong[0][0].replace("’", "'")
    ranked = sorted((*_near(plain.lower(), language), *_halves(plain, language)))
    written = dict.fromkeys(match_case(found, plain) for _, found in ranked)
    return tuple(f"{word[:start]}{one}{word[end:]}" for one in written if one != plain)[:MOST_SUGGESTIONS]


def _near(word: str, language: str) -> Iterator[tuple[float, str]]:
    """Known words that few edits lead to, each with its cost."""
    known = _words_by_length(language)
    for length in range(len(word) - _MOST_EDITS, len(word) + _MOST_EDITS + 1):
        near = process.extract(word, known.get(length, {}), scorer=OSA.distance, score_cutoff=_MOST_EDITS, limit=None)
        for lower, edits, found in near:
            is_other_name = edits > 0 and not found.islower()
            yield _cost(word, lower, edits) + _NAME * is_other_name, found


def _cost(word: str, found: str, edits: float) -> float:
    is_easy = (
        sorted(word) == sorted(found)
        or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", found)
        or _VOWELS.sub("", word) == _VOWELS.sub("", found)
    )
    return _PER_EDIT * edits - frequency(found) + _OTHER_FIRST_LETTER * (word[0] != found[0]) - _EASY_SLIP * is_easy


def _halves(word: str, language: str) -> Iterator[tuple[float, str]]:
    """Two known words that ran together; a capital within a word tells where."""
    seams = [found.start() for found in _FUSED.finditer(word)]
    for at in seams or range(1, len(word)):
        parts = word[:at], word[at:]
        if all(_may_be_half(part, language) for part in parts):
            yield _RUN_TOGETHER - min(frequency(part.lower()) for part in parts), " ".join(parts)


@cache
def _words_by_length(language: str) -> Mapping[int, Mapping[str, str]]:
    """By length, the words that the spellers or the lists of terms know, each with its form in lower case."""
    varieties = [language] if tables.speller_words(language) else ["en-GB", "en-US"]
    words = tables.known_words() | tables.drugs() | tables.medical_words()
    words |= frozenset().union(*map(tables.speller_words, varieties))
    by_length: dict[int, dict[str, str]] = defaultdict(dict)
    for word in sorted(words):
        by_length[len(word)][word] = word.lower()
    return by_length


def _may_be_half(word: str, language: str) -> bool:
    lower = word.lower()
    if len(word) < _SHORTEST_HALF:
        return lower in tables.function_words()
    return frequency(lower) >= _LEAST_FREQUENT_HALF and is_right(word, 0, len(word), language)
