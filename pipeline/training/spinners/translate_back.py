"""Translate clean texts into another language and back, and write down what came back otherwise.

Usage: python -m pipeline.training.spinners.translate_back TAGGED.jsonl.gz TRANSLATED.jsonl.gz --words 2000000

Needs Apertium (GPL) with its pairs of English and Spanish, Catalan, Galician and Esperanto: Debian's apertium,
apertium-eng-spa, apertium-eng-cat, apertium-en-gl and apertium-eo-en. Its translation goes by rules and a dictionary
without much of a context, as that of early web translators did, so that words come back in another sense.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from wordfreq import zipf_frequency

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.model_words import LINE_BREAK, split_for_model
from pipeline.training.spinners.spin_documents import HELD_OUT_SOURCES
from pipeline.training.spinners.spinner import Swap
from pipeline.training.spinners.tag_corpus import TaggedText, read_tagged

LANGUAGES = {
    "spanish": ("eng-spa", "spa-eng"),
    "catalan": ("eng-cat", "cat-eng"),
    "galician": ("en-gl", "gl-en"),
    "esperanto": ("en-eo", "eo-en"),
}
"""Apertium's modes there and back."""

RAREST = 1.8
"""Zipf frequency of the rarest word that a swap may put in: what Apertium cannot translate it leaves as it is."""

LONGEST_SENTENCE = 60
SEED = 5

_SENTENCE_END = frozenset(".!?")
_NO_SPACE_BEFORE = frozenset(".,;:!?)%'")


class Sentence(NamedTuple):
    """A sentence of a tagged text.

    Attributes:
        start: its first word in the text.
        words: its words and marks.
    """

    start: int
    words: tuple[str, ...]


def sentences(words: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of a text, cut at stops and line breaks, that are short enough and hold letters."""
    start = 0
    for place, word in enumerate(words):
        if word == LINE_BREAK or word in _SENTENCE_END:
            end = place if word == LINE_BREAK else place + 1
            if 3 <= end - start <= LONGEST_SENTENCE:
                yield Sentence(start, tuple(words[start:end]))
            start = place + 1


def written(words: Sequence[str]) -> str:
    """Words and marks as a line of text."""
    return "".join(
        word if not place or word[0] in _NO_SPACE_BEFORE or words[place - 1] == "(" else f" {word}"
        for place, word in enumerate(words)
    )


def there_and_back(lines: Sequence[str], language: str) -> list[str]:
    """Each line as it comes back; as it was, where it came back cut in two or joined with another one.

    Raises:
        subprocess.CalledProcessError: Apertium lacks the language, or failed.
    """
    text = "\n".join(lines) + "\n"
    for mode in LANGUAGES[language]:
        text = subprocess.run(
            ["apertium", "-u", mode], input=text, capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout
    back = text.removesuffix("\n").split("\n")
    if len(back) == len(lines):
        return back
    if len(lines) == 1:
        return list(lines)
    middle = len(lines) // 2
    return [*there_and_back(lines[:middle], language), *there_and_back(lines[middle:], language)]


def differences(old: Sequence[str], line: str) -> Iterator[Swap]:
    """Where a sentence came back otherwise; a word that was only put in is a swap together with the one behind it."""
    new = [word.text.lower() for word in split_for_model(line, tokenize(line))]
    before = [word.lower() for word in old]
    for start, end, first, last in _changes(before, new):
        put_in = new[first:last]
        if not all(_is_word(word) for word in (*put_in, *before[start:end])):
            continue
        if any(word not in before and zipf_frequency(word, "en") < RAREST for word in put_in):
            continue
        if start < end:
            yield Swap(start, end, tuple(put_in))
        elif start < len(before) and _is_word(before[start]):
            yield Swap(start, start + 1, (*put_in, before[start]))


def _changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Ranges of both that differ; words put in or left out one word beside another change belong to it.

    So "weight gain" that came back as "gain of weight" is one change and not two.
    """
    changes: list[tuple[int, int, int, int]] = []
    for kind, *change in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start, end, first, last = change
        if changes and start - changes[-1][1] == 1 and _is_word(before[start - 1]):
            earlier_start, earlier_end, earlier_first, earlier_last = changes[-1]
            if kind != "replace" or earlier_start == earlier_end or earlier_first == earlier_last:
                changes[-1] = (earlier_start, end, earlier_first, last)
                continue
        changes.append((start, end, first, last))
    return changes


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def choose_texts(texts: Iterable[TaggedText], most_words: int) -> Iterator[tuple[TaggedText, str]]:
    """Texts with a language for each, until they hold ``most_words``."""
    rng = random.Random(SEED)
    seen = 0
    for text in texts:
        if text.source in HELD_OUT_SOURCES:
            continue
        yield text, rng.choice(tuple(LANGUAGES))
        seen += len(text.words)
        if seen >= most_words:
            return


def translate(texts: Sequence[TaggedText], language: str) -> Iterator[dict[str, object]]:
    """A row for each text: its id, the language, and the swaps."""
    cut = [list(sentences(text.words)) for text in texts]
    lines = [written(sentence.words) for found in cut for sentence in found]
    back = iter(there_and_back(lines, language))
    for text, found in zip(texts, cut, strict=True):
        swaps = [
            (sentence.start + swap.start, sentence.start + swap.end, " ".join(swap.new))
            for sentence in found
            for swap in differences(sentence.words, next(back))
        ]
        yield {"id": text.id, "source": text.source, "language": language, "swaps": swaps}


def main() -> None:
    """Write what came back otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagged", type=Path, help="clean texts, see tag_corpus")
    parser.add_argument("output", type=Path)
    parser.add_argument("--words", type=int, default=2_000_000)
    parser.add_argument("--batch", type=int, default=60, help="texts that are translated at a time")
    arguments = parser.parse_args()
    waiting: dict[str, list[TaggedText]] = {language: [] for language in LANGUAGES}
    with gzip.open(arguments.output, "wt", encoding="utf-8") as out:

        def write(language: str) -> None:
            for row in translate(waiting[language], language):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            waiting[language].clear()

        for text, language in choose_texts(read_tagged(arguments.tagged), arguments.words):
            waiting[language].append(text)
            if len(waiting[language]) == arguments.batch:
                write(language)
        for language, texts in waiting.items():
            if texts:
                write(language)


if __name__ == "__main__":
    main()
