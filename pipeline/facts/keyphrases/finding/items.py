"""Items of keyword lists that are no mentions themselves but are made of the words of the phrases beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pipeline import tables
from pipeline.facts.keyphrases.finding.variants import YEAR
from pipeline.facts.keyphrases.mentions.index import STOPS, Index
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.vocabulary import is_word, stem
from pipeline.model import Span

LIST_MARK = re.compile(r"[,;|/•·–—]|\s-\s|\sand\s|\sor\s")
_ALIKE = 78
"""Percentage of equal letters from which two words may be one word and a slip of it."""
_SHORTEST_SLIP = 3
"""Letters in the shortest word that is compared letter by letter."""
_FEWEST_OWN = 2
"""Words of phrases in an item."""
_FEWEST_BULLETS = 2
"""Mentions in a list of which other items are looked at."""
_FOREIGN_ALLOWED = 3
"""Words of phrases from which an item may hold one word that is none: a slip may make another word."""


def words_of(index: Index, mentions: Iterable[Mention]) -> set[str]:
    """The words of some mentions, in lower case."""
    return {word for mention in mentions for word in index.words[slice(*mention.tokens)]}


def is_made_of(words: Sequence[str], phrase_words: Collection[str]) -> bool:
    """Whether an item consists of words of phrases, with slips, and of what searchers add to them.

    Args:
        words: the item in lower case.
        phrase_words: words of the phrases in its list.
    """
    own = sum(_belongs(word, phrase_words) for word in words if word not in tables.function_words())
    other = sum(not _belongs(word, phrase_words) and not _is_added(word) for word in words)
    return own >= _FEWEST_OWN and other <= (own >= _FOREIGN_ALLOWED)


def end_of_items(index: Index, last: int, end: int, phrase_words: Collection[str]) -> int:
    """The number of the token behind the items that follow a list of keywords.

    Args:
        index: the text.
        last: number of the token behind the list's last mention.
        end: where the list's block ends, in code points.
        phrase_words: words of the phrases in the list.
    """
    while last < len(index.words) and index.ends[last] <= end and not _stops_before(index, last):
        item_end = _item_end(index, last, end)
        if _is_marked(index, last) and is_made_of(index.words[last:item_end], phrase_words):
            last = item_end
            continue
        known = _known_prefix(index, last, item_end, phrase_words)
        fewest = _FEWEST_OWN if _is_marked(index, last) else 1
        return known if known - last >= fewest else last
    return last


def merge_bullets(index: Index, mentions: Sequence[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """The mentions, with the list items among and behind them that are made of their words.

    Args:
        index: the text.
        mentions: mentions of stuffed phrases in reading order, each with a key that says whose it is.

    Returns:
        The mentions in reading order; what is new has the key of a mention beside it.
    """
    heads = {m.block: (key, m) for key, m in mentions if m.place.block.kind == "li" and m.place.left == "start"}
    led = {m.block for _, m in mentions if m.place.block.kind == "li" and _is_led_by_author(index, m)}
    found: list[tuple[int, Mention]] = []
    for group in _bullet_lists(index, heads):
        known = [number for number in group if number in heads and heads[number][1].position in ("own-block", "inside")]
        if len(known) < _FEWEST_BULLETS:
            continue
        own = words_of(index, (heads[number][1] for number in known))
        for number in group:
            if number in led:
                continue
            key, nearest = heads[_nearest(known, number)]
            grown = _whole_bullet(index, number, heads.get(number, (key, None))[1], nearest, own)
            if grown is not None:
                found.append((heads.get(number, (key, grown))[0], grown))
    replaced = {mention.block for _, mention in found}
    kept = [(key, mention) for key, mention in mentions if mention.block not in replaced]
    return sorted([*kept, *found], key=lambda pair: pair[1].span)


def _is_led_by_author(index: Index, mention: Mention) -> bool:
    """Whether known words that no search begins with stand before a whole phrase in its item."""
    first = bisect_left(index.starts, mention.place.block.span.start)
    before, own = index.words[first : mention.tokens[0]], words_of(index, [mention])
    searched = tables.function_words() | word_list("query_heads")
    others = (word for word in before if word not in searched and not _belongs(word, own) and not _is_added(word))
    return not mention.is_partial and any(map(is_word, others))


def _nearest(numbers: Sequence[int], number: int) -> int:
    """The one of some sorted numbers that is nearest to a number, of two the smaller."""
    place = bisect_left(numbers, number)
    return min(numbers[max(0, place - 1) : place + 1], key=lambda other: abs(other - number))


def _bullet_lists(index: Index, heads: Collection[int]) -> Iterator[list[int]]:
    """Numbers of the blocks of each list that an item of ``heads`` stands in."""
    group: list[int] = []
    for number in sorted(heads):
        if group and number <= group[-1]:
            continue
        group = list(items_around(index, number))
        yield group


def items_around(index: Index, number: int) -> range:
    """The numbers of the blocks of the list that a block is an item of, its own among them."""
    first, last = number, number
    while first > 0 and _is_next_item(index, first):
        first -= 1
    while last + 1 < len(index.blocks) and _is_next_item(index, last + 1):
        last += 1
    return range(first, last + 1)


def _is_next_item(index: Index, number: int) -> bool:
    """Whether a block and the one before it are neighboring items of one list."""
    one, other = index.blocks[number - 1], index.blocks[number]
    return one.kind == other.kind == "li" and one.line.end >= other.line.start


def _whole_bullet(
    index: Index, number: int, mention: Mention | None, nearest: Mention, phrase_words: Collection[str]
) -> Mention | None:
    """The mention that a list item is as a whole, or None where it is not made of phrases or is one already."""
    span = index.blocks[number].span
    first, last = index.tokens_in(span)
    if mention is not None and mention.tokens == (first, last):
        return None
    if not is_made_of(index.words[first:last], phrase_words):
        return None
    whole = Span(index.starts[first], index.ends[last - 1])
    item = classify(index, index.words[first:last], (first, last), whole, 1, ("listed",))
    model = mention or nearest
    sure = model.is_sure and (mention is not None or _is_telling(index.words[first:last], nearest, index))
    return replace(item, confidence=model.confidence, weight=model.weight, is_sure=sure)


def _is_telling(words: Sequence[str], nearest: Mention, index: Index) -> bool:
    """Whether a list item shows by itself that it is a variant of a phrase: an author's item may share its words."""
    phrase = set(map(stem, words_of(index, [nearest])))
    own = set(map(stem, words))
    slips = (word for word in own - phrase if len(word) >= _SHORTEST_SLIP and not is_word(word))
    return own == phrase or any(map(_is_added, words)) or any(slips)


def _known_prefix(index: Index, first: int, end: int, phrase_words: Collection[str]) -> int:
    """The number of the token behind the words of an item, or of its sequel, that belong to the list.

    A small word alone does not show where the list ends and the next sentence begins.
    """
    small = tables.function_words()
    known = first
    for number in range(first, end):
        opens = index.tokens[number].text[0].isupper() and index.tokens[number - 1].text[0].islower()
        word = index.words[number]
        if opens or not (_belongs(word, phrase_words) or _is_added(word)):
            break
        if word not in small:
            known = number + 1
    return known


def _item_end(index: Index, first: int, end: int) -> int:
    """The number of the token behind an item that starts at a token."""
    number = first + 1
    while number < len(index.words) and index.ends[number] <= end:
        if _stops_before(index, number) or _is_marked(index, number):
            break
        number += 1
    return number


def _gap(index: Index, number: int) -> str:
    return index.text[index.ends[number - 1] : index.starts[number]]


def _stops_before(index: Index, number: int) -> bool:
    return any(stop in STOPS for stop in _gap(index, number))


def _is_marked(index: Index, number: int) -> bool:
    return LIST_MARK.search(_gap(index, number)) is not None


def _belongs(word: str, phrase_words: Collection[str]) -> bool:
    """Whether a word is one of the phrases', in another number or with a slip."""
    if word in phrase_words:
        return True
    return len(word) >= _SHORTEST_SLIP and any(
        stem(word) == stem(other) or (len(other) >= _SHORTEST_SLIP and _is_slip(word, other)) for other in phrase_words
    )


def _is_slip(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= _ALIKE or OSA.distance(word, other, score_cutoff=1) <= 1


def _is_added(word: str) -> bool:
    """Whether a word is part of what searchers add: a city, a year, "near me"."""
    return bool(YEAR.fullmatch(word)) or stem(word) in _added_words()


@cache
def _added_words() -> frozenset[str]:
    return frozenset(
        stem(word) for name in ("cities", "query_tails") for addition in word_list(name) for word in addition.split()
    ) | {"in"}
