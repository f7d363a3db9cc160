"""Build ``pipeline/data/swaps/fingerprints.tsv`` from hand-written candidates; run by hand, never by the program.

A candidate stays if spun development articles use it far more often than clean text does. A candidate that those few
articles lack stays if clean text all but lacks it too: it is known from other spun pages, and cannot cost a clean
document much.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.training.corpus import (
    PhraseTrie,
    count_in_corpus,
    per_million,
    read_table,
    tokens,
    word_count,
    write_table,
)

COLUMNS = ("phrase", "family", "clean_per_million", "source")

LEAST_RATIO = 20.0
"""The rate in spun articles over the rate in clean text that a phrase seen in spun articles must reach."""

CLEAN_FLOOR = 0.5
"""A clean rate per million below this counts as this: zero hits in seven million words are not a rate of zero."""

UNSEEN_CLEAN_RATE = 2.0
"""The clean rate per million that a phrase not seen in spun articles may have at most."""


def count_spun(phrases: Iterable[str], articles: Iterable[Path]) -> tuple[Counter[str], int]:
    """How often each phrase stands in the spun articles, and the number of words there."""
    trie = PhraseTrie(phrases)
    found: Counter[str] = Counter()
    words = 0
    for article in articles:
        text_tokens = tokens(article.read_text(encoding="utf-8"))
        words += word_count(text_tokens)
        found.update(trie.count(text_tokens))
    return found, words


def keeps(spun_rate: float, clean_rate: float) -> bool:
    """Whether a phrase with these rates per million tells spun from clean text."""
    if spun_rate:
        return spun_rate >= LEAST_RATIO * max(clean_rate, CLEAN_FLOOR)
    return clean_rate <= UNSEEN_CLEAN_RATE


def table_rows(candidates: Mapping[str, str], spun: list[Path], corpus: Path) -> list[dict[str, str]]:
    """The rows of the table; prints the rates of every candidate, the rejected ones too."""
    spun_counts, spun_words = count_spun(candidates, spun)
    clean_counts, clean_words = count_in_corpus(candidates, corpus)
    rows = []
    print("phrase\tfamily\tspun\tspun_per_million\tclean_per_million\tkept")
    for phrase, family in sorted(candidates.items()):
        spun_rate = 1_000_000 * spun_counts[phrase] / spun_words
        clean_rate = 1_000_000 * clean_counts[phrase] / clean_words
        kept = keeps(spun_rate, clean_rate)
        print(phrase, family, spun_counts[phrase], f"{spun_rate:.0f}", f"{clean_rate:.2f}", kept, sep="\t")
        if kept:
            source = "spun-articles" if spun_rate else "own-knowledge"
            cells = (phrase, family, per_million(clean_counts[phrase], clean_words), source)
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="clean text, gzipped JSON lines")
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="spun articles to choose by, plain text")
    parser.add_argument(
        "--candidates", type=Path, default=Path("pipeline/training/swap_tables/fingerprint_candidates.tsv")
    )
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/swaps/fingerprints.tsv"))
    return parser.parse_args()


def main() -> None:
    """Count the candidates and write those that tell spun from clean text."""
    options = arguments()
    candidates = {row["phrase"]: row["family"] for row in read_table(options.candidates)}
    rows = table_rows(candidates, options.spun, options.corpus)
    write_table(options.out, COLUMNS, rows)
    print(f"{len(rows)} of {len(candidates)} kept: {dict(Counter(row['family'] for row in rows))}")


if __name__ == "__main__":
    main()
