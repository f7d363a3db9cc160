"""Where a query begins and ends that is not cut without asking, and whether that is plain enough to propose a cut.

Who accepts a cut with wrong borders takes words of the author's ("before the blood [draw thyroid test at home kit]") or
leaves words of the query ("[best biologic for psoriasis] 2023"). So all edges near by are looked at, which would take
too long for every query, and where none of them is plainly the strongest the query is reported without a cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from math import inf

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.finding.query_borders import may_hold_the_authors
from pipeline.facts.keyphrases.finding.query_decisions import goes_on, tells_or_buys, words_of
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries
from pipeline.facts.keyphrases.finding.query_places import (
    LONGEST,
    Kind,
    Stretch,
    ends_as_query,
    is_clauseless,
    is_year,
    leading_words,
    starts_as_query,
    stretch_in,
)
from pipeline.facts.keyphrases.mentions.ends import ends_search
from pipeline.facts.keyphrases.mentions.index import Index, Run, Words
from pipeline.facts.keyphrases.mentions.places import word_list

_WITH_EDGES: tuple[Kind, ...] = ("tail", "segment", "middle", "capitalized_sentence")
"""Kinds of queries whose edges nothing shows but the words themselves."""
_EARLIER, _LATER = 4, 3
"""Words by which a query may begin earlier or later than it was found, and end earlier or later."""
_STEPS = 3
"""How often one end or the other is looked at."""
_FEWEST = 3
"""Words of a query."""
_NAME = 2
"""Words that may name what a query is about."""
_JOINS = frozenset({"and", "or"})
_LONGEST_END = 3
"""Words of what people add to a search."""


def propose_edges(index: Index, query: ReadQuery, insertion_model: InsertionModel) -> tuple[ReadQuery, bool]:
    """The query with the edges for which most speaks, and whether a cut may be proposed there.

    Args:
        index: the text.
        query: the query as it was found.
        insertion_model: reads the words in their sentence.
    """
    if query.stretch.kind not in _WITH_EDGES:
        return query, True
    run = index.runs[index.run_of[query.stretch.first]]
    read = _read(index, run, query, insertion_model)
    whole = sorted((one for one in read if _is_whole(index, run, one)), key=lambda one: (-one.strength, one.stretch))
    if not whole:
        return query, False
    best, *others = whole
    lead = best.strength - max((one.strength for one in others), default=-inf)
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["threshold"]
    is_plain = lead >= threshold["proposed_at_once"] or (
        lead >= threshold["proposed"] and not may_hold_the_authors(index, best, words_of(index, best))
    )
    first, last, _ = best.stretch
    end = _end_of_search(index.words[first : run.last], last - first) + first
    if end != last:
        (best,) = read_queries(index, [_stretch(run, first, end, query.stretch)], insertion_model, with_gaps=False)
    behind_best = max(one.strength for one in read) - best.strength
    return best, is_plain and behind_best < threshold["proposed_behind"]


def _read(index: Index, run: Run, query: ReadQuery, insertion_model: InsertionModel) -> Collection[ReadQuery]:
    """The query with other edges near by: those at one end, and, where the first ones are strongest, at the other."""
    read: dict[Stretch, ReadQuery] = {}
    best = query.stretch
    for step in range(_STEPS):
        edges = [edge for edge in _edges(run, best, query.stretch, at_end=step % 2 == 1) if edge not in read]
        read |= {one.stretch: one for one in read_queries(index, edges, insertion_model, with_gaps=False)}
        best = max(read.values(), key=lambda one: (one.strength, one.stretch)).stretch
    return read.values()


def _edges(run: Run, best: Stretch, found: Stretch, *, at_end: bool) -> Iterator[Stretch]:
    """Some words with a few more or fewer at one end, all of one sentence."""
    if at_end:
        ends = range(found.last - _LATER, min(run.last, found.last + _EARLIER) + 1)
        pairs = [(best.first, last) for last in ends]
    else:
        begins = range(max(run.first, found.first - _EARLIER), found.first + _EARLIER + 1)
        pairs = [(first, best.last) for first in begins]
    near = [pair for pair in pairs if pair == found[:2] or _FEWEST <= pair[1] - pair[0] <= LONGEST]
    yield from (_stretch(run, *pair, found) for pair in near)


def _stretch(run: Run, first: int, last: int, found: Stretch) -> Stretch:
    if (first, last) == (found.first, found.last):
        return found
    return stretch_in(run, first, last)


def _end_of_search(words: Words, length: int) -> int:
    """How many words a query has with a year behind it and what is added to it, and without an "and" at its end."""
    while length > _FEWEST and words[length - 1] in _JOINS:
        length -= 1
    if length < len(words) and is_year(words[length]):
        length += 1
    added = range(_LONGEST_END, 0, -1)
    return length + next((more for more in added if " ".join(words[length : length + more]) in _added()), 0)


def _added() -> frozenset[str]:
    """What no sentence of an author's goes on with: "amazon", "near me"; others may, as "free" and "fast"."""
    return word_list("list_tails")


def _is_whole(index: Index, run: Run, query: ReadQuery) -> bool:
    """Whether neither a word of the author's seems to be among those of a query, nor one of its own beside them."""
    first, last, kind = query.stretch
    words, before = words_of(index, query), index.words[run.first : first]
    holds_clause = not is_clauseless(words) or goes_on(words) or (tells_or_buys(words) and not starts_as_query(words))
    if holds_clause or (words[-1] in leading_words() and not ends_as_query(words)):
        return False
    if not starts_as_query(words) and (words[0] in leading_words() or _begins_before(before)):
        return False
    if _opens_with_name(index, first, last) or _is_known_before(index, run, first):
        return False
    if kind != "middle":
        return True
    length = _end_of_search(index.words[first : run.last], last - first)
    behind = index.words[first + length : run.last]
    may_go_on = behind[:1] and (behind[0][0].isdigit() or any(map(ends_search, (behind[:1], behind[:2]))))
    return not may_go_on and query.signs.close >= tables.settings("stuffing/queries.toml")["threshold"]["closes"]


def _begins_before(before: Words) -> bool:
    """Whether a search may begin shortly before some words: "the child sits still best kids [dentist open late]"."""
    return not word_list("query_heads").isdisjoint(before[-_LATER:])


def _opens_with_name(index: Index, first: int, last: int) -> bool:
    """Whether the first word alone has a capital: "protests again [Putin knee brace for walking]"."""
    one, *others = (index.text[start].isupper() for start in index.starts[first:last])
    block = index.blocks[index.block_of(first)]
    return one and not any(others) and not index.starts_sentence(index.starts[first], block)


def _is_known_before(index: Index, run: Run, first: int) -> bool:
    """Whether the two words before come back: they may be the query's: "no longer given hay fever [shot price]"."""
    before = index.words[max(run.first, first - 2) : first]
    if len(before) < _NAME or not leading_words().isdisjoint(before):
        return False
    return sum(pair == before for pair in pairwise(index.words)) > 1
