"""What may have stood in place of a suspected phrase: the likeliest ways to combine what each word may become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.swaps.learned.options import Option, PhraseOptions, Piece, Signs, SuspectedWord

_BEAM = 16
"""Unfinished candidates that are kept at each word."""


class Derivation(NamedTuple):
    """A candidate for the first words of a phrase: its weight, its last option, and the path before that."""

    weight: float
    last: Option | None = None
    before: Derivation | None = None


_Beam = dict[tuple[str, ...], Derivation]
"""Candidates for the first words of a phrase, by what stands there then."""


class Candidate(NamedTuple):
    """A phrase with some of its words replaced.

    Attributes:
        words: what stands there then, in lower case; nothing where the phrase is taken out.
        path: how it comes about.
    """

    words: tuple[str, ...]
    path: Derivation

    @property
    def weight(self) -> float:
        """The sum of what speaks for its pieces, each sign by its weight."""
        return self.path.weight

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its parts, from left to right; their indices count in the whole phrase."""
        return tuple(option.piece for option in _walk(self.path))[::-1]

    @property
    def signs(self) -> Signs:
        """What speaks for the candidate by itself."""
        return Signs(*map(sum, zip(*(option.signs for option in _walk(self.path)), strict=True)))


def _walk(path: Derivation) -> Iterator[Option]:
    """The options of a path, the last first."""
    place: Derivation | None = path
    while place is not None and place.last is not None:
        yield place.last
        place = place.before


def find_candidates(options: PhraseOptions, first: int, after: int) -> tuple[Candidate, ...]:
    """The likeliest ways to replace words of a part of a phrase, best first; the part as it stands is none of them.

    Args:
        options: what may become of each word of the phrase.
        first: index of the first word of the part.
        after: index after its last word.
    """
    beams: list[_Beam] = [{} for _ in range(first, after + 1)]
    beams[0][()] = Derivation(0.0)
    for place in range(first, after):
        best = _best(beams[place - first])
        for end, group in options.from_place(place, after):
            _lengthen(best, group, beams[end - first])
    beams[-1].pop(tuple(word.text for word in options.words[first:after]), None)
    return tuple(_best(beams[-1]))


def _lengthen(candidates: Sequence[Candidate], options: Sequence[Option], beam: _Beam) -> None:
    """Put the candidates, each lengthened by each option, into a beam; both are given best first.

    Candidate n with option m comes after n times m pairs that are as good, itself among them, so most pairs need no
    look: the beam keeps one candidate less, since the phrase as it stands is taken out at the end.
    """
    for number, (words, path) in enumerate(candidates, start=1):
        for option in options[: (_BEAM + 1) // number]:
            weight, longer = path.weight + option.weight, words + option.piece.words
            known = beam.get(longer)
            if known is None or weight > known.weight:
                beam[longer] = Derivation(weight, option, path)


def _best(beam: _Beam) -> list[Candidate]:
    best = sorted(beam.items(), key=lambda item: (-item[1].weight, item[0]))
    return [Candidate(*item) for item in best[:_BEAM]]


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
