"""Write the table of what comes back for a word or phrase, whatever its context.

Usage: python -m pipeline.training.spinners.build_translations TAGGED.jsonl.gz TRANSLATED.jsonl.gz

Pairs that came back a few times in several texts; one of grammar words alone, or of words that share a beginning and
differ in inflection alone, is nothing that a spinner's dictionary would hold.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

from pipeline.training.spinners.dictionary import GRAMMAR_WORDS, RAREST, TRANSLATIONS
from pipeline.training.spinners.inflection import base_form
from pipeline.training.spinners.tag_corpus import read_tagged
from pipeline.training.spinners.translations import read_translated

MOST_WORDS = 3
LEAST_TEXTS = 3
"""Texts in which a pair came back."""

INFLECTIONS = ("NNS", "VBZ", "VBD", "VBG", "VBN", "JJR", "JJS")


def count_pairs(tagged: Path, translated: Path) -> Counter[tuple[str, str]]:
    """In how many texts each pair of original and what came back stands, both in lower case."""
    swaps = read_translated(translated)
    texts: Counter[tuple[str, str]] = Counter()
    for text in read_tagged(tagged):
        lower = [word.lower() for word in text.words]
        found = {
            (" ".join(lower[swap.start : swap.end]), " ".join(swap.new))
            for swap in swaps.get((text.source, text.id), ())
            if swap.new and max(swap.end - swap.start, len(swap.new)) <= MOST_WORDS
        }
        texts.update(found)
    return texts


def is_for_a_dictionary(original: str, new: str) -> bool:
    """Whether a spinner could have the pair in a dictionary."""
    before, after = original.split(), new.split()
    if set(before) & set(after) or not original.isascii() or not new.isascii():
        return False
    if all(word in GRAMMAR_WORDS or len(word) < 3 for word in before) or all(word in GRAMMAR_WORDS for word in after):
        return False
    return not (len(before) == len(after) == 1 and bases(original) & bases(new))


def bases(word: str) -> set[str]:
    """The words that ``word`` may be a form of, itself among them, with American spelling."""
    american = word.replace("our", "or").replace("isation", "ization").replace("ise", "ize").replace("lling", "ling")
    return {base_form(form, tag) for form in (word, american) for tag in INFLECTIONS} | {word, american}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagged", type=Path)
    parser.add_argument("translated", type=Path)
    arguments = parser.parse_args()
    by_original: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (original, new), texts in count_pairs(arguments.tagged, arguments.translated).items():
        if texts >= LEAST_TEXTS and is_for_a_dictionary(original, new):
            by_original[original].append((texts, new))
    lines = ["original\tspun\ttexts"]
    for original, found in sorted(by_original.items()):
        for texts, new in sorted(found, key=lambda pair: (-pair[0], pair[1])):
            if min(zipf_frequency(word, "en") for word in new.split()) >= RAREST:
                lines.append(f"{original}\t{new}\t{texts}")
    TRANSLATIONS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} pairs of {len(by_original)} originals")


if __name__ == "__main__":
    main()
