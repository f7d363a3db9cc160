"""How well neighboring words go together: counts of word pairs and triples in clean text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log

from wordfreq import word_frequency

from pipeline import tables
from pipeline.tables import FluencyTable

BLOCK_EDGE = "\n"
"""Stands for the start or end of a block among the words and marks of a text."""

KINDS = ("words", "classes")
"""What is counted: words themselves, and classes of words."""

_RAREST = 1e-8
"""Frequency of a word that nobody has counted."""

_SMOOTHING = 1.0
"""Added to observed and expected counts, so that a pair of rare words that was never seen tells nothing."""


def mark_of(gap: str) -> str | None:
    """What a gap between two words counts as: a stop, a comma, another mark, or None for white space alone.

    Args:
        gap: the characters between two words of one block.
    """
    for character in gap:
        if character in ".?!…":
            return "."
        if character == ",":
            return ","
        if not character.isspace():
            return "-"
    return None


@lru_cache(maxsize=50_000)
def attraction(before: tuple[str, str], after: tuple[str, ...], kind: str) -> float:
    """How much more often ``after`` follows ``before`` than chance has it, as a natural logarithm.

    The pointwise mutual information of the two words at the seam, plus that of the two triples across the seam given
    their pairs; observed and expected counts are smoothed. 0 is chance, or nothing known; below -2 is a seam that
    writers avoid.

    Args:
        before: two lower-case words, marks or ``BLOCK_EDGE``.
        after: what follows them, one or two of these.
        kind: ``words`` counts frequent words as themselves, ``classes`` counts content words by their part of speech.
    """
    table = tables.fluency(kind)
    numbers = [_number(word, kind) for word in (*before, *after)]
    second, third = numbers[1:3]
    pair = _pair_count(table, second, third)
    total = _log_ratio(pair, table.singles[second] * table.singles[third] / table.total)
    for first, middle, last in zip(numbers, numbers[1:], numbers[2:], strict=False):
        key = (first << table.bits | middle) << table.bits | last
        pairs = _pair_count(table, first, middle) * _pair_count(table, middle, last)
        total += _log_ratio(_count(table.triples, table.triple_counts, key), pairs / max(1, table.singles[middle]))
    return total


@lru_cache(maxsize=50_000)
def pair_attraction(word: str, after: str, kind: str) -> float:
    """The attraction of two neighbors by themselves, see ``attraction``."""
    table = tables.fluency(kind)
    first, second = _number(word, kind), _number(after, kind)
    return _log_ratio(_pair_count(table, first, second), table.singles[first] * table.singles[second] / table.total)


def _log_ratio(observed: float, expected: float) -> float:
    return log((observed + _SMOOTHING) / (expected + _SMOOTHING))


def _pair_count(table: FluencyTable, first: int, second: int) -> int:
    return _count(table.pairs, table.pair_counts, first << table.bits | second)


def _count(keys: array[int], counts: array[int], key: int) -> int:
    place = bisect_left(keys, key)
    return counts[place] if place < len(keys) and keys[place] == key else 0


@lru_cache(maxsize=50_000)
def _number(word: str, kind: str) -> int:
    """The number of a frequent word or mark, of its ending for other words, or of "any other word"."""
    table = tables.fluency(kind)
    if word[:1].isdigit():
        word = "0"
    return table.numbers.get(word) or table.endings.get(word[-3:], 0)


_WEIGHTS = (0.55, 0.35, 0.10)
"""Shares of triples, pairs and single words in the probability of a word."""


def log_probability(before: tuple[str, str], words: Sequence[str]) -> float:
    """How likely words are one after another, as the sum of natural logarithms.

    Args:
        before: the two lower-case words, marks or ``BLOCK_EDGE`` that stand before.
        words: lower-case words, marks or ``BLOCK_EDGE``.
    """
    first, second = before
    total = 0.0
    for word in words:
        total += _log_probability(first, second, word)
        first, second = second, word
    return total


@lru_cache(maxsize=50_000)
def _log_probability(first: str, second: str, word: str) -> float:
    table = tables.fluency("words")
    a, b, c = (_number(one, "words") for one in (first, second, word))
    pair, before = _pair_count(table, a, b), table.singles[b]
    triple = _count(table.triples, table.triple_counts, (a << table.bits | b) << table.bits | c)
    single = max(1, table.singles[c]) / table.total
    shares = (triple / pair if pair else 0.0, _pair_count(table, b, c) / before if before else 0.0, single)
    return log(sum(weight * share for weight, share in zip(_WEIGHTS, shares, strict=True))) + _log_share(word, single)


def _log_share(word: str, single: float) -> float:
    """The share of a word in the uses of its number, which rare words have in common."""
    if word in tables.fluency("words").numbers or not word[:1].isalpha():
        return 0.0
    return log(min(1.0, max(word_frequency(word, "en"), _RAREST) / single))


_NOUN_PHRASE_CLASSES = ("JJ", "NN", "NNS", "NNP", "NNPS")
_NOUN_PHRASE_OPENERS = (
    "0", "a", "all", "an", "another", "any", "both", "each", "few", "he", "her", "him", "his", "i", "it", "its", "less",
    "many", "me", "more", "most", "much", "my", "no", "one", "other", "others", "our", "several", "she", "some", "such",
    "that", "the", "their", "them", "these", "they", "this", "those", "three", "two", "us", "we", "you", "your",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def expects_noun(word: str) -> float:
    """Share of the uses of a lower-case word in clean text that a noun phrase follows directly, smoothed, 0 to 1."""
    table = tables.fluency("words")
    number = _number(word, "words")
    first, last = (bisect_left(table.pairs, key << table.bits) for key in (number, number + 1))
    openers = _noun_phrase_numbers()
    mask = (1 << table.bits) - 1
    noun = sum(table.pair_counts[place] for place in range(first, last) if table.pairs[place] & mask in openers)
    total = sum(table.pair_counts[first:last])
    return (noun + 1) / (total + 3)


@lru_cache(maxsize=20_000)
def opens_noun_phrase(word: str) -> bool:
    """Whether a lower-case word mostly begins a noun phrase: an article, a possessive, an adjective or a noun."""
    numbers = tables.fluency("classes").numbers
    return word in _NOUN_PHRASE_OPENERS or _number(word, "classes") in {numbers[tag] for tag in _NOUN_PHRASE_CLASSES}


@lru_cache(maxsize=1)
def _noun_phrase_numbers() -> frozenset[int]:
    """The numbers, by word, of words that begin noun phrases."""
    table = tables.fluency("words")
    return frozenset(number for word, number in table.numbers.items() if opens_noun_phrase(word))


def is_adjective(word: str) -> bool:
    """Whether a lower-case word is mostly used as an adjective."""
    return _number(word, "classes") == tables.fluency("classes").numbers["JJ"]


def is_noun(word: str) -> bool:
    """Whether a lower-case word is mostly used as a noun."""
    numbers = tables.fluency("classes").numbers
    return _number(word, "classes") in (numbers["NN"], numbers["NNS"])


def has_verb(words: Iterable[str]) -> bool:
    """Whether one of the lower-case words is mostly used as a finite verb, an infinitive or an auxiliary."""
    table = tables.fluency("classes")
    return any(_number(word, "classes") in table.verbs for word in words)
