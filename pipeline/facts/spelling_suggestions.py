"""What a misspelt word may have been meant to be.

LanguageTool's speller finds misspelt words quickly, but takes some 20 ms of processor time to suggest others, and knows
few terms of health writing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import tables
from pipeline.facts.language.realization import match_case
from pipeline.facts.language.vocabulary import frequency
from pipeline.spelling import american, is_right, terms

MOST_SUGGESTIONS = 5
"""Words suggested for one."""

_MOST_EDITS = 2
"""Letters left out, put in, exchanged, or swapped with their neighbor."""

_MOST_BITS = 2 * _MOST_EDITS
"""By which the letter sets of words differ that so few edits part: one exchanged letter takes one and brings one."""

_PER_EDIT = 3.0
"""Cost of an edit, in units of the Zipf frequency (log10 of uses per billion words) that a suggestion gains by."""

_OTHER_FIRST_LETTER = 1.5
"""First letters are seldom wrong."""

_EASY_SLIP = 0.7
"""What a swapped, doubled or wrong vowel letter is cheaper by."""

_NAME = 1.0
"""A name that differs in more than its capital is less likely."""

_OTHER_VARIETY = 2.5
"""What a word of one variety of English is cheaper by, where only the other one knows the word asked about."""

_OTHER = {"en-US": "en-GB", "en-GB": "en-US"}

_SHORTEST_AT_ONE_EDIT, _SHORTEST_AT_TWO_EDITS = 5, 8
"""Letters of a word that one edit, or two, leave hardly a doubt about."""

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


class _Words(NamedTuple):
    """Known words of one length.

    Attributes:
        written: each as it is written.
        lower: each in lower case.
        letters: the letter set of each, see ``_letter_sets``.
    """

    written: tuple[str, ...]
    lower: tuple[str, ...]
    letters: NDArray[np.uint32]

    def with_letters_like(self, word: str) -> list[int]:
        """The numbers of the words that few edits may lead to: comparing all words takes ten times as long."""
        differing = np.bitwise_count(self.letters ^ _letter_sets([word]))
        found: list[int] = np.flatnonzero(differing <= _MOST_BITS).tolist()
        return found


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
    written: dict[str, None] = {}
    for _, found in ranked:
        if len(written) == MOST_SUGGESTIONS:
            break
        if _may_suggest(one := match_case(found, plain), plain):
            written[one] = None
    return tuple(f"{word[:start]}{one}{word[end:]}" for one in written)


def _may_suggest(suggestion: str, word: str) -> bool:
    """Whether a suggestion says something else than the word: its possessive does not."""
    return suggestion not in (word, f"{word}'s") and is_decent(suggestion)


def is_decent(suggestion: str) -> bool:
    """Whether a suggestion holds no word that is never suggested."""
    return tables.unsuggested_words().isdisjoint(suggestion.lower().split())


def counterpart(word: str, language: str) -> str | None:
    """How a word of the other variety of English is spelled in this one, empty if unknown; None for all other words.

    Args:
        word: as it is written; its counterpart is written alike.
        language: ``en-US`` or ``en-GB``; there is no other variety of others.
    """
    respelled = american(word)
    if language == "en-US" and respelled != word and respelled.lower() in terms():
        return respelled
    other = _OTHER.get(language)
    if other is None or not is_right(word.lower(), 0, len(word), other):
        return None
    own, others = tables.speller_words(language), tables.speller_words(other)
    is_twin = (own - others).issuperset
    known = set(_parts(word))
    found = (one for one in suggest_words(word, language) if is_twin(map(str.lower, set(_parts(one)) - known)))
    return next(found, "")


def _parts(word: str) -> list[str]:
    return _PART.findall(word.replace("’", "'"))


def is_near(word: str, suggestion: str) -> bool:
    """Whether a suggestion is so near to a misspelt word that it may take its place without a person's choice.

    Capitals inside of a word make names and codes of it, and what a word that is merely unknown lies near to by chance
    is mostly two slips away, or one from a short word; but two letters swapped are a slip in any.
    """
    if " " in suggestion:
        return _FUSED.search(word) is not None
    if not word[1:].islower():
        return False
    old, new = word.lower(), suggestion.lower()
    edits = OSA.distance(old, new)
    if edits <= 1:
        return len(word) >= _SHORTEST_AT_ONE_EDIT or sorted(old) == sorted(new)
    return edits == _MOST_EDITS and len(word) >= _SHORTEST_AT_TWO_EDITS and old[0] == new[0]


def _near(word: str, language: str) -> Iterator[tuple[float, str]]:
    """Known words that few edits lead to, each with its cost."""
    known, slips = _words_by_length(language), _Slips(word)
    own, other = (tables.speller_words(variety) for variety in (language, _OTHER.get(language, "")))
    is_of_other = word in other
    for length in range(len(word) - _MOST_EDITS, len(word) + _MOST_EDITS + 1):
        if (words := known.get(length)) is None:
            continue
        numbers = words.with_letters_like(word)
        alike = [words.lower[number] for number in numbers]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=_MOST_EDITS, limit=None)
        for lower, edits, place in near:
            found = words.written[numbers[place]]
            is_other_name = edits > 0 and not found.islower()
            is_counterpart = is_of_other and found in own and found not in other
            yield slips.cost(lower, edits) + _NAME * is_other_name - _OTHER_VARIETY * is_counterpart, found


class _Slips:
    """What the slips cost that lead from a known word to ``word``."""

    def __init__(self, word: str) -> None:
        self._first = word[0]
        self._letters = sorted(word)
        self._without_doubled = _DOUBLED.sub(r"\1", word)
        self._consonants = _VOWELS.sub("", word)

    def cost(self, found: str, edits: float) -> float:
        """The cost where ``found``, in lower case, stands so many edits apart."""
        is_easy = (
            self._letters == sorted(found)
            or self._without_doubled == _DOUBLED.sub(r"\1", found)
            or self._consonants == _VOWELS.sub("", found)
        )
        is_elsewhere = self._first != found[0]
        return _PER_EDIT * edits - frequency(found) + _OTHER_FIRST_LETTER * is_elsewhere - _EASY_SLIP * is_easy


def _halves(word: str, language: str) -> Iterator[tuple[float, str]]:
    """Two known words that ran together; a capital within a word tells where."""
    seams = [found.start() for found in _FUSED.finditer(word)]
    for at in seams or range(1, len(word)):
        parts = word[:at], word[at:]
        if all(_may_be_half(part, language) for part in parts):
            yield _RUN_TOGETHER - min(frequency(part.lower()) for part in parts), " ".join(parts)


@cache
def _words_by_length(language: str) -> Mapping[int, _Words]:
    """By length, the words that the spellers or the lists of terms know."""
    varieties = [language] if tables.speller_words(language) else ["en-GB", "en-US"]
    words = terms().union(*map(tables.speller_words, varieties))
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_length[len(word)].append(word)
    return {length: _make_words(written) for length, written in by_length.items()}


def _make_words(written: Sequence[str]) -> _Words:
    lower = tuple(map(str.lower, written))
    return _Words(tuple(written), lower, _letter_sets(lower))


def _letter_sets(words: Sequence[str]) -> NDArray[np.uint32]:
    """The letters of each word, each a bit of 32; where two share one, words seem more alike than they are."""
    letters = np.array(words).view(np.uint32).reshape(len(words), -1)
    # The rows of shorter words are filled up with zeros.
    bits = np.where(letters > 0, np.uint32(1) << letters % 32, np.uint32(0))
    sets: NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return sets


def _may_be_half(word: str, language: str) -> bool:
    lower = word.lower()
    if len(word) < _SHORTEST_HALF:
        return lower in tables.function_words()
    return frequency(lower) >= _LEAST_FREQUENT_HALF and is_right(word, 0, len(word), language)
