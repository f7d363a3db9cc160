"""Build ``pipeline/data/swaps/web_pairs.npz`` from the package wordsegment; run by hand, never by the program.

The package holds the most frequent words and pairs of words of a corpus of the web, with their counts. Words that no
pair has are left out, and so is what is not of letters alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.tables.web_pairs import STEPS

TOTAL = 1_024_908_267_229
"""Words of the corpus."""

UNIT = 10_000
"""Counts are kept in units of so many; the rarest pair was counted ten times as often."""


def read_counts(path: Path) -> Iterator[tuple[tuple[str, ...], float]]:
    """Words or pairs of words of one of the files of the package, with their counts in units."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text, _, count = line.rstrip("\n").rpartition("\t")
            if text.replace(" ", "").isalpha():
                yield tuple(text.lower().split()), float(count) / UNIT


def write(path: Path, singles: Mapping[str, float], pairs: Mapping[tuple[str, ...], float]) -> None:
    """Write the pairs and their words; equal inputs give equal bytes."""
    words = sorted({word for pair in pairs for word in pair})
    number = {word: place for place, word in enumerate(words)}
    keys = {number[first] * len(words) + number[second]: count for (first, second), count in pairs.items()}
    order = sorted(keys)
    np.savez_compressed(
        path,
        words=np.array("\0".join(words)),
        singles=_in_steps([singles[word] for word in words]),
        pair_steps=np.diff(np.array(order, dtype=np.uint64), prepend=np.uint64(0)),
        pair_counts=_in_steps([keys[key] for key in order]),
        total=np.array(TOTAL / UNIT),
    )


def _in_steps(counts: Sequence[float]) -> NDArray[np.uint8]:
    return np.clip(np.round(STEPS * np.log2(np.maximum(1.0, counts))), 0, 255).astype(np.uint8)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordsegment", type=Path, help="folder of the package wordsegment")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/swaps/web_pairs.npz"))
    return parser.parse_args()


def main() -> None:
    """Read and write."""
    options = arguments()
    singles = {words[0]: count for words, count in read_counts(options.wordsegment / "unigrams.txt")}
    found = read_counts(options.wordsegment / "bigrams.txt")
    pairs: dict[tuple[str, ...], float] = {
        words: count for words, count in found if len(words) == 2 and all(word in singles for word in words)
    }
    write(options.out, singles, pairs)
    print(f"{len(pairs)} pairs, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
