"""The candidates for a suspected phrase, ranked by how well each one fits its sentence and its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.fluency import BLOCK_EDGE, log_probability, mark_of
from pipeline.facts.model_words import ModelWord
from pipeline.facts.realization import match_case, with_article
from pipeline.facts.swap_candidates import Candidate, find_candidates
from pipeline.facts.swap_scores import SwapScores
from pipeline.facts.swap_spans import SuspectedSpan
from pipeline.model import Span

MOST = 3
"""Suggestions for one phrase."""

_AFTER = 2
"""Words behind the phrase whose probability the replacement changes."""

_LARGEST_GAIN = 12.0


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a candidate; weighed by ``swaps/ranking.toml``.

    Attributes:
        likelihood: logarithm of the model's probability, by word of the phrase.
        listed: share of the phrase that the dictionary replaced.
        both: whether model and dictionary agree on all of it.
        rank: places of the dictionary's originals in its lists, as logarithms.
        gain: how much likelier the sentence becomes by the counts of clean text, as a logarithm.
        shorter: words that the replacement saves.
        survives: share of the new content words that stand elsewhere in the article.
        removes: whether it removes the phrase.
    """

    likelihood: float
    listed: float
    both: float
    rank: float
    gain: float
    shorter: float
    survives: float
    removes: float

    def weigh(self, weights: Mapping[str, float]) -> float:
        """The sum of the features, each by its weight."""
        return sum(weight * float(getattr(self, name)) for name, weight in weights.items())


class Suggestion(NamedTuple):
    """A replacement and what speaks for it."""

    candidate: Candidate
    features: Features


def rank_suggestions(
    scores: SwapScores, suspected: SuspectedSpan, counts: Mapping[str, int], neighbors: Sequence[ModelWord]
) -> tuple[Suggestion, ...]:
    """The candidates for a phrase, best first.

    Args:
        scores: the model's view of the text.
        suspected: the phrase.
        counts: how often each word stands in the text, in lower case.
        neighbors: the words and marks of the text.
    """
    words = [word.text.lower() for word in neighbors[suspected.first : suspected.after]]
    swapped = [scores.swapped[index] or 0.0 for index in range(suspected.first, suspected.after)]
    originals = [scores.originals.get(index, ()) for index in range(suspected.first, suspected.after)]
    weights = tables.settings("swaps/ranking.toml")["weights"]
    found = [
        Suggestion(candidate, _features(candidate, words, suspected, counts, neighbors))
        for candidate in find_candidates(words, swapped, originals)
    ]
    return tuple(sorted(found, key=lambda one: (-one.features.weigh(weights), one.candidate.words)))


def _features(
    candidate: Candidate,
    words: Sequence[str],
    suspected: SuspectedSpan,
    counts: Mapping[str, int],
    neighbors: Sequence[ModelWord],
) -> Features:
    new = [word for word in candidate.words if word not in words]
    content = [word for word in new if word not in tables.function_words()]
    return Features(
        likelihood=candidate.likelihood / len(words),
        listed=candidate.listed / len(words),
        both=float(candidate.named > 0 and candidate.listed > 0),
        rank=candidate.rank,
        gain=_gain(candidate.words, words, suspected, neighbors),
        shorter=float(len(words) - len(candidate.words)),
        survives=sum(word in counts for word in content) / len(content) if content else 0.0,
        removes=float(not candidate.words),
    )


def _gain(new: Sequence[str], old: Sequence[str], suspected: SuspectedSpan, neighbors: Sequence[ModelWord]) -> float:
    first, after = suspected.first, suspected.after
    before = (_counted(neighbors, first - 2), _counted(neighbors, first - 1))
    behind = [_counted(neighbors, index) for index in range(after, after + _AFTER)]
    gain = log_probability(before, [*new, *behind]) - log_probability(before, [*old, *behind])
    return max(-_LARGEST_GAIN, min(_LARGEST_GAIN, gain))


def _counted(neighbors: Sequence[ModelWord], index: int) -> str:
    """A neighbor as the counts of clean text have it."""
    if not 0 <= index < len(neighbors):
        return BLOCK_EDGE
    word = neighbors[index]
    if word.is_word:
        return word.text.lower()
    return BLOCK_EDGE if word.text == "|" else mark_of(word.text) or "-"


def place_suggestions(
    text: str, words: Sequence[ModelWord], suspected: SuspectedSpan, ranked: Sequence[Suggestion]
) -> tuple[Span, tuple[str, ...]]:
    """The range to be replaced, and at most three replacements for it: cased, the article before them made to fit.

    Where the best is to take the phrase out, the range holds a neighbor too, so that no double space is left.

    Args:
        text: the text.
        words: its words and marks.
        suspected: the phrase.
        ranked: the suggestions, best first.
    """
    span = suspected.span
    surface = text[span.start : span.end]
    if not ranked:
        return span, ()
    ranked = ranked[: 2 * MOST]
    removal, *_ = ranked
    if not removal.candidate.words:
        wide = _with_neighbor(text, words, suspected)
        before, after = text[wide.start : span.start], text[span.end : wide.end]
        kept = match_case((before or after).strip(), text[wide.start : wide.end])
        others = _cased(ranked[1:], surface)
        return wide, (kept, *(before + other + after for other in others))[:MOST]
    best, *others = _cased(ranked, surface)
    wide, best = with_article(text, span, best)
    lead = text[wide.start : span.start]
    return wide, (best, *(lead + other for other in others))[:MOST]


def _cased(ranked: Sequence[Suggestion], surface: str) -> list[str]:
    phrases = [" ".join(suggestion.candidate.words) for suggestion in ranked]
    cased = dict.fromkeys(match_case(phrase, surface) for phrase in phrases if phrase)
    return [phrase for phrase in cased if phrase != surface]


def _with_neighbor(text: str, words: Sequence[ModelWord], suspected: SuspectedSpan) -> Span:
    """The phrase with the word before it, else the word after it, else by itself."""
    span = suspected.span
    for index in (suspected.first - 1, suspected.after):
        if 0 <= index < len(words) and words[index].is_word:
            wide = Span(min(span.start, words[index].start), max(span.end, words[index].end))
            between = text[wide.start : wide.end]
            if not any(character in between for character in "\r\n"):
                return wide
    return span
