"""What has to go with a mention, and what has to stay, so that the text around reads as it did before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.facts.blocks import Block
from pipeline.facts.keyphrase_index import STOPS
from pipeline.facts.keyphrase_mentions import Mention
from pipeline.facts.keyphrase_places import word_list
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
    emptied = _groups(number for number, inside in by_block.items() if _empties(text, blocks[number], inside))
    cuts: list[Cut] = []
    for number, inside in by_block.items():
        if number in emptied:
            cuts += _cut_block(text, blocks, inside, emptied[number])
        else:
            cuts += (_cut_inside(text, blocks[number], mention) for mention in inside)
    return _apart(cuts)


def _groups(numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each of the ascending numbers, the first and the last of the gapless series that it is in."""
    series: list[list[int]] = []
    for number in numbers:
        if series and series[-1][-1] == number - 1:
            series[-1].append(number)
        else:
            series.append([number])
    return {number: (one[0], one[-1]) for one in series for number in one}


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
    start, end = _with_marks(text, mention.span, block)
    if mention.position == "inserted":
        kept = _skip_back(text, start, block.span.start, _SPACES)
        return Cut(Span(kept, end), _last_word(text, kept, block.span.start).lower() in word_list("needs_object"))
    if mention.position == "appended":
        return _cut_end(text, block, start, end)
    return _cut_sentence(text, block, start, end)


def _with_marks(text: str, span: Span, block: Block) -> tuple[int, int]:
    """The span with the emphasis marks or brackets that enclose just it."""
    start, end = span.start, span.end
    for opening, closing in (("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("(", ")"), ("[", "]")):
        inside = start - len(opening) >= block.span.start
        if inside and text.startswith(opening, start - len(opening)) and text.startswith(closing, end):
            start, end = start - len(opening), end + len(closing)
    return start, end


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


def _cut_block(text: str, blocks: Sequence[Block], mentions: Sequence[Mention], group: tuple[int, int]) -> list[Cut]:
    """Mentions that are all of their block: the lines go, and so does a heading that only led to them.

    Args:
        text: the text.
        blocks: its blocks.
        mentions: the mentions in one block.
        group: first and last of the neighboring blocks that go.
    """
    number = mentions[0].block
    first, last = group
    following = blocks[last + 1] if last + 1 < len(blocks) else None
    start, end = _group_range(text, blocks, first, last)
    start = start if number == first else blocks[number].line.start
    end = end if number == last else blocks[number + 1].line.start
    is_title = first == 0 and (following is None or following.kind != "h")
    inner = [mention.span.end for mention in mentions[:-1]]
    return [Cut(Span(*ends), is_title) for ends in zip([start, *inner], [*inner, end], strict=True)]


def _group_range(text: str, blocks: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The range to take out for neighboring blocks that go, such that their neighbors keep one gap between them."""
    following = blocks[last + 1] if last + 1 < len(blocks) else None
    if first > 0 and (following is None or following.kind == "h") and _is_orphan(text, blocks[first - 1]):
        first -= 1
    if following is None:
        start = _content_end(text, blocks[first - 1]) if first > 0 else 0
        return start, blocks[last].span.end
    start = blocks[first].line.start
    blank_before = first == 0 or blocks[first - 1].line.end < start
    return start, following.line.start if blank_before else blocks[last].line.end


def _content_end(text: str, block: Block) -> int:
    line = text[block.line.start : block.line.end]
    return block.line.start + len(line.rstrip("\r\n"))


def _is_orphan(text: str, block: Block) -> bool:
    words = text[block.span.start : block.span.end].strip(" \t*_#:.").lower().split()
    return len(words) <= _LONGEST_ORPHAN and " ".join(words) in word_list("orphan_headings")
