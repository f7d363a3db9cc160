"""Build ``pipeline/data/terms/known_words.tsv``: words of health writing that a general speller may not know.

Run by hand, never by the program. Only words that clean texts write in lower case count, so names stay out; a word
that is one slip away from a far commoner one is taken for a misspelling, unless it was reviewed and kept.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from wordfreq import zipf_frequency

from pipeline.training.corpus import read_table, read_texts, write_table

COLUMNS = ("word", "document_count", "source")

WORD = re.compile(r"(?<![\w'’-])[a-z]+(?:['’-][a-z]+)*(?![\w'’-])")
"""A word in lower case, not part of an address, a code or a longer name."""

LEAST_DOCUMENTS = 3
LEAST_LENGTH = 4

COMMON_ZIPF = 3.6
"""Any speller knows words as frequent as this."""

FAR_COMMONER = 200
"""A neighbor at one edit that so many times more documents hold is the word that was meant."""

COMMONER = 10
"""The same for a word that the frequency lists of general English lack."""

COMMON_DOCUMENTS = 60
"""Two words that so many documents hold make, glued together, a slip of whoever typed or extracted the text."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def document_counts(corpus: Path) -> Counter[str]:
    """In how many texts each lower-case word stands."""
    counts: Counter[str] = Counter()
    for text in read_texts(corpus):
        counts.update({word.replace("’", "'") for word in WORD.findall(text)})
    return counts


def neighbors(word: str) -> Iterator[str]:
    """The strings at one insertion, deletion, replacement or swap of two letters."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        for letter in LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def meant(word: str, counts: Mapping[str, int]) -> str | None:
    """The far commoner word that ``word`` seems to misspell, if any; its own plural or singular is no misspelling."""
    related = {word + "s", word.removesuffix("s")}
    limit = counts[word] * (FAR_COMMONER if zipf_frequency(word, "en") else COMMONER)
    found = {other for other in neighbors(word) if counts.get(other, 0) >= limit and other not in related}
    return max(found, key=lambda other: (counts[other], other), default=None)


def glued(word: str, counts: Mapping[str, int]) -> str | None:
    """The two common words, with a blank, that an unknown word runs together, if any."""
    if zipf_frequency(word, "en"):
        return None
    parts = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    common = (f"{a} {b}" for a, b in parts if min(counts.get(a, 0), counts.get(b, 0)) >= COMMON_DOCUMENTS)
    return next(common, None)


def is_candidate(word: str, counts: Mapping[str, int]) -> bool:
    """Whether enough texts hold the word and a speller may not know it; a possessive stands or falls with its noun."""
    if counts[word] < LEAST_DOCUMENTS or len(word) < LEAST_LENGTH or word.endswith("'s"):
        return False
    return zipf_frequency(word, "en") < COMMON_ZIPF


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="clean text, gzipped JSON lines")
    parser.add_argument("--review", type=Path, default=Path("pipeline/training/grammar/known_words_review.tsv"))
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/terms/known_words.tsv"))
    return parser.parse_args()


def main() -> None:
    """Count, drop common words and misspellings, write."""
    options = arguments()
    counts = document_counts(options.corpus)
    review = {row["word"]: row["action"] for row in read_table(options.review)}
    rows = []
    for word in sorted(filter(lambda word: is_candidate(word, counts), counts)):
        kept = review.get(word) == "keep"
        intended = None if kept else meant(word, counts) or glued(word, counts)
        if intended or review.get(word) == "drop":
            print(f"dropped\t{word}\t{counts[word]}\t{intended or ''}")
        else:
            rows.append({"word": word, "document_count": str(counts[word]), "source": "clean-text"})
    write_table(options.out, COLUMNS, rows)
    print(f"{len(rows)} words, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
