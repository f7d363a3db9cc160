"""Words that the swap model suspects, joined to the phrases that an editor would mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.facts.swaps.model_words import ModelWord
from pipeline.model import Span

_LONGEST = 12
"""Words of the longest phrase; what is suspected beyond is a phrase of its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From what probability on a word is suspected.

    Attributes:
        threshold: by the word, above 0; above 1 for a word that must stay.
        bridge: of a function word between two suspected words, which are one phrase with it.
        beside: as a share of the probability of the phrase's likeliest word; less likely words are left outside.
        small_words: the function words.
    """

    threshold: Callable[[ModelWord], float]
    bridge: float
    beside: float
    small_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class SuspectedSpan:
    """A phrase that a spinner probably put in.

    Attributes:
        first: index of its first word.
        after: index after its last word.
        span: in the text.
        probability: of its likeliest word.
    """

    first: int
    after: int
    span: Span
    probability: float


def find_spans(
    text: str,
    words: Sequence[ModelWord],
    swapped: Sequence[float | None],
    limits: Limits,
) -> Iterator[SuspectedSpan]:
    """The suspected phrases of a text, in reading order; none crosses a mark, a line end or a word that is left out.

    Args:
        text: the text.
        words: its words and marks.
        swapped: the probability of each that a spinner put it there.
        limits: from what probability on a word is suspected.
    """
    for first, after in _runs(text, words):
        likely = [swapped[index] or 0.0 for index in range(first, after)]
        if not any(likely):
            # The model did not read them, as most of a clean text.
            continue
        wanted = [limits.threshold(word) for word in words[first:after]]
        is_small = [word.text.lower() in limits.small_words for word in words[first:after]]
        for start, end in _phrases(likely, wanted, is_small, limits.bridge):
            for head, tail in _peaks(likely, start, end, limits.beside):
                span = Span(words[first + head].start, words[first + tail - 1].end)
                yield SuspectedSpan(first + head, first + tail, span, max(likely[head:tail]))


def _runs(text: str, words: Sequence[ModelWord]) -> Iterator[tuple[int, int]]:
    """Ranges of words with nothing but white space between."""
    first = 0
    for index in range(len(words) + 1):
        is_end = index == len(words) or not words[index].is_word
        if is_end or (index > first and text[words[index - 1].end : words[index].start].strip()):
            if index > first:
                yield first, index
            first = index + 1 if is_end else index


def _phrases(
    likely: Sequence[float], wanted: Sequence[float], is_small: Sequence[bool], bridge: float
) -> Iterator[tuple[int, int]]:
    """Ranges of one run that are suspected."""
    start: int | None = None
    for index in range(len(likely) + 1):
        if index < len(likely) and _belongs(index, likely, wanted, is_small, bridge):
            if start is not None and index - start == _LONGEST:
                yield start, index
                start = index
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _peaks(likely: Sequence[float], start: int, end: int, beside: float) -> Iterator[tuple[int, int]]:
    """The parts of a phrase whose words are not much less likely than its likeliest."""
    least = beside * max(likely[start:end])
    for is_high, group in groupby(range(start, end), key=lambda index: likely[index] >= least):
        if is_high:
            places = list(group)
            yield places[0], places[-1] + 1


def _belongs(
    index: int, likely: Sequence[float], wanted: Sequence[float], is_small: Sequence[bool], bridge: float
) -> bool:
    if likely[index] >= wanted[index]:
        return True
    is_between = 0 < index < len(likely) - 1 and all(likely[near] >= wanted[near] for near in (index - 1, index + 1))
    return is_between and is_small[index] and wanted[index] <= 1 and likely[index] >= bridge
