"""Hard-wrapped plain text: lines that were broken at a width, and go on in the next line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Block, BlockKind, Span

# The figures below were chosen by ``python -m benchmarks.stuffing.wrapping`` on the half "develop", among those that
# keep the lines of addresses, notes and verse in tests/facts/keyphrases/mentions/test_wrapping.py apart.
_WIDTHS = (38, 120)
"""Characters in the longest lines of text that a program or a person breaks at a width; verse has shorter ones."""
_WIDEST_SHARE = 0.9
"""Share of the lines that are no longer than the width; some hold a long address, or were added to."""
_FEWEST_BREAKS = 4
_LEAST_SHARE = 0.7
"""Of the breaks in a paragraph that are at the width, for it to be hard-wrapped; addresses and notes are not."""
_LEAST_LOWER = 0.5
"""Of the lines behind such breaks that begin in mid-sentence; the lines of verse mostly begin with a capital."""
_LEAST_SHARE_IN_STUFFED, _LEAST_LOWER_IN_STUFFED = 0.5, 0.25
"""The same shares for a single paragraph of a hard-wrapped text, in which stuffed lines may be added."""
_COLUMNS = ("\t", "|", "   ")
"""What stands between the cells of a table."""


def join_wrapped(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of plain text, in which each line is one, with the lines of each hard-wrapped paragraph as one.

    A line goes on in the next one where the first word of that would not have found room in it. A paragraph is judged
    by itself, so that an address or a quotation says nothing about the prose around it. Lines of lists, tables,
    quotations, addresses and verse stay apart.

    Args:
        text: the text.
        blocks: its lines.

    Returns:
        ``blocks`` itself where the text is not hard-wrapped.
    """
    runs = list(_runs(text, blocks))
    widths = sorted(blocks[number - 1].span.end - blocks[number - 1].line.start for run in runs for number in run)
    width = widths[int(_WIDEST_SHARE * (len(widths) - 1))] if widths else 0
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return blocks
    full = [
        [number for number in run if _is_full(blocks[number - 1], _first_word(text, blocks[number]), width)]
        for run in runs
    ]
    wrapped = [found for run, found in zip(runs, full, strict=True) if len(found) >= _LEAST_SHARE * len(run)]
    breaks = sum(map(len, wrapped))
    if breaks < _FEWEST_BREAKS or sum(_lower(text, blocks, found) for found in wrapped) < _LEAST_LOWER * breaks:
        return blocks
    goes_on = {
        number
        for run, found in zip(runs, full, strict=True)
        if len(found) >= _LEAST_SHARE_IN_STUFFED * len(run) and not _is_verse(text, blocks, found)
        for number in found
    }
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        if number in goes_on:
            first = joined.pop()
            kind: BlockKind = "li" if first.kind == "li" else "p"
            block = Block(Span(first.span.start, block.span.end), kind, Span(first.line.start, block.line.end))
        joined.append(block)
    return joined


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The lines that stand right behind another one, by number; those of quotations and tables part the runs."""
    run: list[int] = []
    for number in range(1, len(blocks)):
        line, following = blocks[number - 1], blocks[number]
        is_next = line.line.end == following.line.start and following.kind != "li"
        if is_next and not _stands_apart(text, line) and not _stands_apart(text, following):
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _stands_apart(text: str, line: Block) -> bool:
    content = text[line.span.start : line.span.end]
    return content.startswith(">") or any(mark in content for mark in _COLUMNS)


def _first_word(text: str, line: Block) -> str:
    return text[line.span.start : line.span.end].split(maxsplit=1)[0]


def _is_full(line: Block, word: str, width: int) -> bool:
    """Whether a line has no room for one more word."""
    return line.span.end - line.line.start + 1 + len(word) > width


def _lower(text: str, blocks: Sequence[Block], lines: Sequence[int]) -> int:
    """How many of some lines begin in mid-sentence."""
    return sum(text[blocks[number].span.start].islower() for number in lines)


def _is_verse(text: str, blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    """Whether of some lines that may go on the line before them, most begin with a capital, as those of verse do."""
    return len(lines) >= _FEWEST_BREAKS and _lower(text, blocks, lines) < _LEAST_LOWER_IN_STUFFED * len(lines)
