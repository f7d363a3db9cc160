"""Search queries put into clean text, and stretches of clean text as they stand, for the insertion model.

A query goes where a noun phrase stood, or between words, clauses and sentences, as in ``gap_examples``. What stands as
it stood is a phrase that comes back in its text, a noun phrase or any few words. Some queries are about the topic of
the text, most are not; some have a slip of the keyboard.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.facts.keyphrases.finding.candidates import find_candidates
from pipeline.facts.keyphrases.finding.queries import likely_queries
from pipeline.facts.keyphrases.finding.query_edges import context_of
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.training.insertion_model.gap_examples import Example, divide, divide_at_stop, take_out
from pipeline.training.stuffing.places import load_parser
from pipeline.training.stuffing.writer import misspell

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUERIES = Path(__file__).with_name("query_phrases.toml")
_SEARCHES = Path(__file__).with_name("searches.txt")
_MOST_PER_TEXT, _WORDS_PER_EXAMPLE = 40, 15
"""Queries put into one text: one for so many words, and at most so many."""
_NOUN_PHRASE_SHARE = 0.5
"""How often a query takes the place of a noun phrase."""
_WHOLE_SHARE, _BARE_SHARE = 0.15, 0.2
"""How often a query is one of the whole ones, or a noun phrase of another text and nothing more."""
_ON_TOPIC_SHARE = 0.3
"""How often the noun phrase in a query is one of the very text."""
_MISSPELT_SHARE = 0.12
_SEARCH_SHARE, _SECOND_SHARE = 0.6, 0.1
"""How often a query is a whole search, where these are used too, and how often another one follows it."""
_WRITTEN: tuple[tuple[float, Callable[[str], str]], ...] = (
    (0.78, str),
    (0.10, str.capitalize),
    (0.09, str.title),
    (0.03, str.upper),
)
"""How a whole search is written, with how often."""
_LAST_SHARE = 0.35
"""How often a whole search ends a sentence."""
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
        with_searches: whether many are whole searches, as they are typed.
    """

    def __init__(self, noun_phrases: Sequence[str], rng: random.Random, *, with_searches: bool = False) -> None:
        queries = tomllib.loads(_QUERIES.read_text(encoding="utf-8"))
        self._patterns: list[str] = queries["patterns"]
        self._whole: list[str] = queries["whole"]
        self._searches = _SEARCHES.read_text(encoding="utf-8").splitlines() if with_searches else []
        self._noun_phrases = noun_phrases
        self._rng = rng

    def write(self, own: Sequence[str]) -> str:
        """A query in lower case.

        Args:
            own: noun phrases of the text that it is put into.
        """
        rng, chance = self._rng, self._rng.random()
        if self._searches and rng.random() < _SEARCH_SHARE:
            return self._search()
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

    def _search(self) -> str:
        """A whole search, or two, in one of the ways that they are written."""
        searches = self._rng.choices(self._searches, k=2 if self._rng.random() < _SECOND_SHARE else 1)
        (_, write), *_ = self._rng.choices(_WRITTEN, [share for share, _ in _WRITTEN])
        return write(" ".join(searches))


def make_insertions(texts: Sequence[str], rng: random.Random, *, with_searches: bool = False) -> Iterator[Insertion]:
    """As many stretches of text that were put in as such that stand as they stood, or hardly more.

    Args:
        texts: whole clean texts.
        rng: source of chance; the same state gives the same result.
        with_searches: whether many of what is put in are the whole searches of ``searches.txt``.
    """
    docs = [list(load_parser().pipe(_paragraphs(text), batch_size=128)) for text in texts]
    own = [[phrase for doc in paragraphs for phrase in noun_phrases(doc)] for paragraphs in docs]
    phrases_of_all = sorted({phrase for phrases in own for phrase in phrases})
    queries = Queries(phrases_of_all, rng, with_searches=with_searches)
    for text, paragraphs, phrases in zip(texts, docs, own, strict=True):
        count = min(_MOST_PER_TEXT, sum(map(len, paragraphs)) // _WORDS_PER_EXAMPLE)
        standing = [*_repeated(text, round(count * _REPEATED_SHARE), rng)]
        for doc in rng.choices(paragraphs, list(map(len, paragraphs)), k=count) if paragraphs else ():
            is_last = with_searches and rng.random() < _LAST_SHARE
            place = divide_at_stop(doc.text, rng) if is_last else _place(doc, rng)
            if place is not None:
                yield Insertion(place.left, queries.write(phrases), place.right, is_injected=True)
            if len(standing) < count and (stretch := _standing(doc, rng)):
                standing.append(stretch)
        yield from standing


def make_doubts(texts: Sequence[str]) -> Iterator[Insertion]:
    """What the program would have the model read of clean texts, as stretches that stand as they stood."""
    for text in texts:
        index = Index(text, tokenize(text), find_blocks(text, "text"))
        for stretch in likely_queries(index):
            yield Insertion(*context_of(index, stretch), is_injected=False)


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
