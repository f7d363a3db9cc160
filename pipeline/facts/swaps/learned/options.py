"""What may become of each word of a suspected phrase: it is kept, or the model or the dictionary replaces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import log
from operator import mul
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import Original
from pipeline.facts.swaps.learned.originals import look_up

_LONGEST_ENTRY = 6
"""Words of a phrase that are looked up together."""

_LEAST = 0.01
"""Probability of an original that only the dictionary names, and the least that any counts with."""

_NAMED, _LISTED = 4, 10
"""Originals tried for one word or phrase, by the model and by the dictionary."""


class SuspectedWord(NamedTuple):
    """A word of a suspected phrase, or a neighbor of it.

    Attributes:
        text: in lower case.
        probability: that a spinner put it there.
        originals: what the model names for it.
        is_neighbor: whether it stands beside the phrase; then it changes only as part of a form of the dictionary that
            holds a suspected word.
    """

    text: str
    probability: float
    originals: tuple[Original, ...]
    is_neighbor: bool = False


class Piece(NamedTuple):
    """Some words of the phrase, kept or replaced.

    Attributes:
        first: index of the first word in the phrase.
        after: index after the last word.
        words: what stands there then, in lower case.
        form: the form of the dictionary that was replaced; empty where the dictionary has no part in it.
        is_kept: whether nothing was replaced.
    """

    first: int
    after: int
    words: tuple[str, ...]
    form: str = ""
    is_kept: bool = False


class Signs(NamedTuple):
    """What speaks for a piece, or for a candidate as the sum of its pieces; weighed by ``swaps/ranking.toml``.

    Attributes:
        kept: logarithms of the probability that a kept word is no spinner's.
        named: logarithms of the model's probabilities of what it names; a rare one's for what the dictionary alone has.
        removed: words that are taken out without a replacement.
        listed: pieces that the dictionary replaced.
        joined: words of the dictionary's forms beyond one.
        rank: places of the dictionary's originals in its lists, as logarithms; 0 is the commonest.
        replaced: pieces that are replaced or taken out.
        changed: logarithms of the probability that a changed word is a spinner's.
        small: replaced pieces of function words alone.
    """

    kept: float = 0.0
    named: float = 0.0
    removed: float = 0.0
    listed: float = 0.0
    joined: float = 0.0
    rank: float = 0.0
    replaced: float = 0.0
    changed: float = 0.0
    small: float = 0.0

    def weigh(self) -> float:
        """The sum of the signs, each by its weight."""
        total: float = sum(map(mul, _weights(), self))
        return total


@cache
def _weights() -> tuple[float, ...]:
    weights = tables.settings("swaps/ranking.toml")["weights"]
    return tuple(weights[name] for name in Signs._fields)


class Option(NamedTuple):
    """A piece, what speaks for it, and the sum of these signs, each by its weight."""

    piece: Piece
    signs: Signs
    weight: float


class PhraseOptions:
    """The options for each word of a phrase, found once for the phrase and all its parts.

    Args:
        words: the phrase with its neighbors.
    """

    def __init__(self, words: Sequence[SuspectedWord]) -> None:
        self.words = tuple(words)
        self._groups = [tuple(_by_end(_options(words, place))) for place in range(len(words))]

    def from_place(self, place: int, after: int) -> Iterator[tuple[int, Sequence[Option]]]:
        """The options for the words from ``place`` on by the index of the word that follows, each list best first.

        Args:
            place: index of a word.
            after: index of the first word that no option may hold.
        """
        return (group for group in self._groups[place] if group[0] <= after)


def _by_end(options: Iterator[Option]) -> Iterator[tuple[int, tuple[Option, ...]]]:
    """Options in groups by their end, the best first; of those that put the same words there only the best."""
    groups: dict[int, list[Option]] = {}
    for option in options:
        groups.setdefault(option.piece.after, []).append(option)
    for end, group in groups.items():
        best: dict[tuple[str, ...], Option] = {}
        for option in sorted(group, key=lambda one: -one.weight):
            best.setdefault(option.piece.words, option)
        yield end, tuple(best.values())


def _options(phrase: Sequence[SuspectedWord], place: int) -> Iterator[Option]:
    """What may become of the words from ``place`` on."""
    word = phrase[place]
    yield _option(Piece(place, place + 1, (word.text,), is_kept=True), Signs(kept=_log(1 - word.probability)))
    changed, small = _of_change((word,))
    for original in () if word.is_neighbor else word.originals[:_NAMED]:
        removed = float(not original.text)
        signs = Signs(named=_log(original.probability), removed=removed, replaced=1.0, changed=changed, small=small)
        yield _option(Piece(place, place + 1, tuple(original.text.split())), signs)
    named = {original.text: _log(original.probability) for original in word.originals}
    for length in range(1, min(_LONGEST_ENTRY, len(phrase) - place) + 1):
        form = phrase[place : place + length]
        if all(one.is_neighbor for one in form):
            continue
        entries = look_up(tuple(one.text for one in form))[:_LISTED]
        changed, small = _of_change(form) if entries else (0.0, 0.0)
        for entry in entries:
            name, rank = named.get(entry.text, _LOG_OF_LEAST), log(1 + entry.rank)
            signs = Signs(0.0, name, 0.0, 1.0, length - 1.0, rank, 1.0, changed, small)
            yield _option(Piece(place, place + length, entry.words, entry.form), signs)


def _option(piece: Piece, signs: Signs) -> Option:
    return Option(piece, signs, signs.weigh())


def _of_change(words: Sequence[SuspectedWord]) -> tuple[float, float]:
    """The signs ``changed`` and ``small`` of words that are replaced, whatever takes their place."""
    changed = sum(_log(word.probability) for word in words)
    return changed, float(all(word.text in tables.function_words() for word in words))


def _log(probability: float) -> float:
    return log(max(_LEAST, probability))


_LOG_OF_LEAST = _log(0.0)
