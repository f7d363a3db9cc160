"""Lists of search phrases behind a label: "Tags: ...", "Related searches: ...", "People also ask: ...?"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.finding.chains import mark_of
from pipeline.facts.keyphrases.finding.list_items import Items
from pipeline.facts.keyphrases.finding.query_places import starts_as_query
from pipeline.facts.keyphrases.finding.variant_lists import as_keyphrase
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.model import Block, Span

_FEWEST = 3
"""Items, or questions, in a list."""
_FEWEST_PLAIN = 5
"""Items of a list that says nothing again."""
_KEYWORDS = ("keywords", "key words", "search terms")
"""Labels of what is typed into a search; tags may lead a reader on."""
_LONGEST_LABEL = 45
"""Characters of a label."""
_MOST_ITEMS = 60
"""Items behind one label, and labels, that are looked at: a text with more is no article."""
_LONGEST_ITEM = 12
"""Words of the longest item behind a label."""
_NAME = re.compile(r"(?:\A|[\r\n]|[.?!…][*_\"”)]*\s)[\s*_#>(\[-]*([^\W\d_][\w '’&-]*?)\s*[*_]*\s*\Z")
"""A label at the end of a text: the words behind a stop or a line break."""
_MARK = re.compile(r":|\s[–—-](?=\s)")
"""Stands behind a label."""
_RELATED_WORDS = frozenset({"searches", "queries"})
_RELATED = re.compile(rf"(?:{'|'.join(sorted(_RELATED_WORDS))}) related to \S.*")
"""A label that names what was searched for."""
_BEHIND = re.compile(r"[*_]*\s*[*_]*")
_QUESTIONS = re.compile(r"(?:\s*[^.?!…\r\n]{8,160}\?(?=\s|\Z))+")


def find_labeled_lists(index: Index) -> Iterator[Keyphrase]:
    """Lists of search phrases that a label announces, each with its label."""
    text, marks = index.text, set[Span]()
    for word in _telling_words() & index.coded.vocabulary.keys():
        for number in index.places_of(word):
            end = index.ends[number]
            if found := _MARK.search(text, end, end + _LONGEST_LABEL):
                marks.add(Span(*found.span()))
    for mark in sorted(marks)[:_MOST_ITEMS]:
        start = max(0, mark.start - _LONGEST_LABEL)
        if name := _NAME.search(text[start : mark.start]):
            yield from _behind(index, name[1].lower(), Span(start + name.start(1), mark.end))


@cache
def _telling_words() -> frozenset[str]:
    """The last word of each label that is no small word: few texts hold any of them."""
    labels = set().union(*map(word_list, ("search_labels", "tag_labels", "question_labels", "place_labels")))
    small = tables.function_words()
    return frozenset([word for word in label.split() if word not in small][-1] for label in labels) | _RELATED_WORDS


def _behind(index: Index, name: str, label: Span) -> Iterator[Keyphrase]:
    """What is listed behind a label."""
    is_search = name in word_list("search_labels") or _RELATED.fullmatch(name) is not None
    is_question = name in word_list("question_labels")
    if not (is_search or is_question or name in word_list("tag_labels") | word_list("place_labels")):
        return
    number = bisect_right(index.blocks, label.start, key=lambda block: block.span.start) - 1
    block = index.blocks[max(0, number)]
    if number < 0 or label.end > block.span.end:
        return
    first = bisect_left(index.starts, label.end)
    if first >= len(index.words) or index.run_of[first] < 0:
        return
    if index.starts[first] >= block.span.end:
        if number + 1 == len(index.blocks) or index.block_of(first) != number + 1:
            return
        # The list is the next line.
        start = Span(index.starts[first], index.starts[first])
        found = _below(index, number, _items(index, start, index.blocks[number + 1], first, is_search=is_search))
    elif is_question:
        found = _questions(index, label, block)
    else:
        found = _items(index, label, block, first, is_search=is_search) or _plain_items(index, name, label, number)
    if found is not None:
        yield found


def _below(index: Index, number: int, found: Keyphrase | None) -> Keyphrase | None:
    """A list below a block that is its label, with the label."""
    if found is None:
        return None
    span = index.blocks[number].span
    ends = index.tokens_in(span)
    label = classify(index, index.words[slice(*ends)], ends, span, 0, ("listed",))
    listed = found.mentions[0]
    sure = listed.is_sure and {label.position, listed.position} == {"own-block"}
    mentions = (replace(mention, confidence=listed.confidence, is_sure=sure) for mention in (label, listed))
    return replace(found, mentions=tuple(mentions))


def _items(index: Index, label: Span, block: Block, first: int, *, is_search: bool) -> Keyphrase | None:
    """A list of items from a token on, to the end of a sentence or block."""
    runs = _runs(index, block, first)
    if len(runs) < _FEWEST:
        return None
    items = Items(index, tuple(runs), ",")
    is_telling = items.asked > 0 and (len(items.core) > 1 or items.nested > 0 or items.asked > 1)
    if not is_search and not is_telling and not (len(items.core) > 1 and len(items) > _FEWEST):
        return None
    sure = (is_telling or is_search) and (bool(items.core) or items.are_linked)
    sure = sure and not any(has_verb(words) and not starts_as_query(words) for words in items.words)
    return as_keyphrase(index, items, Span(label.start, index.ends[runs[-1].last - 1]), is_sure=sure)


def _plain_items(index: Index, name: str, label: Span, number: int) -> Keyphrase | None:
    """Keywords at the end of an article, or the towns that a business serves, which are only proposed."""
    block = index.blocks[number]
    runs = _runs(index, block, bisect_left(index.starts, label.end))
    if len(runs) < _FEWEST_PLAIN:
        return None
    items = Items(index, tuple(runs), ",")
    are_names = all(index.text[index.starts[run.first]].isupper() for run in runs)
    is_place = name in word_list("place_labels") and items.towns > 0 and are_names
    is_last = number + 1 == len(index.blocks) and index.ends[runs[-1].last - 1] + 1 >= block.span.end
    if not is_place and not (is_last and name.endswith(_KEYWORDS)):
        return None
    form = ("listed", "place") if is_place else ("listed",)
    return as_keyphrase(index, items, Span(label.start, index.ends[runs[-1].last - 1]), is_sure=False, form=form)


def _runs(index: Index, block: Block, first: int) -> list[Run]:
    """The items of a list from a token on, to the end of a sentence or block; none where it is no list."""
    runs: list[Run] = []
    number = index.run_of[first]
    for run in index.runs[number : number + _MOST_ITEMS]:
        if run.first >= len(index.words) or index.ends[run.last - 1] > block.span.end:
            break
        mark = mark_of(index.text[index.ends[runs[-1].last - 1] : index.starts[run.first]]) if runs else ","
        if mark == "." or mark == "!":
            break
        if not mark or run.last - run.first > _LONGEST_ITEM:
            return []
        runs.append(run)
    return runs


def _questions(index: Index, label: Span, block: Block) -> Keyphrase | None:
    """Questions one behind the other, which the next paragraph may answer."""
    start = _BEHIND.match(index.text, label.end, block.span.end)
    asked = _QUESTIONS.match(index.text, start.end() if start else label.end, block.span.end)
    count = asked.group().count("?") if asked else 0
    if asked is None or count < _FEWEST:
        return None
    first, last = index.tokens_in(Span(*asked.span()))
    run = index.runs[index.run_of[first]]
    items = Items(index, (Run(first, last, run.block),), "?")
    found = as_keyphrase(index, items, Span(label.start, asked.end()), is_sure=False)
    return found and replace(found, mentions=(replace(found.mentions[0], count=count),))
