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
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries
from pipeline.facts.keyphrases.finding.query_places import (
    LONGEST,
    Stretch,
    ends_as_query,
    holds_near_me,
    starts_as_query,
)
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.model import Span

_FEWEST_CONTENT = 2
"""Different content words of a query: "woof woof" has one."""
_MOST = 100
"""Pairs that are looked at; a text that has more is no article."""
_MOST_OF_LENGTH = 1_000
"""Pairs of one length that are compared, for the same reason."""
_POSITIONS = ("appended", "inside")


def find_doubled(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries of two words and more that stand twice, one right behind the other, where no sentence misses them.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    pairs = list(islice(_pairs(index), _MOST))
    if not pairs:
        return
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["doubled"]
    stretches = [_stretch(index, first, last) for first, last in pairs]
    for query in read_queries(index, stretches, insertion_model):
        first, last, _ = query.stretch
        words = index.words[first : (first + last) // 2]
        span = Span(index.starts[first], index.ends[last - 1])
        mention = classify(index, words, (first, last), span, 2)
        is_foreign = query.foreign >= threshold["report"] and query.gap < threshold["report_gap"]
        if not is_foreign or mention.position not in _POSITIONS:
            continue
        sure = _is_sure(query, threshold) and _is_search(words)
        confidence = logistic(query.foreign - query.gap)
        confidence = confidence if sure else min(confidence, threshold["unsure_most"])
        settled = replace(mention, gap=query.gap, confidence=confidence, is_sure=sure)
        evidence = (("out_of_context", f"{query.foreign:.2f}"), ("on_the_spot", "2"))
        yield Keyphrase(" ".join(words), (settled,), confidence, evidence, is_foreign=True)


def _is_sure(query: ReadQuery, threshold: dict[str, float]) -> bool:
    return query.foreign >= threshold["foreign"] and query.gap < threshold["gap"]


def _is_search(words: Words) -> bool:
    """Whether the words begin or end as searches do, or name goods of spam, and hold no number."""
    is_typed = starts_as_query(words) or ends_as_query(words) or holds_near_me(words)
    is_typed = is_typed or not word_list("spam_goods").isdisjoint(words)
    return is_typed and not any(word[0].isdigit() for word in words)


def _stretch(index: Index, first: int, last: int) -> Stretch:
    return Stretch(first, last, "tail" if last == index.runs[index.run_of[first]].last else "middle")


def _pairs(index: Index) -> Iterator[tuple[int, int]]:
    """First token and token behind of each two phrases that are the same, the longest first where they overlap."""
    words, taken = index.coded.words, 0
    longest = min(LONGEST, len(words) // 2)
    found: list[tuple[int, int]] = []
    for length in range(2, longest + 1):
        alike = words[:-length] == words[length:]
        in_row = np.convolve(alike, np.ones(length, dtype=np.int64), "valid") == length
        # One word over and over is no phrase.
        starts = np.flatnonzero(in_row)
        found += ((int(first), length) for first in starts[words[starts] != words[starts + 1]][:_MOST_OF_LENGTH])
    for first, length in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if first >= taken and _may_be_query(index, first, length):
            taken = first + 2 * length
            yield first, taken


def _may_be_query(index: Index, first: int, length: int) -> bool:
    """Whether two equal phrases stand in one run of a sentence, are written alike, and begin and end as queries do."""
    last, small = first + 2 * length, tables.function_words()
    words = index.words[first : first + length]
    if words[0] in small or words[-1] in small or len(set(words) - small) < _FEWEST_CONTENT:
        return False
    is_one_run = index.run_of[first] >= 0 and index.run_of[first] == index.run_of[last - 1]
    if not is_one_run or index.blocks[index.block_of(first)].kind not in RUNNING_TEXT:
        return False
    texts = index.tokens.texts[first:last]
    return texts[:length] == texts[length:]
