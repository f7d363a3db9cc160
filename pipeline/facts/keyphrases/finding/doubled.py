"""Search queries that stand twice on the spot: "is required where buy knee brace buy knee brace there".

So they come out of pages where the text of a link was put in beside the same words. An author who writes a phrase twice
by mistake needs one of the two, and the sentence misses a noun phrase without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.finding.foreign_phrases import foreign_phrase
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries, span_of
from pipeline.facts.keyphrases.finding.query_places import (
    LONGEST,
    ends_as_query,
    holds_near_me,
    starts_as_query,
    stretch_in,
)
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.language.blocks import RUNNING_TEXT

_FEWEST_CONTENT = 2
"""Different content words of a query: "woof woof" has one."""
_MOST = 100
"""Pairs that are looked at; a text that has more is no article."""
_MOST_COMPARED = 10_000
"""Pairs of words that come back, of which such phrases may begin, for the same reason."""
_POSITIONS = ("appended", "inside")


def find_doubled(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries of two words and more that stand twice, one right behind the other, where no sentence misses them.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["doubled"]
    stretches = [
        stretch_in(index.runs[index.run_of[first]], first, last) for first, last in islice(_pairs(index), _MOST)
    ]
    for query in read_queries(index, stretches, insertion_model):
        first, last, _ = query.stretch
        words = index.words[first : (first + last) // 2]
        mention = classify(index, words, (first, last), span_of(index, query.stretch), 2)
        is_foreign = query.foreign >= threshold["report"] and query.gap < threshold["report_gap"]
        if is_foreign and mention.position in _POSITIONS:
            sure = _is_sure(query, threshold) and _is_search(words)
            weighed = replace(mention, gap=query.gap, confidence=logistic(query.foreign - query.gap))
            yield foreign_phrase(words, weighed, query.foreign, is_sure=sure, evidence=(("on_the_spot", "2"),))


def _is_sure(query: ReadQuery, threshold: dict[str, float]) -> bool:
    return query.foreign >= threshold["foreign"] and query.gap < threshold["gap"]


def _is_search(words: Words) -> bool:
    """Whether the words begin or end as searches do, or name goods of spam, and hold no number."""
    is_typed = starts_as_query(words) or ends_as_query(words) or holds_near_me(words)
    is_typed = is_typed or not word_list("spam_goods").isdisjoint(words)
    return is_typed and not any(word[0].isdigit() for word in words)


def _pairs(index: Index) -> Iterator[tuple[int, int]]:
    """First token and token behind of each two phrases that are the same, the longest first where they overlap."""
    taken = 0
    for first, length in sorted(_repetitions(index), key=lambda pair: (pair[0], -pair[1])):
        if first >= taken and _may_be_query(index, first, length):
            taken = first + 2 * length
            yield first, taken


def _repetitions(index: Index) -> Iterator[tuple[int, int]]:
    """First token of each pair of words that comes back within a query's length, and how many words behind it does."""
    starts, equals_next = index.pairs
    near = np.flatnonzero(equals_next & (np.diff(starts) <= LONGEST))
    for number in near[np.argsort(starts[near])][:_MOST_COMPARED].tolist():
        first, behind = int(starts[number]), number
        if index.words[first] == index.words[first + 1]:
            continue  # one word over and over is no phrase
        while behind < len(equals_next) and equals_next[behind] and starts[behind + 1] - first <= LONGEST:
            behind += 1
            yield first, int(starts[behind]) - first


def _may_be_query(index: Index, first: int, length: int) -> bool:
    """Whether a phrase stands twice in one run of a sentence, written alike, and begins and ends as queries do."""
    last, small = first + 2 * length, tables.function_words()
    words = index.words[first : first + length]
    if last > len(index.words) or words[0] in small or words[-1] in small or len(set(words) - small) < _FEWEST_CONTENT:
        return False
    is_one_run = index.run_of[first] >= 0 and index.run_of[first] == index.run_of[last - 1]
    if not is_one_run or index.blocks[index.block_of(first)].kind not in RUNNING_TEXT:
        return False
    texts = index.tokens.texts[first:last]
    return texts[:length] == texts[length:]
