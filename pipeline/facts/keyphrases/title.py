"""What a text is about, by its title: the phrase of the title that comes back most often."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from pipeline import tables
from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.model import Block
from pipeline.tables.word_forms import lemmas

Words = tuple[str, ...]

_FEWEST_WORDS, _MOST_WORDS = 2, 4
_SHORTEST_WORD = 3
_FEWEST_MENTIONS = 3
"""In the text below the title; a phrase that comes back less often may be there by chance."""


def find_title_phrase(title: str, text: str, tokens: Sequence[Token], blocks: Sequence[Block]) -> str | None:
    """The phrase of two to four words that a title shares with its text, in lower case, or None.

    It reads like a noun, stands three times in the text beside the title itself, and of those that do, it is the one
    that comes back most often; of equals the longest, then the first in the title.

    Args:
        title: the article's title, or empty.
        text: the article's text, with or without the title.
        tokens: its words.
        blocks: its blocks.
    """
    wanted = list(dict.fromkeys(words for run in _runs(title, tokenize(title)) for words in _phrases(run)))
    if not wanted:
        return None
    counts = Counter(dict.fromkeys(wanted, 0))
    first_words = {words[0] for words in wanted}
    for block in blocks:
        if block.kind in PROSE and text[block.span.start : block.span.end] != title:
            for run in _runs(text, _tokens_in(tokens, block)):
                counts.update(words for words in _sequences(run, first_words) if words in counts)
    best = max(wanted, key=lambda words: (counts[words], len(words)))
    return " ".join(best) if counts[best] >= _FEWEST_MENTIONS else None


def _tokens_in(tokens: Sequence[Token], block: Block) -> Sequence[Token]:
    first = bisect_left(tokens, block.span.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, block.span.end, lo=first, key=lambda token: token.start)]


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[Words]:
    """Neighboring words in lower case with nothing but white space between them."""
    run: list[str] = []
    for number, token in enumerate(tokens):
        if number and text[tokens[number - 1].end : token.start].strip():
            yield tuple(run)
            run = []
        run.append(token.lower)
    yield tuple(run)


def _sequences(run: Words, first_words: Container[str]) -> Iterator[Words]:
    """The parts of two to four words that begin with one of these words, in reading order."""
    for first, word in enumerate(run):
        if word not in first_words:
            continue
        for last in range(first + _FEWEST_WORDS, min(first + _MOST_WORDS, len(run)) + 1):
            yield run[first:last]


def _phrases(run: Words) -> Iterator[Words]:
    """The sequences that read like a noun: they begin as a noun phrase does and end in a noun."""
    for words in _sequences(run, run):
        if _may_be(words[0], "NOUN", "PROPN", "ADJ") and _may_be(words[-1], "NOUN", "PROPN"):
            yield words


def _may_be(word: str, *parts_of_speech: str) -> bool:
    """Whether a word may be one of these; a word that the dictionary lacks may be anything but a number."""
    if word in tables.function_words() or len(word) < _SHORTEST_WORD or word.isdigit():
        return False
    known = lemmas(word)
    return not known or any(part in known for part in parts_of_speech)
