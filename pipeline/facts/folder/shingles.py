"""Runs of words as numbers, by which texts are compared (Broder 1997, "On the resemblance and containment")."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.facts.language.memo import Memo


def hash_shingles(words: Sequence[str], size: int) -> NDArray[np.uint64]:
    """The runs of so many words in a text, as numbers in their order; a shorter text is one run.

    Args:
        words: of the text; the same words give the same numbers in every process.
        size: words of a run.
    """
    hashes = np.fromiter(map(_hash, words), np.uint64, len(words))
    shingles = np.zeros(max(1, len(hashes) - size + 1) if len(hashes) else 0, np.uint64)
    for place in range(min(size, len(hashes))):
        shingles = shingles * np.uint64(0x9E3779B97F4A7C15) + hashes[place : place + len(shingles)]
    return shingles ^ (shingles >> np.uint64(29))


_hash = Memo(lambda word: crc32(word.encode("utf-8", "surrogatepass"))).__getitem__
