"""Near-copies of an article: scrapes of one page, or one text in several formats."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.facts.folder.outline import Sketch
from pipeline.facts.folder.shingles import hash_shingles

_HASHES = 32
"""Numbers of a sketch; the share of equal ones tells the similarity to about .09 (one standard deviation at .5)."""
_HASHES_TOGETHER = 2
"""Numbers that two sketches must have in common in one place before they are compared: at a similarity of .5, one of
the 16 places agrees with a probability of .99, at .1 (a template around other texts) of .15."""
_SEED = 19


def sketch(words: Sequence[str]) -> Sketch:
    """The sketch of a text: the same for the same words, whatever stands between them."""
    shingles = hash_shingles(words, int(_limit("shingle_words")))
    if not len(shingles):
        return ()
    return tuple(int((shingles * factor >> np.uint64(32)).min()) for factor in _factors())


def groups_of_copies(sketches: Sequence[Sketch]) -> list[int]:
    """For each text a number that only near-copies of it have as well.

    A text joins the first one whose sketch agrees with its own in enough places. Texts are compared with few others, so
    that the work stays linear: with the first that had the same two numbers in the same place.
    """
    least = _limit("least_similarity")
    first: dict[tuple[int, Sketch], int] = {}
    groups = list(range(len(sketches)))
    for number, own in enumerate(sketches):
        places = [(place, own[place : place + _HASHES_TOGETHER]) for place in range(0, len(own), _HASHES_TOGETHER)]
        others = sorted({first.setdefault(place, number) for place in places} - {number})
        groups[number] = next((groups[one] for one in others if similarity(own, sketches[one]) >= least), number)
    return groups


def similarity(one: Sketch, other: Sketch) -> float:
    """The share of word shingles that two texts have in common, of all that either has, as their sketches tell it."""
    return sum(map(int.__eq__, one, other)) / _HASHES


@cache
def _factors() -> NDArray[np.uint64]:
    """Odd numbers to multiply by (multiply-shift hashing; Dietzfelbinger et al. 1997); the same in every process."""
    return np.asarray(np.random.PCG64(_SEED).random_raw(_HASHES), np.uint64) | np.uint64(1)


def _limit(name: str) -> float:
    return float(tables.settings("stuffing/folder.toml")["copies"][name])
