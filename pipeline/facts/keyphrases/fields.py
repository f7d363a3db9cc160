"""Whether a field of a page, such as its keywords or the text of a picture, is stuffed, and what of it may go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.mentions.run_together import find_run_together
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.facts.language.vocabulary import stem
from pipeline.model import Span

_MARK = re.compile(r"(?<!\s)(?:\s*[,;|•·»][\s,;|•·»]*|\s+[-–—/]\s+)|(?:(?<=[^\W_]{3})|(?<=\bme))[.!?…]+(?:\s+|\Z)")
"""What parts two items of a field, or ends a sentence; no stop behind two letters, as in “St. John's wort”."""
_STOP = re.compile(r"[.!?…](?:\s|\Z)")
_QUOTED_MARK = re.compile(r"(?<!\\)\"\s*,\s*\"")
"""What parts the entries of a list in structured data, where quotation marks stand around each."""
_PLAIN = re.compile(r"(?!['’‘])[\w\s.,:;!?…&/|•·»'’‘‐‑–—-]*(?<!['’‘])")
"""What may go without a trace: no half of a pair of quotation marks or brackets, no escape, no sign of a quantity."""
_FEWEST_SEARCHED = 2
"""Parts that say again, as people type it into a search, a phrase that is not stuffed into the article."""


class FieldCut(NamedTuple):
    """A part of a field that says a phrase again and nothing else.

    Attributes:
        span: its range, with the mark before it, in the positions of the field.
        words: as ``stems`` gives them.
        is_typed: whether it says the phrase alone or as people type it into a search, with “best” or a city; one
            such as “blood pressure symptoms” may be a topic of its own.
    """

    span: Span
    words: tuple[str, ...]
    is_typed: bool


@dataclass(frozen=True, slots=True)
class FieldStuffing:
    """What is stuffed in a field.

    Attributes:
        cuts: what says the phrase again and nothing else, in the order of the field.
        phrase: the words that come back, as they stand where they come first or, where known, as in the article.
        count: how often they stand in the field.
        is_known: whether they are a phrase that is stuffed into the article too.
        is_run_together: whether they come back with nothing between that an author writes there, see ``run_together``.
    """

    cuts: tuple[FieldCut, ...]
    phrase: str
    count: int
    is_known: bool
    is_run_together: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a field between two marks; in positions of the field.

    Attributes:
        span: its range.
        words: as ``stems`` gives them.
        ends: where each of the words ends.
        is_plain: whether it can be cut out without half of a pair of marks, or of an escape, staying behind.
    """

    span: Span
    words: tuple[str, ...]
    ends: tuple[int, ...]
    is_plain: bool


def find_field_stuffing(text: str, phrases: Sequence[str], *, most: int) -> FieldStuffing | None:
    """What is stuffed in a field, or None where nothing is.

    A field is stuffed where one phrase of two words or more comes back more often than ``most``, or, where the phrase
    is stuffed into the article too, more than once. Of a phrase that is not, only parts go that are typed into a
    search: “high blood pressure, low blood pressure” are two things. So is one in which searches are run together.

    Args:
        text: of the field.
        phrases: what is stuffed into the article.
        most: how often a phrase may stand in a field of its kind.
    """
    items = find_items(text)
    known = [(phrase, stems(tokenize(phrase))) for phrase in phrases]
    for phrase, words in known:
        count = sum(_count(item.words, words) for item in items)
        if count > 1 and words:
            return FieldStuffing(_cuts(text, items, words), phrase, count, is_known=True)
    best = _most_frequent(items)
    if best is None or best[1] <= most:
        return _run_together(text, items)
    words, count = best
    cuts = _cuts(text, items, words)
    searches = sum(_count(cut.words, words) for cut in cuts if cut.is_typed)
    return FieldStuffing(
        cuts if searches >= _FEWEST_SEARCHED else (), _written(text, items, words), count, is_known=False
    )


def _run_together(text: str, items: Sequence[Item]) -> FieldStuffing | None:
    """What is stuffed where words come back with nothing between them, as in “gout diet gout foods gout medicine”."""
    end = 0
    for item in items:
        for tokens in _unparted(text, item):
            found = find_run_together([text[token.start : token.end] for token in tokens])
            if found is not None:
                # Behind a mark all of it was put there; else it begins with what the line is about.
                cut = Span(end or tokens[found.again - 1].end, item.span.end)
                is_plain = (
                    found.first == 0 and tokens[-1].end == item.ends[-1] and _PLAIN.fullmatch(text, cut.start, cut.end)
                )
                phrase = text[tokens[found.first].start : tokens[found.first + found.length - 1].end]
                cuts = (FieldCut(cut, item.words, is_typed=False),) if is_plain else ()
                return FieldStuffing(cuts, phrase, found.times, is_known=False, is_run_together=True)
            end = tokens[-1].end
    return None


def _unparted(text: str, item: Item) -> Iterator[list[Span]]:
    """The words of an item, as long as nothing but spaces stands between them."""
    row: list[Span] = []
    for token in tokenize(text[item.span.start : item.span.end]):
        word = Span(item.span.start + token.start, item.span.start + token.end)
        if row and not text[row[-1].end : word.start].isspace():
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def mentions_any(text: str, phrases: Sequence[str]) -> str:
    """The first of ``phrases`` that stands in ``text``, singular and plural alike; empty for none."""
    words = stems(tokenize(text))
    return next((phrase for phrase in phrases if holds(words, stems(tokenize(phrase)))), "")


def count_mentions(text: str, phrase: str) -> int:
    """How often a phrase stands in ``text``, singular and plural alike."""
    return _count(stems(tokenize(text)), stems(tokenize(phrase)))


def is_run_of_searches(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text is no sentence, and one of ``phrases`` comes back in it and makes up half of its words or more.

    Capitals make it the labels of tabs rather than what people type.
    """
    words = stems(tokenize(text))
    own = [word for word in words if word not in _search_words(_SEARCH_LISTS)]
    if not text.islower() or has_verb(own) or _STOP.search(text):
        return False
    known = [stems(tokenize(phrase)) for phrase in phrases]
    return any(_count(words, one) > 1 and 2 * sum(map(one.__contains__, words)) >= len(words) for one in known)


def find_items(text: str) -> list[Item]:
    """The parts of a field, in its own positions."""
    return [_item(text, span) for span in _item_spans(text)]


def _item(text: str, span: Span) -> Item:
    tokens = tokenize(text[span.start : span.end])
    ends = tuple(span.start + token.end for token in tokens)
    return Item(span, stems(tokens), ends, bool(_PLAIN.fullmatch(text, span.start, span.end)))


def stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words in lower case, singular and plural alike."""
    return tuple(stem(token.lower) for token in tokens)


def _item_spans(text: str) -> Iterator[Span]:
    start = 0
    for mark in (_QUOTED_MARK if _QUOTED_MARK.search(text) else _MARK).finditer(text):
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


def _written(text: str, items: Sequence[Item], phrase: tuple[str, ...]) -> str:
    """The words of a phrase as they stand where they come first."""
    item = next(item for item in items if holds(item.words, phrase))
    tokens = tokenize(text[item.span.start : item.span.end])
    first = next(n for n in range(len(tokens)) if item.words[n : n + len(phrase)] == phrase)
    last = first + len(phrase) - 1
    return text[item.span.start + tokens[first].start : item.span.start + tokens[last].end]


def _cuts(text: str, items: Sequence[Item], phrase: tuple[str, ...]) -> tuple[FieldCut, ...]:
    """What says a phrase again and nothing else: items with the mark before them.

    Of the first item that holds the phrase, the end goes that says nothing new.
    """
    cuts: list[FieldCut] = []
    is_said = False
    for number, item in enumerate(items):
        if not holds(item.words, phrase):
            continue
        if not is_said:
            cuts += _tail(text, item, phrase)
        elif item.is_plain and is_only(item.words, phrase):
            span = Span(items[number - 1].span.end, item.span.end)
            cuts.append(FieldCut(span, item.words, _is_typed(item.words, phrase)))
        is_said = True
    return tuple(cuts)


def _tail(text: str, item: Item, phrase: tuple[str, ...]) -> Iterator[FieldCut]:
    """The end of an item that says a phrase again, with nothing but such words as people add to a search."""
    first = next(n for n in range(len(item.words)) if item.words[n : n + len(phrase)] == phrase) + len(phrase)
    span, words = Span(item.ends[first - 1], item.span.end), item.words[first:]
    if is_only(words, phrase) and _PLAIN.fullmatch(text, span.start, span.end):
        yield FieldCut(span, words, _is_typed(words, phrase))


def _is_typed(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    added = {word for word in words if word not in phrase} - tables.function_words()
    return not added or not added <= _search_words(_SEARCH_LISTS) - _search_words(_TYPED_LISTS)


def is_only(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether words are a phrase, with nothing but what people add to a search; both as ``stems`` gives them."""
    if not holds(words, phrase):
        return False
    place = 0
    while place < len(words):
        is_added = words[place] in phrase or words[place] in _search_words(_SEARCH_LISTS)
        size = 1 if is_added else _city_size(words, place)
        if not size:
            return False
        place += size
    return True


def _city_size(words: tuple[str, ...], place: int) -> int:
    """How many words at a place name a city, with an “in” before it; 0 where they do not."""
    start = place + (words[place] == "in")
    sizes = (size for size in (3, 2, 1) if words[start : start + size] in _cities())
    return next((start + size - place for size in sizes), 0)


@cache
def _cities() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(stem, name.split())) for name in word_list("cities"))


_SEARCH_LISTS = ("query_words", "query_ends", "query_tails")
"""Lists of what people add to what they search for."""
_TYPED_LISTS = ("query_heads", "query_ends", "query_tails")
"""Those of them that no name of a thing holds, as “blood pressure symptoms” is one."""


@cache
def _search_words(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for name in lists for entry in word_list(name) for word in entry.split())
