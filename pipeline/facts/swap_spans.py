"""Words that the swap model suspects, joined to the phrases that an editor would mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.model_words import ModelWord
from pipeline.facts.swap_scores import SwapScores
from pipeline.model import Span

_LONGEST = 12
"""Words of the longest phrase; what is suspected beyond is a phrase of its own."""


@dataclass(frozen=True, slots=True)
class Joining:
    """The numbers by which suspected words become phrases; see ``swaps/gate.toml``.

    Attributes:
        bridge: the least probability of a function word between two suspected words that makes them one phrase.
        edge: the least probability of a function word at the edge of a phrase; another one is left outside.
    """

    bridge: float
    edge: float


@dataclass(frozen=True, slots=True)
class SuspectedSpan:
    """A phrase that a spinner probably put in.

    Attributes:
        first: index of its first word in ``SwapScores.words``.
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
    scores: SwapScores,
    threshold: Callable[[ModelWord], float],
    function_words: frozenset[str],
    joining: Joining,
) -> Iterator[SuspectedSpan]:
    """The suspected phrases of a text, in reading order; none crosses a mark, a line end or a word that is left out.

    Args:
        text: the text.
        scores: the model's view of it.
        threshold: the least probability of a suspected word at its place; above 1 for a word that must stay.
        function_words: words that only hold a sentence together.
        joining: how words are joined.
    """
    words = scores.words
    for first, after in _runs(text, words):
        likely = [scores.swapped[index] or 0.0 for index in range(first, after)]
        limits = [threshold(word) for word in words[first:after]]
        is_small = [word.text.lower() in function_words for word in words[first:after]]
        for start, end in _phrases(likely, limits, is_small, joining):
            span = Span(words[first + start].start, words[first + end - 1].end)
            yield SuspectedSpan(first + start, first + end, span, max(likely[start:end]))


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
    likely: Sequence[float], limits: Sequence[float], is_small: Sequence[bool], joining: Joining
) -> Iterator[tuple[int, int]]:
    """Ranges of one run that are suspected."""
    start: int | None = None
    for index in range(len(likely) + 1):
        if index < len(likely) and _belongs(index, likely, limits, is_small, joining):
            if start is not None and index - start == _LONGEST:
                yield start, index
                start = index
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _belongs(
    index: int, likely: Sequence[float], limits: Sequence[float], is_small: Sequence[bool], joining: Joining
) -> bool:
    if likely[index] >= limits[index]:
        return True
    is_between = 0 < index < len(likely) - 1 and all(likely[near] >= limits[near] for near in (index - 1, index + 1))
    return is_between and is_small[index] and limits[index] <= 1 and likely[index] >= joining.bridge
