"""Phrases that stand alone in several articles of a folder, as injected lines and calls to action do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.facts.folder.near_copies import groups_of_copies
from pipeline.facts.folder.outline import Outline, fewest_articles

_HASH_BYTES = 8


@dataclass(frozen=True, eq=False, slots=True)
class FolderPhrases:
    """In how many articles each phrase stands alone; small enough for folders of any size.

    Attributes:
        hashes: of the phrases, sorted; 12 bytes a phrase with its count, where its text would take ten times as many.
        counts: articles for each.
    """

    hashes: NDArray[np.uint64]
    counts: NDArray[np.uint32]

    @classmethod
    def count(cls, articles: Sequence[Outline]) -> FolderPhrases:
        """The count over articles; an article and its near-copies count as one."""
        groups: dict[int, set[str]] = {}
        for group, one in zip(groups_of_copies([one.sketch for one in articles]), articles, strict=True):
            groups.setdefault(group, set()).update(one.phrases)
        hashed = [np.fromiter(map(_hash, phrases), np.uint64, len(phrases)) for phrases in groups.values()]
        together = np.concatenate([np.empty(0, np.uint64), *hashed])
        hashes, counts = np.unique(together, return_counts=True)
        return cls(hashes, counts.astype(np.uint32))

    def of(self, phrases: Iterable[str]) -> dict[str, int]:
        """The phrases of one article that enough articles share, each with about how many.

        The number is rounded down to a power of two (but not below the fewest that count), so that one more article in
        the folder seldom changes it, and with it the results of all others.
        """
        fewest = fewest_articles()
        counted = ((phrase, self._articles(phrase)) for phrase in sorted(phrases))
        return {phrase: max(fewest, 1 << count.bit_length() - 1) for phrase, count in counted if count >= fewest}

    def _articles(self, phrase: str) -> int:
        sought = np.uint64(_hash(phrase))
        place = int(np.searchsorted(self.hashes, sought))
        return int(self.counts[place]) if place < len(self.hashes) and self.hashes[place] == sought else 0


def _hash(phrase: str) -> int:
    """The same number in every process and on every machine."""
    return int.from_bytes(blake2b(phrase.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest(), "big")
