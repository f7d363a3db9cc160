"""Swaps that no table lists: what the model suspects, with what probably stood there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline import tables
from pipeline.facts.model_words import ModelWord
from pipeline.facts.swap_evidence import find_evidence, weigh
from pipeline.facts.swap_scores import SwapScores
from pipeline.facts.swap_spans import Limits, SuspectedSpan, find_spans
from pipeline.facts.swap_suggestions import Suggestion, place_suggestions, rank_suggestions
from pipeline.model import Gate, Span

_NEVER = 2.0
"""A threshold that no probability reaches."""


@dataclass(frozen=True, slots=True)
class LearnedSwap:
    """A phrase that a spinner probably put in.

    Attributes:
        span: what is to be replaced; holds a neighbor or an article where that has to change.
        suspected: the phrase itself.
        surface: the phrase as it stands in the text.
        probability: that a spinner put it there.
        replacements: at most three, best first.
        ranked: all that was thought of, best first, and what speaks for each.
    """

    span: Span
    suspected: Span
    surface: str
    probability: float
    replacements: tuple[str, ...]
    ranked: tuple[Suggestion, ...]


def find_learned_swaps(
    text: str, scores: SwapScores, gate_at: Callable[[int], Gate], untouchable: Iterable[Span]
) -> tuple[LearnedSwap, ...]:
    """The learned swaps of a text, sorted and apart.

    Args:
        text: the text.
        scores: the model's view of it.
        gate_at: the gate at a place, which the threshold follows.
        untouchable: what no swap may hold: protected spans, accepted words, swaps that a table names.
    """
    least = tables.settings("swaps/gate.toml")["findings"]
    kept = _Ranges(untouchable)

    def threshold(word: ModelWord) -> float:
        return _NEVER if kept.touch(word.start, word.end) else float(least[gate_at(word.start)])

    counts = Counter(word.text.lower() for word in scores.words if word.is_word)
    likely = _weigh_words(scores, gate_at, counts)
    limits = Limits(threshold, least["bridge"], tables.function_words())
    spans = find_spans(text, scores.words, likely, limits)
    return tuple(_apart(_learned(text, scores, suspected, counts, kept) for suspected in spans))


def _weigh_words(scores: SwapScores, gate_at: Callable[[int], Gate], counts: Counter[str]) -> list[float | None]:
    """The probability of each word: by all signals where the text is spun, by the model alone elsewhere."""
    likely = list(scores.swapped)
    weights = tables.settings("swaps/evidence.toml")["weights"]
    gates = [gate_at(word.start) for word in scores.words]
    for gate, group in groupby(range(len(gates)), key=gates.__getitem__):
        places = list(group)
        if gate == "spun":
            evidence = find_evidence(scores, places[0], places[-1] + 1, counts)
            likely[places[0] : places[-1] + 1] = [weigh(one, weights) for one in evidence]
    return likely


def _learned(
    text: str, scores: SwapScores, suspected: SuspectedSpan, counts: Counter[str], kept: _Ranges
) -> LearnedSwap:
    ranked = rank_suggestions(scores, suspected, counts, scores.words)
    span, replacements = place_suggestions(text, scores.words, suspected, ranked)
    if span != suspected.span and kept.touch(span.start, span.end):
        span, replacements = suspected.span, ()
    return LearnedSwap(
        span=span,
        suspected=suspected.span,
        surface=text[suspected.span.start : suspected.span.end],
        probability=suspected.probability,
        replacements=replacements,
        ranked=ranked,
    )


def _apart(swaps: Iterable[LearnedSwap]) -> Iterator[LearnedSwap]:
    """The swaps without those whose neighbor belongs to the swap before."""
    end = 0
    for swap in swaps:
        if swap.span.start >= end:
            yield swap
            end = swap.span.end


class _Ranges:
    """Ranges of a text, for the question whether a place touches one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], span.end)
            else:
                merged.append([span.start, span.end])
        self._starts: Sequence[int] = [start for start, _ in merged]
        self._ends: Sequence[int] = [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the ranges shares a character with ``[start, end)``."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end
