"""Search queries put into clean text, and stretches of clean text as they stand, for the insertion model.

A query goes where a noun phrase stood, or between words, clauses and sentences, as in ``gap_examples``. What stands as
it stood is a phrase that comes back in its text, a noun phrase or any few words. Some queries are about the topic of
the text, most are not; some have a slip of the keyboard.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.facts.keyphrases.finding.candidates import find_candidates
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.training.insertion_model.gap_examples import Example, divide, take_out
from pipeline.training.stuffing.places import load_parser
from pipeline.training.stuffing.writer import misspell

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUERIES = Path(__file__).with_name("query_phrases.toml")
_MOST_PER_TEXT, _WORDS_PER_EXAMPLE = 40, 15
"""Queries put into one text: one for so many words, and at most so many."""
_NOUN_PHRASE_SHARE = 0.5
"""How often a query takes the place of a noun phrase."""
_WHOLE_SHARE, _BARE_SHARE = 0.15, 0.2
"""How often a query is one of the whole ones, or a noun phrase of another text and nothing more."""
_ON_TOPIC_SHARE = 0.3
"""How often the noun phrase in a query is one of the very text."""
_MISSPELT_SHARE = 0.12
_LONGEST_NOUN_PHRASE = 3
"""Words in a noun phrase that goes into a query."""
_REPEATED_SHARE, _CHUNK_SHARE = 0.5, 0.3
"""How often what stands as it stood is a phrase that comes back, or a noun phrase."""
_ANY_WORDS = range(2, 8)
"""Words in a stretch of text that is neither."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Some words with the text to their left and right, and whether they were put in."""

    left: str
    words: str
    right: str
    is_injected: bool


class Queries:
    """Writes search queries.

    Args:
        noun_phrases: of many texts, for the queries that have nothing to do with their text.
        rng: source of chance.
    """

    def __init__(self, noun_phrases: Sequence[str], rng: random.Random) -> None:
        queries = tomllib.loads(_QUERIES.read_text(encoding="utf-8"))
        self._patterns: list[str] = queries["patterns"]
        self._whole: list[str] = queries["whole"]
        self._noun_phrases = noun_phrases
        self._rng = rng

    def write(self, own: Sequence[str]) -> str:
        """A query in lower case.

        Args:
            own: noun phrases of the text that it is put into.
        """
        rng, chance = self._rng, self._rng.random()
        if chance < _WHOLE_SHARE:
            query = rng.choice(self._whole)
        elif chance < _WHOLE_SHARE + _BARE_SHARE:
            query = rng.choice([phrase for phrase in rng.choices(self._noun_phrases, k=20) if " " in phrase] or ["spa"])
        else:
            query = rng.choice(self._patterns)
            source = own if own and rng.random() < _ON_TOPIC_SHARE else self._noun_phrases
            while "{n}" in query:
                query = query.replace("{n}", rng.choice(source), 1)
        words = query.split()
        long = [number for number, word in enumerate(words) if len(word) > 3 and word.isalpha()]
        if long and rng.random() < _MISSPELT_SHARE:
            number = rng.choice(long)
            words[number] = misspell(words[number], rng)
        return " ".join(words)


def make_insertions(texts: Sequence[str], rng: random.Random) -> Iterator[Insertion]:
    """As many stretches of text that were put in as such that stand as they stood, or hardly more.

    Args:
        texts: whole clean texts.
        rng: source of chance; the same state gives the same result.
    """
    docs = [list(load_parser().pipe(_paragraphs(text), batch_size=128)) for text in texts]
    own = [[phrase for doc in paragraphs for phrase in noun_phrases(doc)] for paragraphs in docs]
    queries = Queries(sorted({phrase for phrases in own for phrase in phrases}), rng)
    for text, paragraphs, phrases in zip(texts, docs, own, strict=True):
        count = min(_MOST_PER_TEXT, sum(map(len, paragraphs)) // _WORDS_PER_EXAMPLE)
        standing = [*_repeated(text, round(count * _REPEATED_SHARE), rng)]
        for doc in rng.choices(paragraphs, list(map(len, paragraphs)), k=count) if paragraphs else ():
            place = _place(doc, rng)
            if place is not None:
                yield Insertion(place.left, queries.write(phrases), place.right, is_injected=True)
            if len(standing) < count and (stretch := _standing(doc, rng)):
                standing.append(stretch)
        yield from standing


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def noun_phrases(doc: Doc) -> Iterator[str]:
    """The noun phrases of a text without their determiners, in lower case."""
    for chunk in doc.noun_chunks:
        if chunk.root.pos_ in ("NOUN", "PROPN"):
            words = [
                token.lower_ for token in chunk if token.pos_ != "DET" and token.lower_ not in tables.function_words()
            ]
            if 0 < len(words) <= _LONGEST_NOUN_PHRASE and all(word.isalpha() for word in words):
                yield " ".join(words)


def _place(doc: Doc, rng: random.Random) -> Example | None:
    """A place for a query, or None where the one drawn does not exist."""
    if rng.random() >= _NOUN_PHRASE_SHARE:
        return divide(doc.text, rng)
    chunks = [chunk for chunk in doc.noun_chunks if chunk.root.pos_ in ("NOUN", "PROPN")]
    return take_out(doc, rng.choice(chunks), rng) if chunks else None


def _repeated(text: str, count: int, rng: random.Random) -> Iterator[Insertion]:
    """Phrases that come back in a text, each at one of its places, and not as the whole of a block."""
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    candidates = list(find_candidates(index).items())
    for words, starts in rng.choices(candidates, k=count) if candidates else ():
        first = rng.choice(list(starts))
        last = first + len(words) - 1
        block = index.blocks[index.block_of(first)].span
        start, end = index.tokens[first].start, index.tokens[last].end
        left, right = text[block.start : start], text[end : block.end]
        if end <= block.end and (left + right).strip():
            yield Insertion(left[-_REACH:], text[start:end], right[:_REACH], is_injected=False)


_REACH = 200
"""Characters kept to each side of a phrase, more than the model reads."""


def _standing(doc: Doc, rng: random.Random) -> Insertion | None:
    """A noun phrase, or any few words, of a text; None where there is too little of it."""
    chunks = list(doc.noun_chunks)
    if chunks and rng.random() < _CHUNK_SHARE / (1 - _REPEATED_SHARE):
        chunk = rng.choice(chunks)
        first, last = chunk.start, chunk.end
    else:
        length = rng.choice(_ANY_WORDS)
        if len(doc) <= length:
            return None
        first = rng.randrange(len(doc) - length)
        last = first + length
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    if end - start == len(doc.text):
        return None
    return Insertion(doc.text[max(0, start - _REACH) : start], doc.text[start:end], doc.text[end : end + _REACH], False)
