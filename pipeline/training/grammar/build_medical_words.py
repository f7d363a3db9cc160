"""Build ``pipeline/data/terms/medical_words.txt``: the medical terms of a hunspell dictionary that are no likely slips.

Run by hand, never by the program. A term that is one slip away from a frequent word of general English is left out, so
that the misspelling is seen; the other tables hold those of them that health writing uses.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

from pipeline import tables
from pipeline.training.corpus import sha256
from pipeline.training.grammar.build_known_words import neighbors

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SHORTEST = 4

FREQUENT = 4.0
"""Zipf frequency of a word that writers use, and mistype, often: ten times in a million words."""

FAR_COMMONER = 2.0
"""Steps of the Zipf scale, hundredfold, above the term's own frequency."""


def terms(dictionary: Path) -> Iterator[str]:
    """The words of the dictionary; those of a term with hyphens, digits or blanks are parted."""
    lines = dictionary.read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        if not line.startswith(" "):
            for part in re.split(r"[\s,/()\[\]-]+", line.partition("/")[0]):
                if WORD.fullmatch(part) and len(part) >= SHORTEST:
                    yield part.lower()


def is_likely_slip(term: str, frequent: frozenset[str]) -> bool:
    """Whether a far more frequent word is one slip away."""
    meant = frequent.intersection(neighbors(term)) - {term + "s", term.removesuffix("s")}
    least = zipf_frequency(term, "en") + FAR_COMMONER
    return any(zipf_frequency(word, "en") >= least for word in meant)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path, help="en_med_glut.dic of hunspell-en-med")
    parser.add_argument("--output", type=Path, default=Path("pipeline/data/terms/medical_words.txt"))
    options = parser.parse_args()
    print(f"sha256 {sha256(options.dictionary)}")
    # A British spelling is known where the text is British, and a slip elsewhere.
    spelled = tables.speller_words("en-US") | tables.speller_words("en-GB")
    known = spelled | tables.known_words() | tables.drugs()
    frequent = frozenset(word for word in top_n_list("en", 20_000) if zipf_frequency(word, "en") >= FREQUENT)
    found = {term for term in terms(options.dictionary) if term not in known}
    kept = sorted(term for term in found if not is_likely_slip(term, frequent))
    options.output.write_text("".join(f"{term}\n" for term in kept), encoding="utf-8")
    print(f"{len(kept)} of {len(found)} terms")


if __name__ == "__main__":
    main()
