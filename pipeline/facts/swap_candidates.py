"""What may have stood in place of a suspected phrase: each word kept, or replaced by the model or the dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log
from operator import mul
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import Original
from pipeline.facts.swap_originals import look_up

_BEAM = 16
"""Unfinished candidates that are kept at each word."""

_LONGEST_ENTRY = 5
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


class Candidate(NamedTuple):
    """A phrase with some of its words replaced.

    Attributes:
        words: what stands there then, in lower case; nothing where the phrase is taken out.
        pieces: how it comes about.
        parts: what speaks for each piece by itself.
        weight: the sum of these signs, each by its weight.
    """

    words: tuple[str, ...]
    pieces: tuple[Piece, ...]
    parts: tuple[Signs, ...] = ()
    weight: float = 0.0

    @property
    def signs(self) -> Signs:
        """What speaks for the candidate by itself."""
        return Signs(*map(sum, zip(*self.parts, strict=True)))


class _Path(NamedTuple):
    """A candidate for the first words of a phrase: its weight, its last piece, and the path before that."""

    weight: float
    last: tuple[Piece, Signs] | None = None
    before: _Path | None = None


def find_candidates(phrase: Sequence[SuspectedWord]) -> tuple[Candidate, ...]:
    """The likeliest ways to replace words of a phrase, best first; the phrase as it stands is none of them."""
    beams: list[dict[tuple[str, ...], _Path]] = [{} for _ in range(len(phrase) + 1)]
    beams[0][()] = _Path(0.0)
    for place in range(len(phrase)):
        options = [(piece, signs, signs.weigh()) for piece, signs in _options(phrase, place)]
        for words, path in _best(beams[place]):
            for piece, signs, weight in options:
                beam, longer = beams[piece.after], words + piece.words
                known = beam.get(longer)
                if known is None or path.weight + weight > known.weight:
                    beam[longer] = _Path(path.weight + weight, (piece, signs), path)
    beams[-1].pop(tuple(word.text for word in phrase), None)
    return tuple(_candidate(words, path) for words, path in _best(beams[-1]))


def _best(beam: Mapping[tuple[str, ...], _Path]) -> list[tuple[tuple[str, ...], _Path]]:
    best = sorted(beam.items(), key=lambda item: (-item[1].weight, item[0]))
    return best[:_BEAM]


def _candidate(words: tuple[str, ...], path: _Path) -> Candidate:
    pieces: list[tuple[Piece, Signs]] = []
    place: _Path | None = path
    while place is not None and place.last is not None:
        pieces.append(place.last)
        place = place.before
    pieces.reverse()
    return Candidate(words, tuple(piece for piece, _ in pieces), tuple(signs for _, signs in pieces), path.weight)


def _options(phrase: Sequence[SuspectedWord], place: int) -> Iterator[tuple[Piece, Signs]]:
    """What may become of the words from ``place`` on."""
    word = phrase[place]
    yield Piece(place, place + 1, (word.text,), is_kept=True), Signs(kept=log(max(_LEAST, 1 - word.probability)))
    replaced = _replaced([word])
    for original in () if word.is_neighbor else word.originals[:_NAMED]:
        named = log(max(_LEAST, original.probability))
        signs = replaced._replace(named=named, removed=float(not original.text))
        yield Piece(place, place + 1, tuple(original.text.split())), signs
    probabilities = {original.text: original.probability for original in word.originals}
    for length in range(1, min(_LONGEST_ENTRY, len(phrase) - place) + 1):
        form = phrase[place : place + length]
        if all(one.is_neighbor for one in form):
            continue
        replaced = _replaced(form)._replace(listed=1.0, joined=length - 1.0)
        for entry in look_up(tuple(one.text for one in form))[:_LISTED]:
            named = log(max(_LEAST, probabilities.get(entry.text, 0.0)))
            signs = replaced._replace(named=named, rank=log(1 + entry.rank))
            yield Piece(place, place + length, tuple(entry.text.split()), entry.form), signs


def _replaced(words: Sequence[SuspectedWord]) -> Signs:
    """What speaks for replacing words, whatever takes their place."""
    changed = sum(log(max(_LEAST, word.probability)) for word in words)
    is_small = all(word.text in tables.function_words() for word in words)
    return Signs(replaced=1.0, changed=changed, small=float(is_small))


def without_shared_edges(phrase: Sequence[SuspectedWord], new: Sequence[str], sure: float) -> tuple[int, int]:
    """The range of a phrase's words that is left when those are taken off that its replacement begins or ends with too.

    At least one word is left on either side, and so is a word that is sure to be a spinner's.

    Args:
        phrase: the words.
        new: what replaces them.
        sure: the probability from which a suspected word is left.
    """

    def stays(word: SuspectedWord, same: str) -> bool:
        return word.text != same or (word.probability >= sure and not word.is_neighbor)

    first, after, last = 0, len(phrase), len(new)
    while after - first > 1 and last - first > 1 and not stays(phrase[first], new[first]):
        first += 1
    while after - first > 1 and last - first > 1 and not stays(phrase[after - 1], new[last - 1]):
        after, last = after - 1, last - 1
    return first, after


def changed_ranges(candidate: Candidate, phrase: Sequence[SuspectedWord], sure: float) -> list[tuple[int, int]]:
    """The ranges of a phrase's words that a candidate changes; small kept words between two of them join these.

    Args:
        candidate: a candidate for the phrase.
        phrase: its words.
        sure: the probability from which a suspected word belongs to a range even where the candidate keeps it.
    """
    ranges: list[tuple[int, int]] = []
    for piece in candidate.pieces:
        word = phrase[piece.first]
        if piece.is_kept and (word.is_neighbor or word.probability < sure):
            continue
        gap = phrase[ranges[-1][1] : piece.first] if ranges else ()
        if ranges and len(gap) <= 1 and all(word.text in tables.function_words() for word in gap):
            ranges[-1] = ranges[-1][0], piece.after
        else:
            ranges.append((piece.first, piece.after))
    return ranges
