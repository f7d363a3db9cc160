"""How much likelier a text gets with other words in a place, by the trigrams of general English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.engines.protocols import SENTENCE_END, SENTENCE_START, NgramModel
from pipeline.facts.language.fluency import BLOCK_EDGE

_UNKNOWN = -16.0
"""Logarithm of the probability of a word that the model does not know: about that of the rarest that it knows."""

_EDGES = (BLOCK_EDGE, ".")
_MARKS = (*_EDGES, ",", "-")
"""What ``evidence.as_counted`` makes of marks; the model knows none but the edges of a sentence."""


class Place:
    """Where some words stand; what is beyond a mark has no part in it.

    Args:
        model: the trigrams; None for none, by which all is as likely.
        before: the two words before, in lower case, marks or block edges, as ``evidence.as_counted`` has them.
        behind: the two behind.
    """

    def __init__(self, model: NgramModel | None, before: Sequence[str], behind: Sequence[str]) -> None:
        self._model = model
        self._before = _history(model, before) if model else ()
        self._behind = tuple(_until_mark(behind))

    def log_probability(self, words: Sequence[str]) -> float:
        """How likely words are here, and what stands behind them then, as the sum of natural logarithms.

        Args:
            words: in lower case.
        """
        if self._model is None:
            return 0.0
        find, before, total = self._model.log_probability, self._before, 0.0
        for word in words:
            found = find(word, before)
            total += _UNKNOWN if found is None else found
            before = () if found is None else (*before[-1:], word)
        for word in self._behind:
            found = find(word, before)
            if found is None:
                break
            total += found
            before = (*before[-1:], word)
        return total

    def gain(self, words: Sequence[str], others: Iterable[Sequence[str]]) -> float:
        """How much likelier the text gets with the best of other words here: a natural logarithm; 0 for no likelier.

        Others gain nothing by being more frequent words; those with a word that the model does not know are left out.

        Args:
            words: what stands here, in lower case.
            others: what may stand here instead.
        """
        if self._model is None:
            return 0.0
        find = self._model.log_probability
        frequency = sum([_UNKNOWN if one is None else one for one in [find(word, ()) for word in words]])
        now, best = self.log_probability(words), 0.0
        for other in others:
            known = [one for word in other if (one := find(word, ())) is not None]
            if len(known) == len(other):
                likelier = self.log_probability(other) - now
                best = max(best, min(likelier, likelier - sum(known) + frequency))
        return best


def _history(model: NgramModel, before: Sequence[str]) -> tuple[str, ...]:
    """The words before a place that the model goes by, back to a mark or a word that it does not know."""
    history: tuple[str, ...] = ()
    for word in reversed(before):
        if word in _EDGES:
            return (SENTENCE_START, *history)
        if word in _MARKS or model.log_probability(word, ()) is None:
            break
        history = (word, *history)
    return history


def _until_mark(behind: Sequence[str]) -> Iterator[str]:
    """The words behind a place, up to the end of the sentence or to another mark."""
    for word in behind:
        if word in _EDGES:
            yield SENTENCE_END
        if word in _MARKS:
            return
        yield word
