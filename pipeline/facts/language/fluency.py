"""How well neighboring words go together: counts of word pairs and triples in clean text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log

import numpy as np
from wordfreq import word_frequency

from pipeline import tables
from pipeline.tables import word_counts

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
    return _attraction(kind, *(_number(word, kind) for word in (*before, *after)))


@lru_cache(maxsize=50_000)
def total_attraction(before: tuple[str, str], after: tuple[str, ...]) -> float:
    """The sum of ``attraction`` over all kinds."""
    return sum([attraction(before, after, kind) for kind in KINDS])


def _attraction(kind: str, first: int, second: int, third: int, fourth: int | None = None) -> float:
    """The attraction of a number, or of two, to the two before them."""
    table = word_counts.fluency(kind)
    pair, before = table.pair(second, third), table.pair(first, second)
    count, single = table.pair_count(pair), table.singles[second]
    total = _log_ratio(count, single * table.singles[third] / table.total)
    # A pair that nobody has counted begins no triple, and none is expected: the logarithm of 1.
    if before >= 0:
        expected = table.pair_counts[before] * count / max(1, single)
        total += _log_ratio(table.triple_count(before, third), expected)
    if fourth is not None and pair >= 0:
        expected = count * table.pair_count(table.pair(third, fourth)) / max(1, table.singles[third])
        total += _log_ratio(table.triple_count(pair, fourth), expected)
    return total


_NOUNS = ("NN", "NNS", "NNP")
"""The word classes of nouns: common, plural, proper."""


def noun_attraction(before: tuple[str, str], after: tuple[str, ...]) -> float:
    """How well a noun would stand between words: the greatest sum, over kinds of nouns, of both attractions by classes.

    Args:
        before: two lower-case words, marks or ``BLOCK_EDGE``.
        after: what follows the noun, one or two of these.
    """
    return _noun_attraction(*(_number(word, "classes") for word in (*before, *after)))


@lru_cache(maxsize=50_000)
def _noun_attraction(first: int, second: int, *after: int) -> float:
    numbers = map(word_counts.fluency("classes").numbers.__getitem__, _NOUNS)
    return max(
        _attraction("classes", first, second, noun) + _attraction("classes", second, noun, *after) for noun in numbers
    )


@lru_cache(maxsize=50_000)
def pair_attraction(word: str, after: str, kind: str) -> float:
    """The attraction of two neighbors by themselves, see ``attraction``."""
    table = word_counts.fluency(kind)
    first, second = _number(word, kind), _number(after, kind)
    count = table.pair_count(table.pair(first, second))
    return _log_ratio(count, table.singles[first] * table.singles[second] / table.total)


def total_pair_attraction(word: str, after: str) -> float:
    """The sum of ``pair_attraction`` over all kinds."""
    return sum([pair_attraction(word, after, kind) for kind in KINDS])


def _log_ratio(observed: float, expected: float) -> float:
    return log((observed + _SMOOTHING) / (expected + _SMOOTHING))


@lru_cache(maxsize=50_000)
def _number(word: str, kind: str) -> int:
    """The number of a frequent word or mark, of its ending for other words, or of "any other word"."""
    table = word_counts.fluency(kind)
    if word[:1].isdigit():
        word = "0"
    return table.numbers.get(word) or table.endings.get(word[-3:], 0)


_TRIPLES, _PAIRS, _SINGLES = 0.55, 0.35, 0.10
"""Their shares in the probability of a word."""


def log_probability(before: tuple[str, str], words: Sequence[str]) -> float:
    """How likely words are one after another, as the sum of natural logarithms.

    Args:
        before: the two lower-case words, marks or ``BLOCK_EDGE`` that stand before.
        words: lower-case words, marks or ``BLOCK_EDGE``.
    """
    line = (*before, *words)
    return float(sum(map(_log_probability, line, line[1:], line[2:])))


@lru_cache(maxsize=100_000)
def _log_probability(first: str, second: str, word: str) -> float:
    return _log_of_numbers(*(_number(one, "words") for one in (first, second, word))) + _log_share(word)


@lru_cache(maxsize=50_000)
def _log_of_numbers(first: int, second: int, last: int) -> float:
    """How likely a number is after two others."""
    table = word_counts.fluency("words")
    place, before = table.pair(first, second), table.singles[second]
    pair, triple = table.pair_count(place), table.triple_count(place, last)
    after_both = triple / pair if pair else 0.0
    after_one = table.pair_count(table.pair(second, last)) / before if before else 0.0
    return log(_TRIPLES * after_both + _PAIRS * after_one + _SINGLES * _share_of_number(last))


def _share_of_number(number: int) -> float:
    table = word_counts.fluency("words")
    return max(1, table.singles[number]) / table.total


@lru_cache(maxsize=50_000)
def _log_share(word: str) -> float:
    """The share of a word in the uses of its number, which rare words have in common."""
    if word in word_counts.fluency("words").numbers or not word[:1].isalpha():
        return 0.0
    return log(min(1.0, max(word_frequency(word, "en"), _RAREST) / _share_of_number(_number(word, "words"))))


_NOUN_PHRASE_CLASSES = ("JJ", "NN", "NNS", "NNP", "NNPS")
_NOUN_PHRASE_OPENERS = (
    "0", "a", "all", "an", "another", "any", "both", "each", "few", "he", "her", "him", "his", "i", "it", "its", "less",
    "many", "me", "more", "most", "much", "my", "no", "one", "other", "others", "our", "several", "she", "some", "such",
    "that", "the", "their", "them", "these", "they", "this", "those", "three", "two", "us", "we", "you", "your",
)  # fmt: skip


def expects_noun(word: str) -> float:
    """Share of the uses of a lower-case word in clean text that a noun phrase follows directly, smoothed, 0 to 1."""
    return _noun_shares()[_number(word, "words")]


@cache
def _noun_shares() -> list[float]:
    """``expects_noun`` of each number."""
    table = word_counts.fluency("words")
    opens = np.zeros(len(table.singles), dtype=bool)
    opens[[number for word, number in table.numbers.items() if opens_noun_phrase(word)]] = True
    owners = np.repeat(np.arange(len(table.singles)), np.diff(table.pair_starts))
    counts = np.array(table.pair_counts)
    followed = np.bincount(owners, counts * opens[np.array(table.seconds)], len(table.singles))
    shares: list[float] = ((followed + 1) / (np.bincount(owners, counts, len(table.singles)) + 3)).tolist()
    return shares


@lru_cache(maxsize=20_000)
def opens_noun_phrase(word: str) -> bool:
    """Whether a lower-case word mostly begins a noun phrase: an article, a possessive, an adjective or a noun."""
    numbers = word_counts.fluency("classes").numbers
    return word in _NOUN_PHRASE_OPENERS or _number(word, "classes") in {numbers[tag] for tag in _NOUN_PHRASE_CLASSES}


def is_adjective(word: str) -> bool:
    """Whether a lower-case word is mostly used as an adjective."""
    return _number(word, "classes") == word_counts.fluency("classes").numbers["JJ"]


def is_noun(word: str) -> bool:
    """Whether a lower-case word is mostly used as a noun."""
    numbers = word_counts.fluency("classes").numbers
    return _number(word, "classes") in (numbers["NN"], numbers["NNS"])


def opens_verb_phrase(word: str) -> bool:
    """Whether a lower-case word may begin what follows a modal verb: no small word, or mostly a verb or an adverb."""
    if word not in tables.function_words() or has_verb([word]):
        return True
    return _number(word, "classes") == word_counts.fluency("classes").numbers["RB"]


def has_verb(words: Iterable[str]) -> bool:
    """Whether one of the lower-case words is mostly used as a finite verb, an infinitive or an auxiliary."""
    table = word_counts.fluency("classes")
    return any(_number(word, "classes") in table.verbs for word in words)
