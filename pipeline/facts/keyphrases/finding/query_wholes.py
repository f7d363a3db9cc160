"""Sentences and lines that may be a search query as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import tables
from pipeline.facts.keyphrases.finding.query_places import (
    LONGEST,
    SHORTEST,
    Stretch,
    count_marks,
    is_clauseless,
    sentence_ends,
    starts_as_query,
)
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb

_FEWEST_MARKS = 2
"""Marks of a query that a sentence with a capital has; one is enough for one without a verb."""
_MOST_SMALL = 0.25
"""Share of an author's sentences, or lines, that begin with a small letter, from which on one more says nothing."""
_FEWEST_CAPITALS = 3
"""Sentences or lines with a capital that show how an author begins them."""
_LINES = frozenset({"p", "h", "li"})
"""Kinds of blocks that a query may fill."""


def find_wholes(index: Index) -> Iterator[Stretch]:
    """The sentences and lines that may be a query, with a capital or, where the author's have one, without."""
    small: list[Stretch] = []
    lines: list[Stretch] = []
    for run in index.runs:
        block, start = index.blocks[run.block], index.starts[run.first]
        if start == block.span.start and _is_lowercase_line(index, run):
            lines.append(Stretch(run.first, run.last, "lowercase_line"))
        elif block.kind in RUNNING_TEXT and _may_begin(index, run):
            if index.is_lowercase(run.first) and not (block.kind == "li" and start == block.span.start):
                small += _lowercase(index, run)
            else:
                yield from _capitalized(index, run)
    if small:
        total, lower = index.sentence_starts
        likely = len({stretch.first for stretch in small if _is_likely(index, stretch)})
        yield from small if _are_rare(lower - likely, total - likely) else ()
    if lines:
        odd = _blocks_among_capitals(index)
        yield from (line for line in lines if index.block_of(line.first) in odd)


def _may_begin(index: Index, run: Run) -> bool:
    block, start = index.blocks[run.block], index.starts[run.first]
    # "Analytics.usa.gov shows": the dot ends no sentence.
    is_dotted = index.text[start - 1 : start] == "." and index.words[run.first] in word_list("dotted_endings")
    if start == block.span.start and index.continues(run.block):
        return False
    may_be = SHORTEST <= run.last - run.first <= LONGEST or index.is_lowercase(run.first)
    return may_be and not is_dotted and index.starts_sentence(start, block)


def _capitalized(index: Index, run: Run) -> Iterator[Stretch]:
    """A sentence with a capital that has the marks of a query and no clause."""
    block, start, end = index.blocks[run.block], index.starts[run.first], index.ends[run.last - 1]
    words = index.words[run.first : run.last]
    is_whole_block = start == block.span.start and end + 1 >= block.span.end
    is_named = words[0] in tables.function_words() and not starts_as_query(words)
    if is_whole_block or is_named or not is_clauseless(words) or not _is_one(index, run):
        return
    # A writer seldom forgets the last stop of a paragraph.
    marks = count_marks(words) + (end == block.span.end)
    if marks >= _FEWEST_MARKS or (marks and not has_verb(words)):
        yield Stretch(run.first, run.last, "capitalized_sentence")


def _lowercase(index: Index, run: Run) -> Iterator[Stretch]:
    """A sentence with a small letter, or its beginning up to a capital: "why does it hurt Rest helps"."""
    inside = range(run.first + SHORTEST, min(run.last, run.first + LONGEST + 1))
    capital = next((number for number in inside if index.text[index.starts[number]].isupper()), None)
    if capital is not None and not index.text[index.starts[capital - 1]].isupper():
        yield Stretch(run.first, capital, "lowercase_start")
        if index.words[capital] in tables.function_words():
            return
    is_glued = index.text[index.starts[run.first] - 1 : index.starts[run.first]] == "."
    is_inside = index.starts[run.first] > index.blocks[run.block].span.start and not is_glued
    if is_inside and SHORTEST <= run.last - run.first <= LONGEST and _is_one(index, run):
        yield Stretch(run.first, run.last, "lowercase_sentence")


def _is_likely(index: Index, stretch: Stretch) -> bool:
    """Whether a beginning in small letters is a query by its words: how many of those there are, says nothing."""
    words = index.words[stretch.first : stretch.last]
    return count_marks(words) > 0 or starts_as_query(words)


def _is_one(index: Index, run: Run) -> bool:
    """Whether a run ends a sentence, and no other ends within it."""
    return next(sentence_ends(index, run), None) == run.last


def _are_rare(small: int, total: int) -> bool:
    """Whether so few of some beginnings are small that their author begins with capitals."""
    return total - small >= _FEWEST_CAPITALS and small <= _MOST_SMALL * total


def _is_lowercase_line(index: Index, run: Run) -> bool:
    """Whether a run is a whole line that begins with a small letter, and has no stop but a question mark."""
    block = index.blocks[run.block]
    if block.kind not in _LINES or not index.is_lowercase(run.first):
        return False
    is_whole = index.text[index.ends[run.last - 1] : block.span.end] in ("", "?")
    return is_whole and SHORTEST <= run.last - run.first <= LONGEST


def _blocks_among_capitals(index: Index) -> frozenset[int]:
    """The blocks of lists, and the paragraphs and headings of a text, most of which begin with capitals."""
    groups: list[list[int]] = [[]]
    for number, block in enumerate(index.blocks):
        if block.kind == "li":
            if number == 0 or index.blocks[number - 1].kind != "li":
                groups.append([])
            groups[-1].append(number)
        elif block.kind in _LINES and not index.continues(number) and not index.continues(number + 1):
            groups[0].append(number)
    return frozenset(number for group in groups if _begin_with_capitals(index, group) for number in group)


def _begin_with_capitals(index: Index, numbers: Sequence[int]) -> bool:
    letters = [index.text[index.blocks[number].span.start] for number in numbers]
    small, capitals = (sum(map(test, letters)) for test in (str.islower, str.isupper))
    return _are_rare(small, small + capitals)
