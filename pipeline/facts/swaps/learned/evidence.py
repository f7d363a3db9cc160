"""What speaks for each word of a spun text being a spinner's: the model, the dictionary, the neighbors, the article."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from pipeline.engines.protocols import NgramModel
from pipeline.facts.language.fluency import BLOCK_EDGE, mark_of, pair_attraction
from pipeline.facts.swaps.learned.originals import look_up
from pipeline.facts.swaps.learned.scores import SwapScores
from pipeline.facts.swaps.learned.trigrams import Place
from pipeline.facts.swaps.model_words import LINE_BREAK, ModelWord
from pipeline.tables.originals import rarities

_LONGEST_FORM = 4
"""Words of the longest form of the dictionary that is looked for."""

_LOGIT_OF_MARK = -4.0
"""What stands for the model's view of a mark or of no neighbor at all."""

_LARGEST_GAIN = 9.0

_SURE = 1e-4
"""Probabilities are kept so far from 0 and 1 before their logit is taken."""


class WordEvidence(NamedTuple):
    """The signals of one word; weighed by ``swaps/evidence.toml``.

    Attributes:
        model: logit of the swap model's probability.
        neighbor: the higher logit of the two neighbors.
        listed_phrase: how rare in clean text a spinner's phrase is that holds the word: 1 for never; 0 for no phrase.
        listed_word: the same of the word by itself.
        survives: whether an original of one of these forms stands elsewhere in the article.
        seam: how well the word goes with that neighbor with which it goes worse, by the counts of clean text.
        gain: how much likelier the best original of these forms makes its neighborhood, by the trigrams of general
            English, as a natural logarithm; 0 for none.
    """

    model: float = _LOGIT_OF_MARK
    neighbor: float = _LOGIT_OF_MARK
    listed_phrase: float = 0.0
    listed_word: float = 0.0
    survives: float = 0.0
    seam: float = 0.0
    gain: float = 0.0


SIGNALS = WordEvidence._fields


def weigh(evidence: Iterable[WordEvidence], weights: Mapping[str, float]) -> list[float]:
    """The probability that follows from the signals of each word.

    Args:
        evidence: the signals of words.
        weights: of the signals by name, and the ``intercept``.
    """
    intercept, by_signal = weights["intercept"], [weights[name] for name in SIGNALS]
    return [1 / (1 + math.exp(-(intercept + sum(map(mul, by_signal, one))))) for one in evidence]


def find_evidence(
    scores: SwapScores, first: int, after: int, article: Collection[str], ngrams: NgramModel | None
) -> list[WordEvidence]:
    """The signals of a range of words and marks; those of a mark say nothing.

    Args:
        scores: the model's view of the text.
        first: index of the first word.
        after: index after the last word.
        article: the words of the article, in lower case.
        ngrams: the trigrams of general English; None for none.
    """
    words = scores.words
    lower = [as_counted(words, index) for index in range(first - 1, after + 1)]
    logits = [_logit(scores, index) for index in range(first - 1, after + 1)]
    forms = tuple(_forms(words, first, after))
    listed = _listed(forms, first, after, article)
    gains = _gains(words, forms, first, after, ngrams)
    found = []
    for place, index in enumerate(range(first, after), start=1):
        if not words[index].is_word:
            found.append(WordEvidence())
            continue
        seams = (pair_attraction(lower[near], lower[near + 1], "words") for near in (place - 1, place))
        phrase, word, survives = listed[place - 1]
        neighbor = max(logits[place - 1], logits[place + 1])
        found.append(WordEvidence(logits[place], neighbor, phrase, word, survives, min(seams), gains[place - 1]))
    return found


def _logit(scores: SwapScores, index: int) -> float:
    if not 0 <= index < len(scores.words) or not scores.words[index].is_word:
        return _LOGIT_OF_MARK
    probability = min(1 - _SURE, max(_SURE, scores.swapped[index] or 0.0))
    return math.log(probability / (1 - probability))


def as_counted(words: Sequence[ModelWord], index: int) -> str:
    """A word or mark as the counts of clean text have it."""
    if not 0 <= index < len(words) or words[index].text == LINE_BREAK:
        return BLOCK_EDGE
    word = words[index]
    return word.text.lower() if word.is_word else mark_of(word.text) or "-"


class _Form(NamedTuple):
    """How rare a spinner's form is in clean text, from 1 for never toward 0, and the words of its originals."""

    rarity: float
    originals: tuple[tuple[str, ...], ...]


class _FormInText(NamedTuple):
    """A spinner's form where it stands: the index of its first word, its words, and what is known of it."""

    start: int
    words: tuple[str, ...]
    known: _Form


def _listed(
    forms: Iterable[_FormInText], first: int, after: int, article: Collection[str]
) -> list[tuple[float, float, float]]:
    """For each word the rarity of a spinner's phrase, of a spinner's word, and whether an original survives."""
    phrase, single, survives = ([0.0] * (after - first) for _ in range(3))
    for start, form, (rarity, originals) in forms:
        is_there = float(any(all(word in article for word in original) for original in originals))
        for covered in range(start - first, start - first + len(form)):
            kind = single if len(form) == 1 else phrase
            kind[covered] = max(kind[covered], rarity)
            survives[covered] = max(survives[covered], is_there)
    return list(zip(phrase, single, survives, strict=True))


def _gains(
    words: Sequence[ModelWord], forms: Iterable[_FormInText], first: int, after: int, ngrams: NgramModel | None
) -> list[float]:
    """For each word, what the best original of a form that holds it gains by the trigrams."""
    found = [0.0] * (after - first)
    for start, form, (_, originals) in forms:
        end = start + len(form)
        before, behind = (tuple(as_counted(words, at + step) for step in range(2)) for at in (start - 2, end))
        best = min(_LARGEST_GAIN, Place(ngrams, before, behind).gain(form, originals))
        for covered in range(start - first, end - first):
            found[covered] = max(found[covered], best)
    return found


def _forms(words: Sequence[ModelWord], first: int, after: int) -> Iterator[_FormInText]:
    """The forms of the dictionary in a range of words."""
    for start in range(first, after):
        form: tuple[str, ...] = ()
        for word in words[start : min(start + _LONGEST_FORM, after)]:
            if not word.is_word:
                break
            form = (*form, word.text.lower())
            known = _form(form)
            if known.originals:
                yield _FormInText(start, form, known)


@lru_cache(maxsize=50_000)
def _form(form: tuple[str, ...]) -> _Form:
    entries = look_up(form)
    if not entries:
        return _Form(0.0, ())
    return _Form(rarities()[entries[0].form], tuple(tuple(entry.text.split()) for entry in entries[:6]))
