"""Hard-wrapped plain text: lines that were broken at a width, and go on in the next line."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, BlockKind, Span

_WIDTHS = (40, 120)
"""Characters in the longest lines of text that a program or a person breaks at a width; verse has shorter ones."""
_WIDEST_SHARE = 0.9
"""Share of the lines that are no longer than the width; some hold a long address, or were added to."""
_FEWEST_BREAKS = 3
_LEAST_SHARE = 0.7
"""Of the breaks between neighboring lines that are at the width, for a text to be hard-wrapped."""
_LEAST_LOWER = 0.6
"""Of the lines behind such breaks that begin in mid-sentence; the lines of verse mostly begin with a capital."""
_COLUMNS = ("\t", "|", "   ")
"""What stands between the cells of a table."""


def join_wrapped(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of plain text, in which each line is one, with the lines of each hard-wrapped paragraph as one.

    A line goes on in the next one where the first word of that would not have found room in it. Lines of lists, tables,
    addresses and verse stay apart.

    Args:
        text: the text.
        blocks: its lines.

    Returns:
        ``blocks`` itself where the text is not hard-wrapped.
    """
    pairs = [
        number
        for number in range(1, len(blocks))
        if blocks[number - 1].line.end == blocks[number].line.start and blocks[number].kind != "li"
    ]
    if len(pairs) < _FEWEST_BREAKS:
        return blocks
    widths = sorted(blocks[number - 1].span.end - blocks[number - 1].line.start for number in pairs)
    width = widths[int(_WIDEST_SHARE * (len(widths) - 1))]
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return blocks
    goes_on = {number for number in pairs if _goes_on(text, blocks[number - 1], blocks[number], width)}
    lower = sum(text[blocks[number].span.start].islower() for number in goes_on)
    if len(goes_on) < max(_FEWEST_BREAKS, _LEAST_SHARE * len(pairs)) or lower < _LEAST_LOWER * len(goes_on):
        return blocks
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        if number in goes_on:
            first = joined.pop()
            kind: BlockKind = "li" if first.kind == "li" else "p"
            block = Block(Span(first.span.start, block.span.end), kind, Span(first.line.start, block.line.end))
        joined.append(block)
    return joined


def _goes_on(text: str, line: Block, following: Block, width: int) -> bool:
    """Whether a line is full, such that the first word of the following one found no room in it."""
    content = text[following.span.start : following.span.end]
    if text.startswith(">", following.span.start) or any(
        mark in text[block.span.start : block.span.end] for mark in _COLUMNS for block in (line, following)
    ):
        return False
    return line.span.end - line.line.start + 1 + len(content.split(maxsplit=1)[0]) > width
