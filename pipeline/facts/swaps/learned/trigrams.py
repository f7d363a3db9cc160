"""How much likelier a text gets with other words in a place, by the trigrams of general English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.engines.protocols import SENTENCE_END, SENTENCE_START, NgramModel
from pipeline.facts.language.fluency import BLOCK_EDGE

_UNKNOWN = -16.0
"""Logarithm of the probability of a word that the model does not know: about that of the rarest that it knows."""

_EDGES = (BLOCK_EDGE, ".")
_MARKS = (*_EDGES, ",", "-")
"""What ``evidence.as_counted`` makes of marks; the model knows none but the edges of a sentence."""


class Place(NamedTuple):
    """What stands around some words; lower-case words, marks and block edges as ``evidence.as_counted`` has them.

    Attributes:
        before: the two before the words.
        behind: the two behind them.
    """

    before: tuple[str, ...]
    behind: tuple[str, ...]


def log_probability(model: NgramModel | None, place: Place, words: Sequence[str]) -> float:
    """How likely words are in a place, and the two behind them then, as the sum of natural logarithms.

    Args:
        model: the trigrams; None for none, by which all is as likely.
        place: where they stand; what is beyond a mark has no part in it.
        words: in lower case.
    """
    if model is None:
        return 0.0
    before = _history(model, place.before)
    total = 0.0
    for word in words:
        found = model.log_probability(word, before)
        total += _UNKNOWN if found is None else found
        before = () if found is None else (*before, word)[-2:]
    for word in place.behind:
        expected = SENTENCE_END if word in _EDGES else word
        found = None if expected in _MARKS else model.log_probability(expected, before)
        if found is None:
            break
        total += found
        if expected == SENTENCE_END:
            break
        before = (*before, word)[-2:]
    return total


def _history(model: NgramModel, before: Sequence[str]) -> tuple[str, ...]:
    """The words before a place that the model goes by, back to a mark or a word that it does not know."""
    history: tuple[str, ...] = ()
    for word in reversed(before):
        if word in _EDGES:
            return (SENTENCE_START, *history)
        if word in _MARKS or model.log_probability(word) is None:
            break
        history = (word, *history)
    return history


def gain(model: NgramModel | None, place: Place, words: Sequence[str], others: Iterable[Sequence[str]]) -> float:
    """How much likelier a text gets with the best of other words in a place: a natural logarithm; 0 for no likelier.

    Others gain nothing by being more frequent words; those with a word that the model does not know are left out.

    Args:
        model: the trigrams; None for none, by which all is as likely.
        place: where the words stand.
        words: what stands there, in lower case.
        others: what may stand there instead.
    """
    if model is None:
        return 0.0
    now, frequency = log_probability(model, place, words), _frequency(model, words)
    best = 0.0
    for other in others:
        if any(model.log_probability(word) is None for word in other):
            continue
        likelier = log_probability(model, place, other) - now
        best = max(best, min(likelier, likelier - _frequency(model, other) + frequency))
    return best


def _frequency(model: NgramModel, words: Iterable[str]) -> float:
    found = [model.log_probability(word) for word in words]
    return sum(_UNKNOWN if one is None else one for one in found)
