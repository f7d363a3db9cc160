"""Counts made from clean text: how words go together, and which topics they tell of."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.tables.rows import DATA


def find_number(numbers: array[int], number: int, start: int, end: int) -> int:
    """The place of a number in ``numbers[start:end]``, which are sorted; -1 where it is not there."""
    place = bisect_left(numbers, number, start, end)
    return place if place < end and numbers[place] == number else -1


def find_starts(owners: NDArray[np.uint64], keys: NDArray[np.uint64]) -> array[int]:
    """For each key the place of the first of its owned; both sorted, and behind them all the number of the owned."""
    places = np.append(np.searchsorted(owners, keys), len(owners))
    return array("I", places.astype(np.uint32).tobytes())


@dataclass(frozen=True, slots=True)
class FluencyTable:
    """Counts of words, word pairs and word triples in clean text; words are told apart by their numbers.

    A pair is looked up among those of its first number, and a triple among those of its pair, which every triple has:
    few steps, in few places of the memory.

    Attributes:
        numbers: number of each frequent word or mark, from 1; 0 stands for any other word.
        endings: number of the last three letters of other words, where these are frequent.
        singles: count of each number.
        verbs: numbers of finite verbs, infinitives and auxiliaries.
        total: sum of ``singles``.
        pair_starts: for each number the place of its first pair, and behind them all the number of pairs.
        seconds: the second number of each pair, sorted within those of a first number, and ``pair_counts`` its count.
        triple_starts: for each pair the place of its first triple, and behind them all the number of triples.
        thirds: the third number of each triple, sorted within those of a pair, and ``triple_counts`` its count.
    """

    numbers: dict[str, int]
    endings: dict[str, int]
    singles: list[int]
    verbs: frozenset[int]
    total: int
    pair_starts: array[int]
    seconds: array[int]
    pair_counts: array[int]
    triple_starts: array[int]
    thirds: array[int]
    triple_counts: array[int]

    def pair(self, first: int, second: int) -> int:
        """The place of a pair, or -1."""
        seconds, end = self.seconds, self.pair_starts[first + 1]
        # The search of ``find_number``, without a call.
        place = bisect_left(seconds, second, self.pair_starts[first], end)
        return place if place < end and seconds[place] == second else -1

    def pair_count(self, pair: int) -> int:
        """How often the pair in a place was counted; 0 for -1."""
        return self.pair_counts[pair] if pair >= 0 else 0

    def triple_count(self, pair: int, third: int) -> int:
        """How often a number was counted behind the pair in a place; 0 for -1."""
        if pair < 0:
            return 0
        place = find_number(self.thirds, third, self.triple_starts[pair], self.triple_starts[pair + 1])
        return self.triple_counts[place] if place >= 0 else 0


@dataclass(frozen=True, slots=True)
class TopicTable:
    """Where words stand in a space of topics, ``stuffing/topics.npz``.

    Attributes:
        rows: the row of each word, in lower case and without the "s" of its plural.
        directions: one vector for each row.
        lengths: of the vectors, in units of their directions: the more a word tells of a topic (inverse document
            frequency), the longer. Apart, since whole bytes are looked up faster than numbers of four bytes.
    """

    rows: dict[str, int]
    directions: NDArray[np.int8]
    lengths: NDArray[np.float32]


@cache
def topics() -> TopicTable:
    """The words of each topic."""
    with np.load(DATA / "stuffing" / "topics.npz") as stored:
        words = str(stored["words"]).split("\0")
        return TopicTable(
            rows={word: row for row, word in enumerate(words)},
            directions=stored["vectors"],
            lengths=stored["weights"].astype(np.float32) / 127,
        )


_BITS = 13
"""Bits of each number in the keys of pairs and triples in the file."""


@cache
def fluency(name: str) -> FluencyTable:
    """The counts that tell how well words go together, by ``words`` or by ``classes``."""
    with np.load(DATA / "stuffing" / f"fluency_{name}.npz") as stored:
        numbers, endings = (
            dict(zip(str(stored[f"{kind}s"]).split("\0"), map(int, stored[f"{kind}_numbers"]), strict=True))
            for kind in ("word", "ending")
        )
        singles = [int(count) for count in stored["singles"]]
        pairs, triples = (np.cumsum(stored[f"{kind}_steps"], dtype=np.uint64) for kind in ("pair", "triple"))
        return FluencyTable(
            numbers=numbers,
            endings=endings,
            singles=singles,
            verbs=frozenset(int(number) for number in stored["verbs"]),
            total=sum(singles),
            pair_starts=find_starts(pairs >> np.uint64(_BITS), np.arange(len(singles), dtype=np.uint64)),
            seconds=_last_numbers(pairs),
            pair_counts=array("H", stored["pair_counts"].tobytes()),
            triple_starts=find_starts(triples >> np.uint64(_BITS), pairs),
            thirds=_last_numbers(triples),
            triple_counts=array("H", stored["triple_counts"].tobytes()),
        )


def _last_numbers(keys: NDArray[np.uint64]) -> array[int]:
    return array("H", (keys & np.uint64((1 << _BITS) - 1)).astype(np.uint16).tobytes())
