"""Blocks that nothing is left of: which lines go, so that their neighbors keep one gap between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pipeline.facts.keyphrases.cuts.joins import Cut
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.model import Block, Span

_BLANK_LINES = re.compile(r"(?:[ \t>]*(?:\r\n?|\n))*")
_LONGEST_ORPHAN = 6
"""Words in the longest heading that is looked up among the orphan headings."""


def cut_blocks(text: str, blocks: Sequence[Block], emptied: Sequence[int]) -> dict[int, Cut]:
    """For each block that only mentions stand in, the lines to take out: its own, and those that only led to it.

    A cell that shares its line with others is left empty: the table would fall apart without it.
    """
    cuts = {number: Cut(blocks[number].span) for number in emptied if shares_line(text, blocks[number])}
    emptied = [number for number in emptied if number not in cuts]
    for group in _groups(text, blocks, emptied):
        first, last = group[0], group[-1]
        start, end = _group_range(text, blocks, first, last)
        is_title = first == 0 and (last + 1 == len(blocks) or blocks[last + 1].kind != "h")
        inside = emptied[bisect_left(emptied, first) : bisect_right(emptied, last)]
        bounds = [start, *(blocks[number].line.start for number in inside[1:]), end]
        for number, left, right in zip(inside, bounds[:-1], bounds[1:], strict=True):
            cuts[number] = Cut(Span(left, right), is_title)
    return cuts


def shares_line(text: str, block: Block) -> bool:
    """Whether other text stands in the line of a block, as that of a table's other cells does."""
    before, after = text[: block.line.start][-1:], text[block.line.end - 1 : block.line.end + 1]
    return block.kind == "td" and (before not in ("", "\n", "\r") or not ({"\n", "\r"} & {*after} or len(after) < 2))


def _groups(text: str, blocks: Sequence[Block], emptied: Sequence[int]) -> list[list[int]]:
    """Blocks that go, neighbors together; a heading that only led to such blocks is one of them."""
    groups: list[list[int]] = []
    goes = set(emptied)
    for number in reversed(emptied):
        after = number + 1
        over = after == len(blocks) or after in goes or blocks[after].kind == "h"
        if over and number > 0 and _is_orphan(text, blocks[number - 1]):
            goes.add(number - 1)
    for number in sorted(goes):
        is_next = bool(groups) and groups[-1][-1] == number - 1 and not _is_divided(text, blocks, number)
        if is_next and not _parts_a_gap(blocks, groups[-1][0], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_divided(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether something that is no block, such as a line across the page, stands before a block and behind another."""
    return bool(text[blocks[number - 1].line.end : blocks[number].line.start].strip("|> \t\r\n"))


def _parts_a_gap(blocks: Sequence[Block], first: int, number: int) -> bool:
    """Whether an empty line stands before a block and none before the first of its group, whose gap would be lost."""
    return number + 1 < len(blocks) and not _has_gap_before(blocks, first) and _has_gap_before(blocks, number)


def _has_gap_before(blocks: Sequence[Block], number: int) -> bool:
    return number == 0 or blocks[number - 1].line.end < blocks[number].line.start


def _group_range(text: str, blocks: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The range to take out for neighboring blocks that go, such that their neighbors keep one gap between them."""
    if last + 1 == len(blocks):
        return (_content_end(text, blocks[first - 1]) if first > 0 else 0), blocks[last].span.end
    start = blocks[first].line.start
    behind = text[blocks[last].line.end : blocks[last + 1].line.start]
    if first and ">" in text[blocks[first - 1].line.end : start] and ">" not in behind:
        # The last paragraphs of a Markdown quotation: the empty line behind the quotation stays.
        return _content_end(text, blocks[first - 1]), _content_end(text, blocks[last])
    before = text[blocks[first - 1].line.end if first else 0 : start].splitlines()
    if not _has_gap_before(blocks, first) or (before and before[-1].strip("|> \t")):
        return start, blocks[last].line.end
    if _is_divided(text, blocks, last + 1):
        blank = _BLANK_LINES.match(behind)
        return start, blocks[last].line.end + (blank.end() if blank else 0)
    # The mark before the first cell of a Markdown table is the table's.
    mark = len(behind) - len(behind.rstrip("| \t")) if "|" in behind else 0
    return start, blocks[last + 1].line.start - mark


def divide(cut: Cut, mentions: Sequence[Mention]) -> Iterator[Cut]:
    """The lines of one block, divided among its mentions; one that lies inside another gets an empty part."""
    ends = (min(max(mention.span.end, mention.place.outer.end), cut.span.end) for mention in mentions[:-1])
    bounds = [*accumulate((cut.span.start, *ends), max), cut.span.end]
    for left, right in pairwise(bounds):
        yield Cut(Span(left, right), cut.leaves_hole)


def _content_end(text: str, block: Block) -> int:
    line = text[block.line.start : block.line.end]
    return block.line.start + len(line.rstrip("\r\n"))


def _is_orphan(text: str, block: Block) -> bool:
    words = text[block.span.start : block.span.end].strip(" \t*_#:.").lower().split()
    return len(words) <= _LONGEST_ORPHAN and " ".join(words) in word_list("orphan_headings")
