"""Which articles of a run are like each other: copies, versions and spins of one text.

Their likeness is the share of their runs of three words that both have, of all that either has. It is counted exactly,
for the few pairs that their sketches take for alike. A sketch is the least number of the runs in each of 64 ranges (one
permutation hashing; Li, Owen and Zhang 2012): two texts have about as large a share of these in common.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.facts.folder.shingles import hash_shingles

Shingles = NDArray[np.uint32]

_RANGES = 64
_FEWEST_AGREEING = 3
"""Ranges in which two sketches must agree before the texts are compared; at a likeness of .3 nineteen do."""
_ALL_PAIRS = 200
"""Articles that agree in a range up to which each is paired with all others there."""
_NEIGHBORS = 8
"""Others that each is paired with where more agree, as in a folder of copies."""
_COMPARED = 8
"""Articles that each one is compared with, those with the most in common by their sketches."""


def pack_shingles(words: Sequence[str]) -> bytes:
    """The runs of words of an article, four bytes each; nothing for one that is too short to compare."""
    limits = _limits()
    if len(words) < limits["fewest_words"]:
        return b""
    hashes = hash_shingles(words, int(limits["shingle_words"])) * np.uint64(0xD1B54A32D192ED03)
    numbers = np.sort((hashes >> np.uint64(32)).astype("<u4"))
    return bytes(numbers[np.append(True, numbers[1:] != numbers[:-1])].tobytes())


def find_near_duplicates(ids: Sequence[str], packed: Callable[[str], bytes]) -> dict[str, tuple[str, float]]:
    """For each article that has near-duplicates, one of those that are most like it, and their likeness in percent.

    An equal one is always found. Where hundreds are alike, the one that is named may not be the very likest.

    Args:
        ids: the articles; of two that are equally alike the first counts.
        packed: tells the shingles of an article, see ``pack_shingles``; none for one that is not compared. What it
            tells is not kept, so that a folder of any size takes little memory.
    """
    if not ids:
        return {}
    read = lru_cache(maxsize=200)(lambda number: np.frombuffer(packed(ids[number]), "<u4"))
    matrix = np.stack([_sketch(np.frombuffer(packed(one), "<u4")) for one in ids])
    found: dict[str, tuple[str, float]] = {}
    for number, others in _candidates(matrix).items():
        best, other = max((_likeness(read(number), read(other)), -other) for other in others)
        if best >= _limits()["least_percent"]:
            found[ids[number]] = (ids[-other], best)
    return found


def _candidates(matrix: Shingles) -> dict[int, list[int]]:
    """For each article the few whose sketches are most like its own, if any is like it at all."""
    count = len(matrix)
    whole = np.where(matrix.any(axis=1), np.unique(matrix, axis=0, return_inverse=True)[1].reshape(-1) + 1, 0)
    pairs = [_pairs(column) for column in matrix.T]
    # Equal sketches agree in all ranges, whether they were paired in each or not.
    pairs += [_pairs(whole)] * _RANGES
    found, agreeing = np.unique(np.concatenate(pairs), return_counts=True)
    found, agreeing = found[agreeing >= _FEWEST_AGREEING], agreeing[agreeing >= _FEWEST_AGREEING]
    candidates: dict[int, list[int]] = {}
    for pair in found[np.argsort(-agreeing, kind="stable")]:
        number, other = divmod(int(pair), count)
        others = candidates.setdefault(number, [])
        if len(others) < _COMPARED:
            others.append(other)
    return candidates


def _pairs(column: NDArray[np.generic]) -> NDArray[np.int64]:
    """Pairs of articles with the same number in a column, each both ways, as first * count + second; 0 pairs none."""
    count = len(column)
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    first, last = np.searchsorted(ordered, ordered), np.searchsorted(ordered, ordered, side="right")
    reach = np.where(last - first <= _ALL_PAIRS, last - first, _NEIGHBORS // 2)
    reach[ordered == 0] = 0
    pairs = [np.empty(0, np.int64)]
    for step in range(1, int(reach.max(initial=0)) + 1):
        place = np.flatnonzero((reach >= step) & (np.arange(count) + step < last))
        one, other = order[place], order[place + step]
        pairs += [one * count + other, other * count + one]
    return np.concatenate(pairs)


def _sketch(shingles: Shingles) -> Shingles:
    """The least number in each range; 0 where there is none."""
    if not len(shingles):
        return np.zeros(_RANGES, np.uint32)
    edges = np.arange(_RANGES, dtype=np.uint64) * np.uint64(2**32 // _RANGES)
    first = np.searchsorted(shingles, edges.astype(np.uint32))
    last = np.append(first[1:], len(shingles))
    return np.where(first < last, shingles[np.minimum(first, len(shingles) - 1)], 0).astype(np.uint32)


def _likeness(one: Shingles, other: Shingles) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return 100 * common / (len(one) + len(other) - common)


def _limits() -> dict[str, float]:
    limits: dict[str, float] = tables.settings("stuffing/folder.toml")["near_duplicates"]
    return limits
