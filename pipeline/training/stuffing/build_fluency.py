"""Count the pairs and triples of words, and of word classes, in clean text, for ``facts/language/fluency.py``.

    python -m pipeline.training.stuffing.build_fluency TRAIN.jsonl.gz pipeline/data/stuffing

Writes ``fluency_words.npz`` and ``fluency_classes.npz``. Sources that the stuffing model is fitted on (``FIT_SOURCES``)
are left out: text that was counted looks more fluent than text that was not.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.spacy import SpacyTagger
from pipeline.training.corpus import read_rows

FIT_SOURCES = frozenset({
    "18f", "dblock", "onestop", "openstax-college-success-bundle", "openstax-psychology", "plainlanguage", "recipes",
    "ropensci", "vagov",
})  # fmt: skip
"""Sources of the clean training texts that are not counted here: the stuffing model is fitted on them."""

_TOKEN = re.compile(r"[^\W_]+(?:['\-‐‑][^\W_]+)*|[.?!…]|,|[^\w\s]|\n")
_WORDS, _ENDINGS = 4000, 120
_CLASSED_WORDS, _CLASSED_ENDINGS = 20_000, 400
_FEWEST_PAIRS, _FEWEST_TRIPLES = 2, 3
_BITS = 13
_MOST = 65_535
_TAGGED_SHARE = 8
"""One text in so many is tagged: the tagger is slow, and a million words name the class of every common word."""
_OPEN_CLASSES = (
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "JJ",
    "JJR",
    "JJS",
    "RB",
    "RBR",
    "RBS",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
)
"""Penn Treebank tags whose words are counted by tag; words of all other tags count as themselves."""

_FINITE = ("VB", "VBD", "VBP", "VBZ")
"""Tags of finite verbs and infinitives."""


@dataclass(frozen=True)
class Numbering:
    """The number of each word, and of the last three letters of other words; 0 for the rest."""

    words: dict[str, int]
    endings: dict[str, int]
    verbs: frozenset[int] = frozenset()

    def of(self, token: str) -> int:
        """The number of a word or mark."""
        return self.words.get(token) or self.endings.get(token[-3:], 0)


def main() -> None:
    """Read the texts, count, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    texts = list(texts_to_count(options.texts))
    sequences = [list(_tokens(text)) for text in texts]
    counts = Counter(token for sequence in sequences for token in sequence)
    _write(options.folder / "fluency_words.npz", sequences, _by_word(counts))
    _write(options.folder / "fluency_classes.npz", sequences, _by_class(counts, texts[::_TAGGED_SHARE]))


def _by_word(counts: Counter[str]) -> Numbering:
    words = {word: number for number, (word, _) in enumerate(counts.most_common(_WORDS), start=1)}
    rest = Counter[str]()
    for word, count in counts.items():
        if word not in words:
            rest[word[-3:]] += count
    return Numbering(
        words, {ending: n for n, (ending, _) in enumerate(rest.most_common(_ENDINGS), start=len(words) + 1)}
    )


def _by_class(counts: Counter[str], texts: Sequence[str]) -> Numbering:
    """Open-class words by their most frequent tag, unknown ones by their ending's; other words as themselves."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    tagger = SpacyTagger()
    for text in texts:
        for token in tagger(text):
            if token.is_alpha:
                tags[token.lower_][token.tag_] += 1
    frequent = [word for word, _ in counts.most_common(_CLASSED_WORDS)]
    numbers: dict[str, int] = {tag: number for number, tag in enumerate(_OPEN_CLASSES, start=1)}
    words: dict[str, int] = {}
    verbs = {numbers[tag] for tag in _FINITE}
    for word in frequent:
        tag = tags[word].most_common(1)[0][0] if tags[word] else ""
        if word[0].isalpha() and not tag:
            continue
        words[word] = numbers.setdefault(tag if tag in _OPEN_CLASSES else word, len(numbers) + 1)
        if tag == "MD":
            verbs.add(words[word])
    for word, found in tags.items():
        if word not in words:
            endings[word[-3:]] += found
    known = ((ending, found.most_common(1)[0][0]) for ending, found in endings.items() if found.total() > 4)
    words |= {tag: numbers[tag] for tag in _OPEN_CLASSES}
    return Numbering(words, {ending: numbers[tag] for ending, tag in known if tag in _OPEN_CLASSES}, frozenset(verbs))


def texts_to_count(path: Path) -> Iterator[str]:
    """The clean texts that are counted: all but those of ``FIT_SOURCES``."""
    for row in read_rows(path):
        if row["source"] not in FIT_SOURCES:
            yield row["text"]


def _tokens(text: str) -> Iterator[str]:
    """Lower-case words and marks; several stops, marks or line ends in a row are one."""
    last = ""
    for token in _TOKEN.findall(text.lower().replace("’", "'")):
        if token in ".?!…":
            token = "."
        elif token[0].isdigit():
            token = "0"
        elif not token[0].isalnum() and token not in ",\n":
            token = "-"
        if token != last or token[0].isalnum():
            yield token
        last = token


def _write(path: Path, sequences: Sequence[Sequence[str]], numbering: Numbering) -> None:
    singles, pairs, triples = Counter[int](), Counter[int](), Counter[int]()
    for sequence in sequences:
        coded = [numbering.of(token) for token in sequence]
        keys = [first << _BITS | second for first, second in pairwise(coded)]
        singles.update(coded)
        pairs.update(keys)
        triples.update(key << _BITS | third for key, third in zip(keys, coded[2:], strict=False))
    kept_pairs = {key: count for key, count in pairs.items() if count >= _FEWEST_PAIRS}
    kept_triples = {key: count for key, count in triples.items() if count >= _FEWEST_TRIPLES}
    arrays: dict[str, NDArray[Any]] = {
        "words": np.array("\0".join(numbering.words)),
        "word_numbers": np.array(list(numbering.words.values()), dtype=np.uint16),
        "endings": np.array("\0".join(numbering.endings)),
        "ending_numbers": np.array(list(numbering.endings.values()), dtype=np.uint16),
        "verbs": np.array(sorted(numbering.verbs), dtype=np.uint16),
        "singles": np.array([singles[number] for number in range(max(singles) + 1)], dtype=np.uint32),
        **_packed("pair", kept_pairs),
        **_packed("triple", kept_triples),
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)
    print(f"{path.name}: {len(sequences)} texts, {singles.total()} tokens, {len(singles)} numbers")


def _packed(name: str, counts: dict[int, int]) -> dict[str, NDArray[np.unsignedinteger]]:
    """Sorted keys as differences, which compress well, and their counts."""
    keys = np.array(sorted(counts), dtype=np.uint64)
    return {
        f"{name}_steps": np.diff(keys, prepend=np.uint64(0)).astype(np.uint64),
        f"{name}_counts": np.array([min(_MOST, counts[int(key)]) for key in keys], dtype=np.uint16),
    }


if __name__ == "__main__":
    main()
