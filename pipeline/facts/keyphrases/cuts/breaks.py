"""Cuts beside and around line breaks: which of the breaks stays, as the gap that is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from pipeline.facts.keyphrases.cuts.marks import SPACES
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.lines import JoinedLines
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Block, Span

_BLOCK_MARK = re.compile(
    r"[-+*](?=[ \t\r\n]|\Z)|#{1,6}(?=[ \t])|\d{1,9}[.)](?=[ \t])|[>|:<]|=+[ \t]*(?=[\r\n]|\Z)"
    r"|(?:[-*_][ \t]*){3}|```|~~~"
)
"""What may begin another block of Markdown where it begins a line."""
_BREAK = re.compile(r"([ \t]{2,}|\\)?(?:\r\n?|\n)[ \t>]*")
"""A line break with the mark of a hard one and those of the next line."""
_GAP = re.compile(rf"[{SPACES}]*(?:\\?(?:\r\n?|\n)[{SPACES}>]*)*")
"""White space, with the marks of lines in it."""
_MARK_BEFORE = re.compile(r"(?:\r\n?|\n)[ \t>]*\Z")
"""A line break, with the marks of the next line, right before something."""
_LINE_END = re.compile(r"[\r\n]")
_LINE_ENDS = "\r\n"
_CLOSING = tuple(".,;:!?…)")
"""Marks that no line begins with: they close what stands before them."""
_LONGEST_MARK = 200
"""Characters of the marks that begin a line."""


def with_whole_breaks(text: str, lines: JoinedLines, phrases: Sequence[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, each cut such that a line break beside it stays whole, as the gap that is left.

    Args:
        text: the text as it is written.
        lines: that the phrases were found in.
        phrases: the phrases.
    """
    if lines.text is text:
        return tuple(phrases)
    cuts = sorted((m for phrase in phrases for m in phrase.mentions if m.cut), key=lambda m: _cut(m).start)
    by_block: dict[int, list[Mention]] = {}
    for mention in cuts:
        by_block.setdefault(mention.block, []).append(mention)
    made: dict[Span, Mention] = {}
    for inside in by_block.values():
        block = inside[0].place.block
        if not _LINE_END.search(text, block.span.start, block.span.end):
            continue
        if len({mention.fix_class for mention in inside}) > 1 or not _empties(text, block, inside):
            reach = block.span.start
            for group in _neighbors(text, [_in_own_lines(text, mention) for mention in inside]):
                for mention in _whole(text, block, group):
                    start = max(reach, _cut(mention).start)
                    reach = max(start, _cut(mention).end)
                    made[mention.span] = replace(mention, cut=Span(start, reach))
    return tuple(
        replace(phrase, mentions=tuple(made.get(m.span, m) if m.cut else m for m in phrase.mentions))
        for phrase in phrases
    )


def _cut(mention: Mention) -> Span:
    """What goes for a mention: its cut, where it has one."""
    return mention.cut or mention.span


def _empties(text: str, block: Block, mentions: Sequence[Mention]) -> bool:
    """Whether the cuts of all mentions of a block leave no word in it, or go beyond it."""
    position, left = block.span.start, ""
    for cut in map(_cut, mentions):
        if cut.start < block.span.start or cut.end > block.span.end:
            return True
        left += text[position : cut.start]
        position = cut.end
    return not any(character.isalnum() for character in left + text[position : block.span.end])


def _in_own_lines(text: str, mention: Mention) -> Mention:
    """A mention whose cut takes no marks from the lines before and behind it: those are the author's."""
    block = mention.place.block.span
    start, end = max(block.start, _cut(mention).start), min(block.end, _cut(mention).end)
    mark = _MARK_BEFORE.search(text, max(block.start, mention.span.start - _LONGEST_MARK), mention.span.start)
    if mark and mark.start() < start:
        start = mention.span.start
    for found in _BREAK.finditer(text, start, mention.span.start):
        if text[start : found.start()].strip():
            start = found.end()
    behind = _BREAK.search(text, mention.span.end, end)
    if behind and text[behind.end() : end].strip():
        end = behind.start()
    return replace(mention, cut=Span(start, end))


def _neighbors(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The mentions in groups that are cut alike, with nothing but white space between their cuts."""
    group = list(mentions[:1])
    for one, other in pairwise(mentions):
        between = _GAP.fullmatch(text, _cut(one).end, max(_cut(one).end, _cut(other).start))
        if not between or one.fix_class != other.fix_class:
            yield group
            group = []
        group.append(other)
    yield group


def _whole(text: str, block: Block, group: Sequence[Mention]) -> Iterator[Mention]:
    """Neighboring mentions with their cuts such that together they leave one gap."""
    cut, leaves = _with_one_gap(text, block, Span(_cut(group[0]).start, _cut(group[-1]).end))
    ends = [min(max(cut.start, _cut(mention).end), cut.end) for mention in group[:-1]]
    for mention, (start, end) in zip(group, pairwise((cut.start, *ends, cut.end)), strict=True):
        yield replace(mention, cut=Span(start, end), leaves=leaves)
        leaves = ""


def _with_one_gap(text: str, block: Block, cut: Span) -> tuple[Span, str]:
    """What of the gaps around a range goes with it, and what stands in its place."""
    start, end = _gap_end(text, cut.start, cut.end), _gap_start(text, cut.end, cut.start)
    if start >= end:
        return cut, ""
    left, right = _gap_start(text, start, block.span.start), _gap_end(text, end, block.span.end)
    side = _side_that_goes(text, block, Span(left, right), Span(start, end))
    if side == "left":
        return Span(left, end), ""
    if side == "right":
        return Span(start, right), ""
    is_inner = block.span.start < left and right < block.span.end
    kept = _kept_break(text, block, cut) if is_inner else ""
    return (Span(left, right), kept) if kept else (cut, "")


def _side_that_goes(text: str, block: Block, outer: Span, inner: Span) -> Literal["left", "right", "neither"]:
    """Which of the gaps around what goes is to go with it, so that a line break in the other one stays whole.

    Args:
        text: the text as it is written.
        block: the block of what goes.
        outer: what goes, with the gaps.
        inner: what goes, without them.
    """
    begins, ends = outer.start == block.span.start, outer.end == block.span.end
    if not begins and outer.end == inner.end and text.startswith(_CLOSING, inner.end, block.span.end):
        return "left"
    before, behind = _BREAK.search(text, outer.start, inner.start), _BREAK.search(text, inner.end, outer.end)
    if not (behind if begins else before if ends else before or behind):
        return "neither"
    if begins or ends:
        # What is left of the first line, or the next one, stands where the block begins.
        return "right" if begins else "left"
    if before and behind:
        return "right" if before[1] and not behind[1] else "left"
    return "left" if behind or _BLOCK_MARK.match(text, outer.end, block.span.end) else "right"


def _kept_break(text: str, block: Block, cut: Span) -> str:
    """The break inside a range that stays since it is a hard one, or the line would grow too long without it.

    None does before a mark, which belongs to the words before the range.
    """
    found = list(_BREAK.finditer(text, cut.start, cut.end))
    if not found or text.startswith(_CLOSING, cut.end):
        return ""
    widest = max(map(len, text[block.line.start : block.line.end].splitlines()))
    start = max(text.rfind(mark, 0, cut.start) for mark in _LINE_ENDS) + 1
    line_end = _LINE_END.search(text, cut.end)
    end = line_end.start() if line_end else len(text)
    is_long = cut.start - start + end - cut.end > widest
    return next((one[0] for one in found if one[1]), found[0][0] if is_long else "")


def _gap_end(text: str, position: int, limit: int) -> int:
    """Where the white space, with the marks of lines in it, ends that starts at a position."""
    gap = _GAP.match(text, position, limit)
    return gap.end() if gap else position


def _gap_start(text: str, position: int, limit: int) -> int:
    """Where the white space, with the marks of lines in it, starts that ends at a position."""
    while True:
        line = max(text.rfind(mark, limit, position) for mark in _LINE_ENDS) + 1
        if not line or text[line:position].strip(SPACES + ">"):
            start = max(line, limit)
            return start + len(text[start:position].rstrip(SPACES))
        position = line - 1 - (text[max(limit, line - 2) : line] == "\r\n")
        position -= text[max(limit, position - 1) : position] == "\\"
