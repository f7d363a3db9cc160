"""The candidates for a suspected phrase, ranked by how well each one fits its sentence and its article."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise, repeat
from operator import mul
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import NgramModel
from pipeline.facts.language.fluency import log_probability, pair_attraction
from pipeline.facts.language.realization import ARTICLES, article_before, fit_articles, match_case, with_article
from pipeline.facts.meaning import find_reversal
from pipeline.facts.swaps.learned.candidates import Candidate, find_candidates
from pipeline.facts.swaps.learned.evidence import as_counted
from pipeline.facts.swaps.learned.misfits import puts_verb_for_noun, repeats_in_list
from pipeline.facts.swaps.learned.options import PhraseOptions
from pipeline.facts.swaps.learned.trigrams import Place
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.facts.swaps.web_attraction import web_attraction
from pipeline.model import Span

MOST = 3
"""Suggestions for one phrase."""

_LOOKED_AT = 16
"""Candidates that are weighed by their sentence."""

_AFTER = 2
"""Words behind the phrase whose probability the replacement changes."""

_LIST = 5
"""Words and marks on each side in which the other items of a list are looked for."""

_LARGEST_GAIN = 12.0

_REACH = 24
"""Characters in which the word behind an article begins."""


class Suggestion(NamedTuple):
    """A candidate and what its sentence and its article say of it.

    Attributes:
        candidate: the phrase with some words replaced.
        gain: how much likelier the sentence becomes by the counts of clean text, as a logarithm.
        seams: how much better neighboring words go together then, each pair by itself.
        pairs: the same by the pairs of words on the web.
        trigrams: how much likelier the sentence becomes by the trigrams of general English, as a logarithm.
        shorter: words that the replacement saves.
        survives: share of the new content words that stand elsewhere in the article.
    """

    candidate: Candidate
    gain: float
    seams: float
    pairs: float
    trigrams: float
    shorter: float
    survives: float

    def weigh(self, weights: Mapping[str, float]) -> float:
        """The sum of all signs, each by its weight."""
        candidate, *signs = self
        own: float = sum(map(mul, map(weights.__getitem__, OWN_SIGNS), signs))
        return candidate.weight + own


OWN_SIGNS = Suggestion._fields[1:]
"""The signs that come from the sentence and the article."""


class SuspectedPhrase(NamedTuple):
    """Suspected words that stand together, with a few neighbors.

    Attributes:
        first: index of the first of the words in the article.
        options: the words, and what may become of each.
    """

    first: int
    options: PhraseOptions


class Context(NamedTuple):
    """The article around a phrase.

    Attributes:
        words: its words and marks.
        article: its words, in lower case.
        ngrams: the trigrams of general English; None for none.
    """

    words: Sequence[ModelWord]
    article: Collection[str]
    ngrams: NgramModel | None


def rank_suggestions(phrase: SuspectedPhrase, first: int, after: int, context: Context) -> tuple[Suggestion, ...]:
    """The candidates for a part of a phrase, best first, without those that say the opposite or do not fit their place.

    Args:
        phrase: the phrase.
        first: index of the first word of the part, in the phrase.
        after: index after its last word.
        context: the article.
    """
    weights = tables.settings("swaps/ranking.toml")["weights"]
    small_words, article = tables.function_words(), context.article
    old = tuple(word.text for word in phrase.options.words[first:after])
    place = _Surroundings(context, phrase.first + first, phrase.first + after)
    now = place.fluency(old, fit_article=False)
    found = []
    for candidate in find_candidates(phrase.options, first, after)[:_LOOKED_AT]:
        if find_reversal(old, candidate.words) or place.is_misfit(old, candidate.words):
            continue
        then = place.fluency(candidate.words)
        new = [word for word in candidate.words if word not in old and word not in small_words]
        found.append(
            Suggestion(
                candidate,
                max(-_LARGEST_GAIN, min(_LARGEST_GAIN, then.likelihood - now.likelihood)),
                then.seams - now.seams,
                then.pairs - now.pairs,
                max(-_LARGEST_GAIN, min(_LARGEST_GAIN, then.trigrams - now.trigrams)),
                float(len(old) - len(candidate.words)),
                sum(word in article for word in new) / len(new) if new else 0.0,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.weigh(weights), one.candidate.words)))


class _Fluency(NamedTuple):
    """How likely words are at their place, by two counts, and how well each two neighbors go together, by two more."""

    likelihood: float
    seams: float
    pairs: float
    trigrams: float


class _Surroundings:
    """What stands around a part of an article.

    Args:
        context: the article.
        start: index of the first word of the part.
        end: index after its last word.
    """

    def __init__(self, context: Context, start: int, end: int) -> None:
        self._before = as_counted(context.words, start - 2), as_counted(context.words, start - 1)
        self._behind = tuple(as_counted(context.words, index) for index in range(end, end + _AFTER))
        self._list_before = tuple(as_counted(context.words, index) for index in range(start - _LIST, start))
        self._list_behind = tuple(as_counted(context.words, index) for index in range(end, end + _LIST))
        self._ngrams = context.ngrams
        self._places: dict[str, Place] = {}

    def is_misfit(self, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
        """Whether what takes the place of a phrase says a word twice, or puts a verb where a noun stood."""
        return (
            self._doubles_a_word(new)
            or puts_verb_for_noun(self._before[1], old, new)
            or (self._repeats(new) and not self._repeats(old))
        )

    def _repeats(self, words: tuple[str, ...]) -> bool:
        return repeats_in_list((*self._list_before, *words, *self._list_behind))

    def _doubles_a_word(self, words: tuple[str, ...]) -> bool:
        """Whether words put one beside the same one: among themselves, or with what stands before or behind them."""
        line = (self._before[1], *words, self._behind[0])
        return any(one == next_one and one.isalpha() for one, next_one in pairwise(line))

    def fluency(self, words: tuple[str, ...], *, fit_article: bool = True) -> _Fluency:
        """How well words fit in; the article before them is made to fit where they are put there."""
        first, nearest = self._before
        if fit_article and nearest in ARTICLES and words:
            nearest = article_before(words[0])
        if (place := self._places.get(nearest)) is None:
            place = self._places[nearest] = Place(self._ngrams, (first, nearest), self._behind)
        line = (nearest, *words, *self._behind[:1])
        after = line[1:]
        return _Fluency(
            log_probability((first, nearest), words + self._behind),
            sum(map(pair_attraction, line, after, repeat("words"))),
            sum(map(web_attraction, line, after)),
            place.log_probability(words),
        )


def place_suggestions(
    text: str, words: Sequence[ModelWord], place: tuple[int, int], ranked: Sequence[Suggestion]
) -> tuple[Span, tuple[str, ...]]:
    """The range to be replaced, and at most three replacements for it: cased, the article before them made to fit.

    Where the best is to take words out, the range holds a neighbor too, so that no double space is left; without a
    neighbor in the line, it is not proposed.

    Args:
        text: the text.
        words: its words and marks.
        place: indices of the phrase's first word and of the word after the last.
        ranked: the suggestions, best first.
    """
    first, after = place
    span = Span(words[first].start, words[after - 1].end)
    surface = text[span.start : span.end]
    old = tuple(word.text for word in words[first:after])
    phrases = [" ".join(fit_articles(suggestion.candidate.words, old)) for suggestion in ranked[: 2 * MOST]]
    cased = dict.fromkeys(match_case(phrase, surface) for phrase in phrases if phrase)
    others = [phrase for phrase in cased if phrase != surface]
    fitted = [with_article(text, span, other) for other in others[:MOST]]
    wide = _with_neighbor(text, words, first, after) if phrases and not phrases[0] else span
    kept: tuple[str, ...] = ()
    if wide != span:
        neighbor = text[wide.start : span.start].strip() or text[span.end : wide.end].strip()
        if neighbor.lower() in ARTICLES:
            neighbor = article_before(text[span.end : span.end + _REACH].lstrip())
        kept = (match_case(neighbor, text[wide.start : wide.end]),)
    elif not others:
        return span, ()
    start = min([wide.start, *(place.start for place, _ in fitted)])
    behind = text[span.end : wide.end]
    found = (*kept, *(text[start : place.start] + fit + behind for place, fit in fitted))
    return Span(start, wide.end), found[:MOST]


def _with_neighbor(text: str, words: Sequence[ModelWord], first: int, after: int) -> Span:
    """A range of words with the word before it, else the word after it, else by itself."""
    span = Span(words[first].start, words[after - 1].end)
    for index in (first - 1, after):
        if 0 <= index < len(words) and words[index].is_word:
            wide = Span(min(span.start, words[index].start), max(span.end, words[index].end))
            if not any(character in text[wide.start : wide.end] for character in "\r\n"):
                return wide
    return span
