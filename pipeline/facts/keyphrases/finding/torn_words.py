"""Search queries put into the middle of a word, which they tear apart: "the fu[why do my knees click on stairs]ture".

Where a phrase comes back, it is found by that. One that stands but once is known by what it left: two words that do not
exist, of which the outer parts make one that does.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import text_around
from pipeline.facts.keyphrases.finding.query_places import is_unknown, starts_as_query
from pipeline.facts.keyphrases.mentions.fused import is_broken
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.language.vocabulary import frequency
from pipeline.model import Span

_LONGEST, _SHORTEST = 14, 3
"""Words of a query."""
_SHORTEST_TORN = 5
_LEAST_FREQUENT_TORN = 2.5
"""Letters of a word that is torn apart, and its Zipf frequency, unless it is a drug. No two unknown words in 1.7
million of clean text look torn so; with rarer words, and in whatever letter case, seven pairs do."""
_LEAST_FREQUENT = 3.0
"""Zipf frequency of the words of a query that the parts of another word are glued to."""
_SHORTEST_MISSPELT = 4
_LONGEST_WORD = 40
"""Letters of the longest word that is looked at."""
_LETTERS = frozenset({"a", "i"})
"""Words of one letter."""
_MOST_PAIRS = 2_000
"""Pairs of unknown words that are looked at, so that a text of none but unknown words takes no time without end."""
_LEAST_FOREIGN, _FOREIGN = 0.0, 3.0
"""Log-odds that the words are foreign from which they are reported, and from which they are cut without asking."""
_SURE, _UNSURE = 0.97, 0.55
"""The confidence of what is cut without asking, and of what is not."""
_MOST_READ = 50
"""Queries of a text that are read."""


class _Torn(NamedTuple):
    """A query inside a word: its span, its first and last word, and the word."""

    span: Span
    first: str
    last: str
    word: str


def find_torn_words(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries that tear a word apart.

    Args:
        index: the text.
        insertion_model: reads them in the sentence with the word made whole.
    """
    unknown = {word for word in set(index.words) if len(word) <= _LONGEST_WORD and is_unknown(word)}
    found: list[tuple[int, int, _Torn]] = []
    reached = 0
    for left, right in islice(_pairs(index, unknown), _MOST_PAIRS):
        torn = _torn(index, left, right) if left >= reached else None
        if torn is not None:
            found.append((left, right, torn))
            reached = right + 1
    asked = [_context(index, *one) for one in found[:_MOST_READ]]
    foreign = insertion_model.foreign(asked) if asked else []
    for (left, right, torn), logit in zip(found, foreign, strict=False):
        if logit >= _LEAST_FOREIGN:
            yield _keyphrase(index, left, right, torn, logit)


def _pairs(index: Index, unknown: Container[str]) -> Iterator[tuple[int, int]]:
    """Each two unknown words of a run that a query may lie between, the closest ones first."""
    for run in index.runs:
        odd = [number for number in range(run.first, run.last) if index.words[number] in unknown]
        for at, left in enumerate(odd):
            near = odd[at + 1 : at + 1 + _LONGEST]
            yield from ((left, right) for right in near if right - left <= _LONGEST)


def _torn(index: Index, left: int, right: int) -> _Torn | None:
    """The query between a part of a word in one token and its other part in another; None where there is none."""
    head, tail = index.words[left], index.words[right]
    if index.ends[left] - index.starts[left] != len(head) or index.ends[right] - index.starts[right] != len(tail):
        # In lower case, a word may have more letters.
        return None
    written, behind = index.tokens.texts[left], index.tokens.texts[right]
    between = right - left - 1
    # A capital in the second token belongs to a query that is written with capitals, or the token is a name.
    cuts = [cut for cut in range(1, len(head) + 1) if _is_frequent(head[cut:])]
    if behind[0].isupper():
        cuts = [cut for cut in cuts if written[cut : cut + 1].isupper() and written[cut - 1].islower()]
    ends = [end for end in range(len(tail)) if _is_frequent(tail[:end]) or end >= _SHORTEST_MISSPELT]
    found: list[tuple[float, _Torn]] = []
    for cut, end in product(cuts, ends):
        word, first, last = head[:cut] + tail[end:], head[cut:], tail[:end]
        is_long = len(word) >= _SHORTEST_TORN and between + bool(first) + bool(last) >= _SHORTEST
        # The last word may be misspelt behind a word that searches begin with.
        fits = is_long and (first or last) and (_is_frequent(last) or (first and starts_as_query((first,))))
        if fits and (frequency(word) >= _LEAST_FREQUENT_TORN or word in tables.drugs()):
            span = Span(index.starts[left] + cut, index.starts[right] + end)
            found.append((frequency(word) + frequency(first) + frequency(last), _Torn(span, first, last, word)))
    return max(found)[1] if found else None


def _is_frequent(word: str) -> bool:
    """Whether a part of an unknown word may be a word of a query, or there is none."""
    return not word or word in _LETTERS or (len(word) > 1 and frequency(word) >= _LEAST_FREQUENT)


def _words(index: Index, left: int, right: int, torn: _Torn) -> Words:
    return tuple(filter(None, (torn.first, *index.words[left + 1 : right], torn.last)))


def _context(index: Index, left: int, right: int, torn: _Torn) -> tuple[str, str, str]:
    """The text before the query, with the word made whole, the query, and the text behind it."""
    span = Span(index.starts[left], index.ends[right])
    before, behind = text_around(index, index.blocks[index.block_of(left)], span)
    return f"{before}{torn.word}", " ".join(_words(index, left, right, torn)), behind


def _keyphrase(index: Index, left: int, right: int, torn: _Torn, foreign: float) -> Keyphrase:
    words = _words(index, left, right, torn)
    mention = classify(index, words, (left, right + 1), torn.span)
    parts = (
        index.text[index.starts[left] : torn.span.start].lower(),
        index.text[torn.span.end : index.ends[right]].lower(),
    )
    # "Within" may be two words of the author whose spaces were lost.
    is_one_word = is_broken(*parts) or torn.word in tables.drugs()
    guarded = tables.number_words() | tables.negations()
    is_told = guarded.isdisjoint((*words, *parts, torn.word)) and not any(word[0].isdigit() for word in words)
    is_sure = foreign >= _FOREIGN and is_one_word and is_told and mention.position == "in-word"
    confidence = _SURE if is_sure else _UNSURE
    evidence = (("torn_word", torn.word), ("out_of_context", f"{foreign:.2f}"))
    mentions = (replace(mention, is_sure=is_sure, confidence=confidence),)
    return Keyphrase(" ".join(words), mentions, confidence, evidence, is_foreign=True, is_settled=True)
