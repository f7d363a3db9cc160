"""Whether a field of a page, such as its keywords or the text of a picture, is stuffed, and what of it may go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.facts.tokens import Token, tokenize
from pipeline.facts.vocabulary import stem
from pipeline.model import Span

_MARK = re.compile(r"[\s\"']*[,;|•·»][\s\"',;|•·»]*|[\s]+[-–—/][\s]+")
"""What parts two items of a field; in structured data, quotation marks stand around each."""


@dataclass(frozen=True, slots=True)
class FieldStuffing:
    """What is stuffed in a field.

    Attributes:
        cuts: ranges that repeat what the field has said, in its own positions; none where only the whole can go.
        phrase: the words that come back.
        count: how often they stand in the field.
        is_known: whether they are a phrase that is stuffed into the article too.
    """

    cuts: tuple[Span, ...]
    phrase: str
    count: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a field between two marks: its range, its words, and where each ends; in positions of the field."""

    span: Span
    words: tuple[str, ...]
    ends: tuple[int, ...]


def find_field_stuffing(text: str, phrases: Sequence[str], *, most: int) -> FieldStuffing | None:
    """What is stuffed in a field, or None where nothing is.

    A field is stuffed where one phrase of two words or more comes back more often than ``most``, or, where the phrase
    is stuffed into the article too, more than once.

    Args:
        text: of the field.
        phrases: what is stuffed into the article.
        most: how often a phrase may stand in a field of its kind.
    """
    items = find_items(text)
    known = [(phrase, stems(tokenize(phrase))) for phrase in phrases]
    for phrase, words in known:
        holding = [item for item in items if holds(item.words, words)]
        count = sum(_count(item.words, words) for item in items)
        if count > 1 and words:
            return FieldStuffing(_cuts(items, holding, words), phrase, count, is_known=True)
    best = _most_frequent(items)
    if best is None or best[1] <= most:
        return None
    words, count = best
    holding = [item for item in items if holds(item.words, words)]
    return FieldStuffing(_cuts(items, holding, words), " ".join(words), count, is_known=False)


def mentions_any(text: str, phrases: Sequence[str]) -> str:
    """The first of ``phrases`` that stands in ``text``, singular and plural alike; empty for none."""
    words = stems(tokenize(text))
    return next((phrase for phrase in phrases if holds(words, stems(tokenize(phrase)))), "")


def find_items(text: str) -> list[Item]:
    """The parts of a field, in its own positions."""
    return [_item(text, span) for span in _item_spans(text)]


def _item(text: str, span: Span) -> Item:
    tokens = tokenize(text[span.start : span.end])
    return Item(span, stems(tokens), tuple(span.start + token.end for token in tokens))


def stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words in lower case, singular and plural alike."""
    return tuple(stem(token.lower) for token in tokens)


def _item_spans(text: str) -> Iterator[Span]:
    start = 0
    for mark in _MARK.finditer(text):
        if mark.start() > start:
            yield Span(start, mark.start())
        start = mark.end()
    if start < len(text):
        yield Span(start, len(text))


def _count(words: tuple[str, ...], phrase: tuple[str, ...]) -> int:
    size = len(phrase)
    return sum(words[place : place + size] == phrase for place in range(len(words) - size + 1)) if size else 0


def holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand side by side among others, both as ``stems`` gives them."""
    return _count(words, phrase) > 0


def _most_frequent(items: Sequence[Item]) -> tuple[tuple[str, ...], int] | None:
    """The phrase of two to four words, none of them at either end a function word, that comes back most often."""
    counts: Counter[tuple[str, ...]] = Counter()
    functions = tables.function_words()
    for item in items:
        for size in (2, 3, 4):
            for place in range(len(item.words) - size + 1):
                words = item.words[place : place + size]
                if words[0] not in functions and words[-1] not in functions and not any(w.isdigit() for w in words):
                    counts[words] += 1
    return max(counts.items(), key=lambda one: (one[1], len(one[0]), one[0]), default=None)


def _cuts(items: Sequence[Item], holding: Sequence[Item], phrase: tuple[str, ...]) -> tuple[Span, ...]:
    """What says a phrase again: the items after the first that hold it, each with the mark before it.

    Of the first item, the end goes that says nothing new; none goes where the item says more behind its first mention.
    """
    cuts = list(filter(None, [_tail(holding[0], phrase)]))
    for item in holding[1:]:
        before = items[items.index(item) - 1]
        cuts.append(Span(before.span.end, item.span.end))
    return tuple(cuts)


def _tail(item: Item, phrase: tuple[str, ...]) -> Span | None:
    """The end of an item that says a phrase again, with words said before and such as people add to a search."""
    first = next(n for n in range(len(item.words)) if item.words[n : n + len(phrase)] == phrase) + len(phrase)
    head, tail = {*item.words[:first]}, item.words[first:]
    if not holds(tail, phrase) or not all(word in head or word in _search_words() for word in tail):
        return None
    return Span(item.ends[first - 1], item.span.end)


def is_only(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether words are a phrase, with nothing but what people add to a search; both as ``stems`` gives them."""
    return holds(words, phrase) and all(word in phrase or word in _search_words() for word in words)


@cache
def _search_words() -> frozenset[str]:
    """What people add to what they search for, word by word."""
    lists = tables.settings("stuffing/words.toml")
    return frozenset(stem(word) for name in _SEARCH_LISTS for entry in lists[name] for word in entry.split())


_SEARCH_LISTS = ("query_words", "query_ends", "query_tails")
