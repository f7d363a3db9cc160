"""Swaps that no table lists: what the model suspects, with what probably stood there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from pipeline import tables
from pipeline.engines.protocols import NgramModel, Original, State
from pipeline.facts.swaps.learned.candidates import changed_ranges, without_shared_edges
from pipeline.facts.swaps.learned.evidence import find_evidence, weigh
from pipeline.facts.swaps.learned.options import PhraseOptions, SuspectedWord
from pipeline.facts.swaps.learned.originals import look_up
from pipeline.facts.swaps.learned.ranges import Ranges
from pipeline.facts.swaps.learned.scores import SwapScores
from pipeline.facts.swaps.learned.spans import Limits, SuspectedSpan, find_spans
from pipeline.facts.swaps.learned.suggestions import (
    Context,
    Suggestion,
    SuspectedPhrase,
    place_suggestions,
    rank_suggestions,
)
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.model import Gate, Span
from pipeline.tables.originals import rarities

Naming = Callable[[Sequence[State]], tuple[tuple[Original, ...], ...]]
"""The second half of a swap model, see ``SwapModel.name``."""


class Places(Protocol):
    """How spun a text is at a character position."""

    def gate_at(self, position: int) -> Gate:
        """The gate there."""
        ...

    def least_at(self, position: int) -> float:
        """From what probability on a word there is reported."""
        ...


_NEIGHBORS = 2
"""Words on each side of a phrase that may be part of a form of the dictionary."""

_LONGEST_PHRASE = 5
"""Words of a phrase that people may write."""

_NEVER = 2.0
"""A threshold that no probability reaches."""


@dataclass(frozen=True, slots=True)
class LearnedSwap:
    """A phrase that a spinner probably put in.

    Attributes:
        span: what is to be replaced; holds a neighbor or an article where that has to change.
        probability: that a spinner put it there.
        replacements: at most three, best first.
        best: what speaks for the first of them; None where nothing is proposed.
    """

    span: Span
    probability: float
    replacements: tuple[str, ...]
    best: Suggestion | None

    @property
    def is_likely(self) -> bool:
        """Whether it is so likely a spinner's that whoever asks for all fixes gets the first replacement."""
        return bool(self.replacements) and self.probability >= tables.settings("swaps/gate.toml")["findings"]["applied"]


@dataclass(frozen=True, slots=True)
class RankedPhrase:
    """Suspected words that stand together, with all that may have stood in their place.

    Attributes:
        phrase: the words, with a few neighbors.
        context: the article around it.
        ranked: the candidates for all these words, best first.
    """

    phrase: SuspectedPhrase
    context: Context
    ranked: tuple[Suggestion, ...]

    @property
    def words(self) -> tuple[SuspectedWord, ...]:
        """The words of the phrase, with a few neighbors."""
        return self.phrase.options.words


def find_learned_swaps(
    text: str, scores: SwapScores, name: Naming, place: Places, untouchable: Iterable[Span], ngrams: NgramModel | None
) -> tuple[LearnedSwap, ...]:
    """The learned swaps of a text, sorted and apart; see ``rank_phrases``.

    The best candidate says how the phrase falls apart: words that it keeps divide it, unless they are likely to be a
    spinner's all the same.
    """
    kept = Ranges(untouchable)
    phrases = rank_phrases(text, scores, name, place, kept, ngrams)
    return tuple(_apart(swap for phrase in phrases for swap in _learned(text, phrase, kept)))


def rank_phrases(
    text: str, scores: SwapScores, name: Naming, place: Places, untouchable: Ranges, ngrams: NgramModel | None
) -> Iterator[RankedPhrase]:
    """The suspected phrases of a text with the candidates for each.

    Args:
        text: the text.
        scores: the model's view of it.
        name: names originals from the model's states of words.
        place: how spun the text is at each place.
        untouchable: what no swap may hold: protected spans, accepted words, swaps that a table names.
        ngrams: the trigrams of general English; None for none.
    """

    def threshold(word: ModelWord) -> float:
        # A word that the model reads in another form could not be written back as it stands.
        is_kept = untouchable.touch(word.start, word.end) or text[word.start : word.end] != word.text
        return _NEVER if is_kept else place.least_at(word.start)

    article = frozenset(word.text.lower() for word in scores.words if word.is_word)
    likely = weigh_words(scores, place.gate_at, article, ngrams)
    context = Context(scores.words, article, ngrams)
    settings = tables.settings("swaps/gate.toml")["findings"]
    limits = Limits(threshold, settings["bridge"], settings["beside"], tables.function_words())
    spans = tuple(
        one
        for one in find_spans(text, scores.words, likely, limits)
        if place.gate_at(one.span.start) != "clean" or not _is_everyday(scores.words, one)
    )
    suspected = frozenset(index for one in spans for index in range(one.first, one.after))
    originals = name_originals(scores, name, suspected)

    def is_free(index: int) -> bool:
        word = scores.words[index]
        return word.is_word and index not in suspected and not untouchable.touch(word.start, word.end)

    for one in spans:
        first, after = _with_neighbors(text, scores.words, one, is_free)
        words = tuple(
            SuspectedWord(
                scores.words[index].text.lower(),
                likely[index] or 0.0,
                originals.get(index, ()),
                is_neighbor=index not in suspected,
            )
            for index in range(first, after)
        )
        phrase = SuspectedPhrase(first, PhraseOptions(words))
        yield RankedPhrase(phrase, context, rank_suggestions(phrase, 0, len(words), context))


def _is_everyday(words: Sequence[ModelWord], one: SuspectedSpan) -> bool:
    """Whether a span is, or is part of, a phrase that spinners write and people no less: "with the help of"."""
    rarest = tables.settings("swaps/gate.toml")["findings"]["everyday"]
    for start in range(max(0, one.after - _LONGEST_PHRASE), one.first + 1):
        for end in range(max(one.after, start + 2), min(start + _LONGEST_PHRASE, len(words)) + 1):
            phrase = tuple(word.text.lower() for word in words[start:end])
            if any(rarities()[entry.form] <= rarest for entry in look_up(phrase)[:1]):
                return True
    return False


def name_originals(scores: SwapScores, name: Naming, places: Iterable[int]) -> dict[int, tuple[Original, ...]]:
    """What the model names for words, by their indices; nothing for those that it did not find worth a state."""
    asked = sorted(index for index in places if index in scores.states)
    return dict(zip(asked, name([scores.states[index] for index in asked]), strict=True))


def _with_neighbors(
    text: str, words: Sequence[ModelWord], one: SuspectedSpan, is_free: Callable[[int], bool]
) -> tuple[int, int]:
    """The phrase with up to two words on each side that may change with it; none beyond a mark."""
    first, after = one.first, one.after
    while one.first - first < _NEIGHBORS and first > 0 and is_free(first - 1):
        if text[words[first - 1].end : words[first].start].strip():
            break
        first -= 1
    while after - one.after < _NEIGHBORS and after < len(words) and is_free(after):
        if text[words[after - 1].end : words[after].start].strip():
            break
        after += 1
    return first, after


def weigh_words(
    scores: SwapScores, gate_at: Callable[[int], Gate], article: frozenset[str], ngrams: NgramModel | None
) -> list[float | None]:
    """The probability of each word: by all signals where the text is spun, by the model alone elsewhere."""
    likely = list(scores.swapped)
    weights = tables.settings("swaps/evidence.toml")["weights"]
    gates = [gate_at(word.start) for word in scores.words]
    for gate, group in groupby(range(len(gates)), key=gates.__getitem__):
        places = list(group)
        if gate == "spun":
            evidence = find_evidence(scores, places[0], places[-1] + 1, article, ngrams)
            likely[places[0] : places[-1] + 1] = weigh(evidence, weights)
    return likely


def _learned(text: str, phrase: RankedPhrase, kept: Ranges) -> Iterator[LearnedSwap]:
    words = phrase.context.words
    settings = tables.settings("swaps/gate.toml")["findings"]
    ranges = changed_ranges(phrase.ranked[0].candidate, phrase.words, settings["sure"]) if phrase.ranked else []
    suspected = [place for place, word in enumerate(phrase.words) if not word.is_neighbor]
    for first, after in ranges or [(suspected[0], suspected[-1] + 1)]:
        start, end, ranked = _narrow(phrase, first, after, settings["edge"])
        place = phrase.phrase.first + start, phrase.phrase.first + end
        proposed = ranked if ranked and _is_plausible(ranked[0]) else ()
        span, replacements = place_suggestions(text, words, place, proposed)
        bare = Span(words[place[0]].start, words[place[1] - 1].end)
        if span != bare and kept.touch(span.start, span.end):
            span, replacements = bare, ()
        yield LearnedSwap(
            span=span,
            probability=max(word.probability for word in phrase.words[start:end]),
            replacements=replacements,
            best=ranked[0] if replacements else None,
        )


def _is_plausible(suggestion: Suggestion) -> bool:
    """Whether a writer may have meant a suggestion, by its weight; what the model alone names has to weigh more."""
    settings = tables.settings("swaps/gate.toml")["findings"]
    is_listed = any(piece.form for piece in suggestion.candidate.pieces)
    least = settings["plausible" if is_listed else "unlisted"]
    return suggestion.weigh(tables.settings("swaps/ranking.toml")["weights"]) >= float(least)


def _narrow(phrase: RankedPhrase, first: int, after: int, edge: float) -> tuple[int, int, tuple[Suggestion, ...]]:
    """A range of a phrase without what its best replacement leaves as it is: indices in the phrase, suggestions."""
    is_whole = (first, after) == (0, len(phrase.words))
    ranked = phrase.ranked if is_whole else rank_suggestions(phrase.phrase, first, after, phrase.context)
    if ranked:
        head, tail = without_shared_edges(phrase.words[first:after], ranked[0].candidate.words, edge)
        if tail - head < after - first:
            first, after = first + head, first + tail
            ranked = rank_suggestions(phrase.phrase, first, after, phrase.context)
    return first, after, ranked


def _apart(swaps: Iterable[LearnedSwap]) -> Iterator[LearnedSwap]:
    """The swaps without those whose neighbor belongs to the swap before."""
    end = 0
    for swap in swaps:
        if swap.span.start >= end:
            yield swap
            end = swap.span.end
