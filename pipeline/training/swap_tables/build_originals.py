"""Build ``pipeline/data/swaps/originals.npz``, from spun forms back to originals; run by hand, never by the program.

The inverse of a spinner's dictionary: for each spun form the words or phrases that a spinner may have found there, the
commonest in clean text first, since a spinner meets common words most. Pairs of single words are read off the tortured
phrases too, where two phrases differ in one word and several agree on the pair.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from wordfreq import zipf_frequency

from pipeline.tables.originals import PARTS_OF_SPEECH
from pipeline.training.corpus import count_in_corpus, fold, read_table

LEAST_PHRASES = 2
"""Tortured phrases that must agree on a pair of words."""

MOST_ORIGINALS = 24
"""Originals kept for one spun form."""

Pairs = dict[str, dict[str, set[str]]]
"""Parts of speech by spun form and original."""


def dictionary_pairs(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Spun form, original and part of speech of each row of the spinner's dictionary."""
    for row in rows:
        yield fold(row["spun"]), row["original"].lower(), row["pos"]


def tortured_pairs(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The single words by which tortured phrases differ from the terms that they stand for."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        spun, original = fold(row["spun"]).split(), row["original"].lower().split()
        if len(spun) != len(original) or len(spun) < 2:
            continue
        differences = [(ours, theirs) for ours, theirs in zip(spun, original, strict=True) if ours != theirs]
        if len(differences) == 1 and all(word.isalpha() for word in differences[0]):
            counts[differences[0]] += 1
    for (spun_word, original_word), count in counts.items():
        if count >= LEAST_PHRASES:
            yield spun_word, original_word, "NOUN"


def collect(pairs: Iterable[tuple[str, str, str]]) -> Pairs:
    """The pairs by spun form, without those that change nothing."""
    table: Pairs = {}
    for spun, original, part_of_speech in pairs:
        if spun != original and "\0" not in spun + original:
            table.setdefault(spun, {}).setdefault(original, set()).add(part_of_speech)
    return table


def best_first(originals: Mapping[str, set[str]], counts: Counter[str]) -> list[tuple[str, str]]:
    """Originals with their parts of speech, the commonest in clean text first, then those common in general English."""
    order = sorted(originals, key=lambda one: (-counts[one], -zipf_frequency(one, "en"), one))
    return [(original, pos) for original in order[:MOST_ORIGINALS] for pos in sorted(originals[original])]


def write(path: Path, table: Pairs, counts: Counter[str], words: int) -> None:
    """Write the table; equal inputs give equal bytes.

    Args:
        path: of the file.
        table: the pairs.
        counts: how often each form and each original stands in clean text.
        words: of the clean text.
    """
    spun_forms = sorted(table)
    choices = [best_first(table[spun], counts) for spun in spun_forms]
    originals = sorted({original for row in choices for original, _ in row})
    number = {original: index for index, original in enumerate(originals)}
    flat = [pair for row in choices for pair in row]
    np.savez_compressed(
        path,
        spun=np.array("\0".join(spun_forms)),
        originals=np.array("\0".join(originals)),
        counts=np.array([len(row) for row in choices], dtype=np.uint8),
        choices=np.array([number[original] for original, _ in flat], dtype=np.uint16),
        parts=np.array([PARTS_OF_SPEECH.index(pos) for _, pos in flat], dtype=np.uint8),
        clean_per_million=np.array([1_000_000 * counts[spun] / words for spun in spun_forms], dtype=np.float16),
    )


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dictionary", type=Path, nargs="+", required=True, help="spinner_dictionary.tsv and others")
    parser.add_argument("--tortured", type=Path, required=True, help="tortured_phrases.tsv")
    parser.add_argument("--corpus", type=Path, required=True, help="clean text, gzipped JSON lines")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/swaps/originals.npz"))
    return parser.parse_args()


def main() -> None:
    """Read, count, write."""
    options = arguments()
    rows = (row for dictionary in options.dictionary for row in read_table(dictionary))
    pairs = [*dictionary_pairs(rows), *tortured_pairs(read_table(options.tortured))]
    table = collect(pairs)
    listed = table.keys() | {original for originals in table.values() for original in originals}
    counts, words = count_in_corpus(listed, options.corpus)
    write(options.out, table, counts, words)
    print(f"{len(table)} spun forms, {sum(map(len, table.values()))} pairs, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
