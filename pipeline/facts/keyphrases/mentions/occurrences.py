"""The places where the words of a phrase stand side by side, those next to each other taken together."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.mentions.fused import span_of_phrase
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.model import Block, Span

_COMMON = 60
"""Uses from which a word is no place to look for a phrase, if the phrase has a rarer one."""

_LONGEST_GAP = 40
"""Characters looked at behind an occurrence for the first word of a sentence."""

Group = tuple[int, int, Span, int]
"""First token of occurrences side by side, token after the last, span, and how many they are."""


def group_occurrences(index: Index, words: Words) -> Iterator[Group]:
    """Occurrences, those with only stops, commas and spaces between them taken as one.

    A stop behind an occurrence in the middle of a sentence is the author's where another sentence begins behind the
    next occurrence, which is then one by itself; but for a sentence that asks for more ("swim in").
    """
    group: Group | None = None
    for first, last, span in _occurrences(index, words):
        if group is not None and _adjoins(index, group, first, span):
            group = (group[0], last, Span(group[2].start, span.end), group[3] + 1)
            continue
        if group is not None:
            yield group
        group = (first, last, span, 1)
    if group is not None:
        yield group


def starts_of(index: Index, words: Words) -> Iterator[int]:
    """First tokens of the places in prose where just these words follow one another, whatever marks are between."""
    rarest = index.rarest(words)
    starts = (place - rarest for place in index.places_of(words[rarest]))
    return (start for start in starts if start >= 0 and index.words[start : start + len(words)] == words)


def precedes_sentence(index: Index, position: int, block: Block) -> bool:
    """Whether what stands behind a position is a stop, the end of its block, or a word with a capital."""
    behind = index.text[position : min(position + _LONGEST_GAP, block.span.end)].lstrip(" \t\u00a0*_")
    return not behind or behind[0] in STOPS or behind[0].isupper()


def _adjoins(index: Index, group: Group, first: int, span: Span) -> bool:
    between = index.text[group[2].end : span.start]
    number = index.block_of(first)
    if group[1] != first or index.block_of(group[0]) != number or between.strip(STOPS + ",;|–—- \t\u00a0"):
        return False
    block = index.blocks[number]
    if not any(stop in between for stop in STOPS) or not precedes_sentence(index, span.end, block):
        return True
    return index.starts_sentence(group[2].start, block) or index.words[group[0] - 1] in word_list("connectors")


def _occurrences(index: Index, words: Words) -> Iterator[tuple[int, int, Span]]:
    """First token, token after the last, and span of each place where the words stand side by side.

    The first and the last word may be fused with another word ("fuwhy ... massageture"), if that makes no known word.
    """
    inner = range(1, len(words) - 1) if len(words) > 2 else range(len(words))
    offset = inner.start + index.rarest(words[inner.start : inner.stop])
    if index.count_of(words[offset]) > _COMMON:
        # A mention that is fused at its rarer end is not worth a look at every "of" of a long text.
        offset = index.rarest(words)
    end = 0
    for place in index.places_of(words[offset]):
        first = place - offset
        last = first + len(words)
        if first < end or last > len(index.words) or index.run_of[first] != index.run_of[last - 1]:
            continue
        if index.words[first + inner.start : first + inner.stop] == words[inner.start : inner.stop]:
            span = span_of_phrase(index, first, last, words)
            if span is not None:
                yield first, last, span
                end = last
