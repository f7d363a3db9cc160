"""Lists of keywords: mentions of stuffed phrases with nothing but marks, or short items, between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from pipeline import tables
from pipeline.facts.keyphrases.finding.items import LIST_MARK, end_of_items, is_made_of, words_of
from pipeline.facts.keyphrases.finding.variants import is_state
from pipeline.facts.keyphrases.mentions.calls import announces
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Run, Words
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import topic_features
from pipeline.model import Block, Span

_LEAD = re.compile(r"(?:\A|(?<=[.?!…]\s))[^\W\d_]+(?:\s[^\W\d_]+){0,2}\s*:\s*\Z")
"""A label of one to three words that announces a list."""
_ITEM_BEFORE = re.compile(r"(?:\A|(?<=[.?!:…]\s))[^.?!:…,;|/•·–—\r\n]{3,80}?\s*(?:[,;|/•·–—]|\s-)\s*\Z")
_ITEM_AFTER = re.compile(r"\s*(?:[,;|/•·–—]|\s-\s)\s*[^.?!:…,;|/•·–—\r\n]{3,80}?(?=[.?!]*\s*\Z)")
_LONGEST_OTHER = 8
"""Words in an item that is no mention."""
_LONGEST_REST = 3
"""Words of an item behind its mention."""
_FEWEST = 3
"""Mentions in a list."""
_MOST_LISTED = 0.3
"""Share of a text beyond which a list of cities in several lines is what the text is about."""
_LONGEST_TOWN = 2
"""Words of a town that no list of cities has."""
_LONGEST_SERVICE = 7
"""Words before the name of a city in a list of cities."""


def merge_lists(index: Index, mentions: Sequence[Mention]) -> list[tuple[int, Mention]]:
    """The mentions in reading order, each list of them as one, with the first token of the first mention in it.

    Args:
        index: the text.
        mentions: mentions of stuffed phrases, whatever their phrases; no two overlap.
    """
    merged: list[tuple[int, Mention]] = []
    for group in _groups(index, sorted(mentions, key=lambda mention: mention.span)):
        total = sum(mention.count for mention in group) + sum(
            _stands_between(index, one, other) for one, other in pairwise(group)
        )
        if len(group) > 1 and (total >= _FEWEST or _is_announced(index, group[0])):
            merged.append((group[0].tokens[0], _merged(index, group, total)))
        else:
            merged += ((mention.tokens[0], mention) for mention in group)
    return merged


def _groups(index: Index, ordered: Sequence[Mention]) -> Iterator[list[Mention]]:
    group: list[Mention] = []
    for mention in ordered:
        if group and not _continues(index, group[-1], mention):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _continues(index: Index, one: Mention, other: Mention) -> bool:
    """Whether two mentions are items of one list: marks stand between them, with an item that is no mention at most."""
    if one.block != other.block or "quoted" in (one.position, other.position):
        return False
    between = index.text[one.span.end : other.span.start]
    words = other.tokens[0] - one.tokens[1]
    if any(stop in STOPS for stop in between):
        return False
    if words > _LONGEST_OTHER:
        return _stands_between(index, one, other)
    marks = len(LIST_MARK.findall(f" {between} "))
    # An item may go on behind its mention: "insoles for women, ...".
    goes_on = words <= _LONGEST_REST and not LIST_MARK.match(between.lstrip() + " ")
    return marks > 0 and (words <= 1 or marks > 1 or goes_on)


def _stands_between(index: Index, one: Mention, other: Mention) -> bool:
    """Whether items stand between two mentions, and all of them are made of the words of the two."""
    own = words_of(index, (one, other))
    items = LIST_MARK.split(index.text[one.span.end : other.span.start])[1:-1]
    return bool(items) and all(is_made_of(item.lower().split(), own) for item in items)


def _is_announced(index: Index, first: Mention) -> bool:
    """Whether a label stands before the first mention of a list: "Tags:"."""
    block = index.blocks[first.block].span
    return _label(index.text[block.start : first.span.start]) is not None


def _label(before: str) -> re.Match[str] | None:
    """The label that announces a list at the end of the text before it."""
    lead = _LEAD.search(before)
    return lead if lead and announces(lead.group().lower().rstrip(": ").split()) else None


def _merged(index: Index, group: Sequence[Mention], count: int) -> Mention:
    first, last = group[0], group[-1]
    block = index.blocks[first.block]
    behind = end_of_items(index, last.tokens[1], block.span.end, words_of(index, group))
    behind = _rest_of_item(index, last, behind)
    end = max(last.span.end, index.ends[behind - 1])
    span = _with_ends(index, Span(first.span.start, end), block)
    ends = (first.tokens[0], last.tokens[1])
    while ends[0] > 0 and index.starts[ends[0] - 1] >= span.start:
        ends = (ends[0] - 1, ends[1])
    while ends[1] < len(index.words) and index.ends[ends[1]] <= span.end:
        ends = (ends[0], ends[1] + 1)
    if any("place" in mention.form for mention in group) and (town := _town_behind(index, ends[1])) > ends[1]:
        ends, span = (ends[0], town), Span(span.start, index.ends[town - 1])
    words = index.words[ends[0] : ends[1]]
    whole = classify(index, words, ends, span, count, ("listed",))
    surest = max(group, key=lambda mention: (mention.is_sure, mention.confidence))
    # What a verb follows is the subject of a sentence.
    follower = index.words[ends[1]] if ends[1] < len(index.words) else ""
    sure = surest.is_sure and not (whole.place.right == "word" and follower in word_list("question_verbs"))
    # "We are the best" waits for what the list begins with.
    leader = index.words[ends[0] - 1] if ends[0] and whole.place.left == "word" else ""
    sure = sure and leader not in word_list("query_heads")
    return replace(whole, confidence=surest.confidence, weight=surest.weight, is_sure=sure)


def _rest_of_item(index: Index, last: Mention, behind: int) -> int:
    """The number of the token behind the item that the last mention of a list begins, if it goes on for a few words.

    Args:
        index: the text.
        last: the last mention.
        behind: the number of the token behind what is known of the list.
    """
    run = index.runs[index.run_of[behind - 1]]
    begins_item = run.first == last.tokens[0] and last.place.left == "mark"
    rest = index.words[behind : run.last]
    is_item = begins_item and len(rest) <= _LONGEST_REST and tables.function_words().isdisjoint(rest)
    return run.last if is_item and _ends_block(index, run) else behind


def _ends_block(index: Index, run: Run) -> bool:
    """Whether nothing stands behind a run of words in its block."""
    return not any(map(str.isalnum, index.text[index.ends[run.last - 1] : index.blocks[run.block].span.end]))


def _town_behind(index: Index, last: int) -> int:
    """The number of the token behind a capitalized name that ends the run of words which goes on at a token."""
    if last >= len(index.words) or index.run_of[last] != index.run_of[last - 1]:
        return last
    end = index.runs[index.run_of[last]].last
    is_name = all(index.text[start].isupper() for start in index.starts[last:end])
    return end if is_name and end - last <= _LONGEST_TOWN else last


def _with_ends(index: Index, span: Span, block: Block) -> Span:
    """The list with its first and last item, where these are no mentions, and the word that announces it."""
    before = index.text[block.span.start : span.start]
    after = index.text[span.end : block.span.end]
    start, end = span.start, span.end
    if item := _ITEM_BEFORE.search(before):
        start = block.span.start + item.start() if len(item.group().split()) <= _LONGEST_OTHER else start
    if item := _ITEM_AFTER.match(after):
        end = span.end + item.end() if len(item.group().split()) <= _LONGEST_OTHER else end
    if label := _label(index.text[block.span.start : start]):
        start = block.span.start + label.start()
    return Span(start, end)


def find_city_lists(index: Index) -> Iterator[tuple[str, list[Mention]]]:
    """Lists of a service in three cities or more: "plumber in Austin, plumber in Dallas, ...".

    A list with a line for each city, as offices are listed too, counts where the article speaks of nothing like it.

    Yields:
        The service in lower case, and the list: as one mention where it stands in one line, else as one for each line.
    """
    cities = cities_by_block(index)
    for number, places in cities.items():
        for service, items in _services(index, places) if len(places) >= _FEWEST else ():
            first, last = items[0][0] - len(service), items[-1][1]
            span = _with_ends(index, Span(index.starts[first], index.ends[last - 1]), index.blocks[number])
            mention = classify(index, service, (first, last), span, len(items), ("listed", "place"))
            if mention.position in ("own-block", "detached", "appended") and not mention.hangs:
                yield " ".join(service), [mention]
    for service, lines in _lines_of_cities(index, cities):
        if _is_of_the_article(index, service, lines):
            continue
        spans = (Span(index.starts[first], index.ends[last - 1]) for first, last in lines)
        mentions = [
            classify(index, service, ends, span, 1, ("place",)) for ends, span in zip(lines, spans, strict=True)
        ]
        if all(mention.position == "own-block" for mention in mentions):
            yield " ".join(service), mentions


@lru_cache(maxsize=1)
def cities_by_block(index: Index) -> dict[int, list[tuple[int, int]]]:
    """First token and token behind of the names of cities, by block."""
    found: dict[int, list[tuple[int, int]]] = {}
    words = index.coded.vocabulary.keys()
    names = (name for first in _city_names().keys() & words for name in _city_names()[first])
    # Looked up only where all words of a name stand in the text: "new" does in most.
    for parts in (name for name in names if words >= set(name)):
        for start in index.places_of(parts[0]):
            end = start + len(parts)
            if index.words[start:end] == parts:
                found.setdefault(index.block_of(start), []).append((start, end + is_state(index, end)))
    return {number: sorted(places) for number, places in sorted(found.items())}


@cache
def _city_names() -> dict[str, list[Words]]:
    """The words of the names of cities, by the first of them."""
    names: dict[str, list[Words]] = {}
    for name in map(tuple, map(str.split, word_list("cities"))):
        names.setdefault(name[0], []).append(name)
    return names


def _lines_of_cities(
    index: Index, cities: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[tuple[Words, list[tuple[int, int]]]]:
    """The words before the city in each of three neighboring blocks or more, and the tokens of each of these blocks."""
    group: list[tuple[int, int]] = []
    service: Words = ()
    before = -1
    for number, places in [*cities.items(), (-1, ())]:
        line = _line_of_city(index, number, places[-1]) if places else None
        own = index.words[line[0] : places[-1][0]] if line else ()
        if line and group and own == service and number == before + 1:
            group.append(line)
        else:
            if len(group) >= _FEWEST:
                yield service, group
            service, group = own, [line] if line else []
        before = number


def _line_of_city(index: Index, number: int, city: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of a block that is some words and a city behind them; None where it is something else."""
    start, end = city
    run = index.runs[index.run_of[start]]
    block = index.blocks[number].span
    rest = index.text[block.start : index.starts[run.first]] + index.text[index.ends[end - 1] : block.end]
    is_whole = 0 < start - run.first <= _LONGEST_SERVICE and not any(character.isalnum() for character in rest)
    return (run.first, end) if is_whole else None


def _is_of_the_article(index: Index, service: Words, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether the words of a service stand outside its list too, or fit the topic, or the list is much of the text."""
    content = [word for word in service if word not in tables.function_words()]
    used = any(index.count_of(word) > len(lines) for word in content)
    listed = sum(last - first for first, last in lines)
    fits = topic_features(index, service, len(lines)).get("on_topic", 0.0) > 0
    return used or fits or not content or listed > _MOST_LISTED * len(index.words)


def _services(index: Index, places: list[tuple[int, int]]) -> Iterator[tuple[Words, list[tuple[int, int]]]]:
    """The words that stand before each of three neighboring cities or more, and the cities."""
    group: list[tuple[int, int]] = []
    service: Words = ()
    for one, other in pairwise([*places, (0, 0)]):
        between = index.words[one[1] : other[0]]
        is_item = 0 < len(between) <= _LONGEST_SERVICE and not any(
            stop in STOPS for stop in index.text[index.ends[one[1] - 1] : index.starts[other[0]]]
        )
        if is_item and (not group or between == service) and _stands_before(index, one[0], between):
            service, group = between, group or [one]
            group.append(other)
            continue
        if len(group) >= _FEWEST:
            yield service, group
        group = []
    if len(group) >= _FEWEST:
        yield service, group


def _stands_before(index: Index, number: int, words: Words) -> bool:
    return number >= len(words) and index.words[number - len(words) : number] == words
