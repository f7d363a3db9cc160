"""What has to go with a mention, and what has to stay, so that the text around reads as it did before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.facts.blocks import Block
from pipeline.facts.keyphrase_index import STOPS
from pipeline.facts.keyphrase_mentions import Mention
from pipeline.facts.keyphrase_places import enclosing, word_list
from pipeline.model import Span

_STOPS = STOPS + ",;:"
_MARKS = ",;:–—-|/•…"
_SPACES = " \t\u00a0\u2002\u2003\u2009"
_MOST_CONNECTORS = 4
"""Words, such as "and for the", that go with a mention because they only lead up to it."""
_LONGEST_ORPHAN = 6
"""Words in the longest heading that is looked up among the orphan headings."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A range to take out, half-open, in code points.

    ``leaves_hole`` says that the text around the cut seems to wait for what was cut.
    """

    span: Span
    leaves_hole: bool = False


def find_cuts(text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> list[Cut]:
    """The range to take out for each mention; no two ranges overlap.

    Args:
        text: the text that the mentions count in.
        blocks: its blocks.
        mentions: mentions in reading order, in any position but ``prose`` and ``quoted``.
    """
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.block, []).append(mention)
    emptied = [number for number, inside in by_block.items() if _empties(text, blocks[number], inside)]
    pieces = _cut_blocks(text, blocks, emptied)
    cuts: list[Cut] = []
    for number, inside in by_block.items():
        if number in pieces:
            cuts += _divide(pieces[number], inside)
        else:
            cuts += (_cut_inside(text, blocks[number], mention) for mention in inside)
    return _apart(cuts)


def _apart(cuts: list[Cut]) -> list[Cut]:
    """The cuts, each starting where the one before ends, if not later."""
    reach = 0
    apart: list[Cut] = []
    for cut in cuts:
        start = max(reach, cut.span.start)
        reach = max(reach, cut.span.end)
        apart.append(Cut(Span(start, reach), cut.leaves_hole))
    return apart


def _empties(text: str, block: Block, mentions: Sequence[Mention]) -> bool:
    """Whether nothing but punctuation is left of the block without the mentions."""
    position = block.span.start
    for mention in mentions:
        start = mention.span.start
        if any(character.isalnum() for character in text[position:start]):
            return False
        position = mention.span.end
    return not any(character.isalnum() for character in text[position : block.span.end])


def _cut_inside(text: str, block: Block, mention: Mention) -> Cut:
    if mention.position == "in-word":
        return Cut(mention.span)
    outer = enclosing(text, mention.span, block)
    start, end = outer.start, outer.end
    if mention.position == "inserted":
        kept = _skip_back(text, start, block.span.start, _SPACES)
        return Cut(Span(kept, end), _last_word(text, kept, block.span.start).lower() in word_list("needs_object"))
    if mention.position == "appended":
        return _cut_end(text, block, start, end)
    return _cut_sentence(text, block, start, end)


def _skip(text: str, position: int, limit: int, characters: str) -> int:
    while position < limit and text[position] in characters:
        position += 1
    return position


def _skip_back(text: str, position: int, limit: int, characters: str) -> int:
    while position > limit and text[position - 1] in characters:
        position -= 1
    return position


def _cut_sentence(text: str, block: Block, start: int, end: int) -> Cut:
    """A mention that stands between sentences: it goes with its stops and one of the two gaps around it."""
    end = _skip(text, end, block.span.end, _STOPS)
    gap_start = _skip_back(text, start, block.span.start, _SPACES)
    gap_end = _skip(text, end, block.span.end, _SPACES)
    if gap_end >= block.span.end:
        return Cut(Span(gap_start, end))
    if gap_start <= block.span.start:
        return Cut(Span(block.span.start, gap_end))
    left, right = text[gap_start:start], text[end:gap_end]
    # One of the gaps came with the phrase; the plainer one is more likely to be the writer's.
    keeps_right = bool(right) and (not left or left != " ")
    return Cut(Span(gap_start, end)) if keeps_right else Cut(Span(start, gap_end))


def _cut_end(text: str, block: Block, start: int, end: int) -> Cut:
    """A mention at the end of a sentence, heading or title: what only led up to it goes too."""
    kept = _skip_back(text, start, block.span.start, _SPACES)
    direct = kept
    for _ in range(_MOST_CONNECTORS):
        kept = _skip_back(text, kept, block.span.start, _MARKS + _SPACES)
        word = _last_word(text, kept, block.span.start)
        if word.lower() not in word_list("connectors") or kept - len(word) <= block.span.start:
            break
        kept -= len(word)
    if text[kept - 1] in STOPS:
        # The mention follows a whole sentence, so the stops behind it are its own.
        return Cut(Span(kept, _skip(text, end, block.span.end, _STOPS)))
    is_heading = _skip(text, end, block.span.end, _STOPS) >= block.span.end and block.kind == "h"
    if is_heading and kept != direct:
        end = _skip(text, end, block.span.end, _STOPS)
    hole = _last_word(text, kept, block.span.start).lower() in word_list("needs_object")
    return Cut(Span(kept, end), leaves_hole=hole)


def _last_word(text: str, end: int, limit: int) -> str:
    start = end
    while start > limit and (text[start - 1].isalnum() or text[start - 1] in "'’"):
        start -= 1
    return text[start:end]


def _cut_blocks(text: str, blocks: Sequence[Block], emptied: Sequence[int]) -> dict[int, Cut]:
    """For each block that only mentions stand in, the lines to take out: its own, and those that only led to it."""
    cuts: dict[int, Cut] = {}
    for group in _groups(text, blocks, emptied):
        first, last = group[0], group[-1]
        start, end = _group_range(text, blocks, first, last)
        is_title = first == 0 and (last + 1 == len(blocks) or blocks[last + 1].kind != "h")
        inside = emptied[bisect_left(emptied, first) : bisect_right(emptied, last)]
        bounds = [start, *(blocks[number].line.start for number in inside[1:]), end]
        for number, left, right in zip(inside, bounds[:-1], bounds[1:], strict=True):
            cuts[number] = Cut(Span(left, right), is_title)
    return cuts


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
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _group_range(text: str, blocks: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The range to take out for neighboring blocks that go, such that their neighbors keep one gap between them."""
    if last + 1 == len(blocks):
        return (_content_end(text, blocks[first - 1]) if first > 0 else 0), blocks[last].span.end
    start = blocks[first].line.start
    blank_before = first == 0 or blocks[first - 1].line.end < start
    return start, blocks[last + 1].line.start if blank_before else blocks[last].line.end


def _divide(cut: Cut, mentions: Sequence[Mention]) -> Iterator[Cut]:
    """The lines of one block, divided among its mentions; one that lies inside another gets an empty part."""
    ends = (min(mention.span.end, cut.span.end) for mention in mentions[:-1])
    bounds = [*accumulate((cut.span.start, *ends), max), cut.span.end]
    for left, right in pairwise(bounds):
        yield Cut(Span(left, right), cut.leaves_hole)


def _content_end(text: str, block: Block) -> int:
    line = text[block.line.start : block.line.end]
    return block.line.start + len(line.rstrip("\r\n"))


def _is_orphan(text: str, block: Block) -> bool:
    words = text[block.span.start : block.span.end].strip(" \t*_#:.").lower().split()
    return len(words) <= _LONGEST_ORPHAN and " ".join(words) in word_list("orphan_headings")
