"""Phrases over line breaks: where a break in the file is but white space, and where it cuts a phrase in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.blocks import PROSE
from pipeline.facts.keyphrase import Keyphrase
from pipeline.facts.keyphrase_cuts import SPACES
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_mentions import Mention
from pipeline.model import Block, Span

_BREAK = re.compile(r"(\r\n?|\n)([ \t>]*)")
"""A line break in a block of Markdown, with the marks of its quotation or list that begin the next line."""
_BLOCK_MARK = re.compile(r"[-+*#>|=~`:<]|\d{1,9}[.)]")
"""What may begin another block of Markdown where it begins a line."""
_ONE_LINE_END = re.compile(r"[ \t\u00a0\\]*(?:\r\n?|\n)[ \t\u00a0]*")


def with_joined_lines(text: str, blocks: Sequence[Block]) -> str:
    """Markdown with spaces for the line breaks inside its blocks, and for the marks behind them; as long as before.

    A hard break, behind two spaces or a backslash, stays; it parts the lines of poems and addresses.
    Source: CommonMark 0.31, sections 6.7 and 6.8.

    Args:
        text: the text.
        blocks: its blocks.
    """
    pieces: list[str] = []
    position = 0
    for block in blocks:
        if block.kind in PROSE:
            for found in _BREAK.finditer(text, block.span.start, block.span.end):
                before = text[max(block.span.start, found.start() - 2) : found.start()]
                is_hard = before == "  " or before.endswith("\\")
                end = found[1] if is_hard else " " * len(found[1])
                pieces += (text[position : found.start()], end, " " * len(found[2]))
                position = found.end()
    return "".join((*pieces, text[position:])) if pieces else text


def with_whole_breaks(text: str, joined: str, phrases: Sequence[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, each cut such that a line break beside it stays whole, as the gap that is left.

    Args:
        text: the text as it is written.
        joined: the text that the phrases were found in, see ``with_joined_lines``.
        phrases: the phrases.
    """
    if joined is text:
        return tuple(phrases)
    return tuple(
        replace(
            phrase,
            mentions=tuple(
                replace(mention, cut=_whole(text, joined, mention.place.block.span, mention.cut))
                if mention.cut
                else mention
                for mention in phrase.mentions
            ),
        )
        for phrase in phrases
    )


def _whole(text: str, joined: str, block: Span, cut: Span) -> Span:
    if cut.start < block.start or cut.end > block.end or cut == block:
        return cut
    content = joined[cut.start : cut.end]
    start = cut.start + len(content) - len(content.lstrip(SPACES))
    end = cut.start + len(content.rstrip(SPACES))
    if end <= start:
        return cut
    left = block.start + len(joined[block.start : start].rstrip(SPACES))
    right = block.end - len(joined[end : block.end].lstrip(SPACES))
    if left > cut.start or right < cut.end:
        return cut
    breaks_left, breaks_right = _breaks(text[left:start]), _breaks(text[end:right])
    if breaks_left and (breaks_right or right == block.end):
        # The line is emptied, and goes as a whole when the file is written.
        return Span(start, end)
    if breaks_right:
        return Span(start if left == block.start else left, end)
    if breaks_left:
        begins_block = _BLOCK_MARK.match(text, right, block.end)
        return Span(left, end) if begins_block else Span(start, right)
    return cut


def _breaks(gap: str) -> bool:
    return "\n" in gap or "\r" in gap


def is_piece(index: Index, mention: Mention) -> bool:
    """Whether a line break parts a mention from a word that belongs to it where the phrase stands again.

    Args:
        index: the text; in plain text each line is a block.
        mention: of a phrase.
    """
    first, last = mention.tokens
    words = index.words
    alone = mention.position == "own-block"
    if last < len(words) and _is_parted(index, last) and index.text[index.tokens[last].start].islower():
        return _stands_again(index, first, last + 1, alone)
    return first > 0 and _is_parted(index, first) and _stands_again(index, first - 1, last, alone)


def _is_parted(index: Index, number: int) -> bool:
    """Whether nothing but one line break stands between a word and the word before it."""
    if index.run_of[number] < 0 or index.run_of[number - 1] < 0:
        return False
    return _ONE_LINE_END.fullmatch(index.text, index.tokens[number - 1].end, index.tokens[number].start) is not None


def _stands_again(index: Index, first: int, last: int, in_one_line: bool) -> bool:
    """Whether ``tokens[first:last]`` stand in another place too, side by side in a line or, unless barred, over two."""
    sought = index.words[first:last]
    rarest = min(range(len(sought)), key=lambda offset: len(index.places.get(sought[offset], ())))
    for place in index.places.get(sought[rarest], ()):
        start = place - rarest
        if start == first or start < 0 or index.words[start : start + len(sought)] != sought:
            continue
        pairs = range(start + 1, start + len(sought))
        if all(
            index.run_of[number] == index.run_of[number - 1] or (not in_one_line and _is_parted(index, number))
            for number in pairs
        ):
            return True
    return False
