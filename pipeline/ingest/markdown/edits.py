"""Edits of the prose of Markdown such that its marks stay in order: emphasis, links, tables, lines of quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.draft import splice
from pipeline.ingest.markdown.layout import CONTINUED, MarkdownLayout, layout_of
from pipeline.model import Block, Edit, Span
from pipeline.source_map import join_edits, rule_ids_of

_BLANK = " \t\r\n\u00a0"


def prose_edits(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits in the file that make edits of its text.

    Marks of emphasis whose partner stays are kept, those around what is emptied go, and no white space is left inside
    of a mark or at either end of a block.

    Args:
        text: Markdown without front matter.
        edits: sorted and apart.
    """
    layout = layout_of(text)
    inside, outside = _by_html(edits, layout.html)
    made = _edits_of_marks(text, layout, outside)
    for whole, own in inside.items():
        # Imported here: few articles hold any.
        from pipeline.ingest.markdown.html import html_block_edits

        made += html_block_edits(text, whole, own)
    return join_edits(made)


def _by_html(edits: Sequence[Edit], html: Sequence[Span]) -> tuple[dict[Span, list[Edit]], list[Edit]]:
    """The edits inside of each block of HTML, and the others."""
    inside: dict[Span, list[Edit]] = {}
    outside: list[Edit] = []
    for edit in edits:
        number = bisect_right(html, edit.start, key=lambda whole: whole.start) - 1
        if number >= 0 and html[number].contains(edit.span):
            inside.setdefault(html[number], []).append(edit)
        else:
            outside.append(edit)
    return inside, outside


def _edits_of_marks(text: str, layout: MarkdownLayout, edits: Sequence[Edit]) -> list[Edit]:
    pairs = [*layout.pairs, *layout.links]
    kept = sorted(
        mark
        for opening, closing in pairs
        for mark, partner in ((opening, closing), (closing, opening))
        if _covers(edits, mark) and not _covers(edits, partner)
    )
    apart = [piece for edit in edits for piece in _around(edit, kept)]
    emptied = [
        _with_gap(text, apart, Edit(opening.start, closing.end, "", ()))
        for opening, closing in pairs
        if not _covers(apart, opening) and not _covers(apart, closing) and _is_emptied(text, apart, opening, closing)
    ]
    made = _Edges(text, layout).trimmed(join_edits([*apart, *emptied]))
    made = _with_rows(text, made, layout.rows)
    reaches = (0, *(edit.end for edit in made))
    starts = (*(edit.start for edit in made[1:]), len(text))
    wider = (_with_line(text, edit, layout.blocks) for edit in made)
    return [
        wide if reach <= wide.start and wide.end <= start else edit
        for edit, wide, reach, start in zip(made, wider, reaches, starts, strict=False)
    ]


def splits_link(text: str, edits: Sequence[Edit]) -> frozenset[Edit]:
    """The edits that take words before a link and the first ones of its label, of which others stay."""
    links = layout_of(text).links
    ends = [edit.end for edit in edits]
    found = (
        edit
        for opening, closing in links
        for edit in edits[bisect_left(ends, opening.end) : bisect_right(ends, closing.start)]
        if edit.start <= opening.start
        and _has_letters(text[edit.start : opening.start])
        and _has_letters(text[opening.end : edit.end])
    )
    return frozenset(found)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


class _Edges:
    """Widens edits over the white space that they would leave at an edge of a block or inside of a mark.

    Args:
        text: the text.
        layout: of it.
    """

    def __init__(self, text: str, layout: MarkdownLayout) -> None:
        self._text = text
        self._blocks = layout.blocks
        self._pairs = [*layout.pairs, *layout.links]
        self._by_start = {mark.start: mark.end for mark in layout.line_marks}
        self._by_end = {mark.end: mark.start for mark in layout.line_marks}

    def trimmed(self, edits: Sequence[Edit]) -> list[Edit]:
        """The edits, wider where one takes the first or the last of what stands inside of something that stays."""
        made = list(edits)
        starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
        insides = [Span(opening.end, closing.start) for opening, closing in self._pairs]
        insides += {self._blocks[number].span for number in self._block_numbers(edits)}
        for inside in insides:
            first, last = bisect_left(starts, inside.start), bisect_right(ends, inside.end) - 1
            if first > last:
                continue
            reach = inside.end if first == last else starts[first + 1]
            opens, closes = edits[first], edits[last]
            if not opens.new and self._behind(inside.start, opens.start) == opens.start:
                end = max(made[first].end, self._behind(opens.end, reach))
                made[first] = replace(made[first], start=min(made[first].start, inside.start), end=end)
            reach = inside.start if first == last else ends[last - 1]
            if not closes.new and self._behind(closes.end, inside.end) == inside.end:
                start = min(made[last].start, self._before(closes.start, reach))
                made[last] = replace(made[last], start=start, end=max(made[last].end, inside.end))
        return join_edits(made)

    def _block_numbers(self, edits: Sequence[Edit]) -> set[int]:
        found = (bisect_right(self._blocks, edit.start, key=lambda block: block.span.start) - 1 for edit in edits)
        return {number for number in found if number >= 0}

    def _behind(self, position: int, limit: int) -> int:
        """Where the white space and the marks of lines end that start at a position."""
        while position < limit:
            if position in self._by_start and self._by_start[position] <= limit:
                position = self._by_start[position]
            elif self._text[position] in _BLANK:
                position += 1
            else:
                break
        return position

    def _before(self, position: int, limit: int) -> int:
        """Where the white space and the marks of lines start that end at a position."""
        while position > limit:
            if position in self._by_end and self._by_end[position] >= limit:
                position = self._by_end[position]
            elif self._text[position - 1] in _BLANK:
                position -= 1
            else:
                break
        return position


def _with_gap(text: str, edits: Sequence[Edit], edit: Edit) -> Edit:
    """An edit that takes marks away, with the space before them where another one stays behind them."""
    has_two = text[max(0, edit.start - 1) : edit.start] == " " == text[edit.end : edit.end + 1]
    is_one = _covers(edits, Span(edit.end, edit.end + 1)) or _covers(edits, Span(max(0, edit.start - 1), edit.start))
    return replace(edit, start=edit.start - (has_two and not is_one))


def _with_rows(text: str, edits: Sequence[Edit], rows: Sequence[Span]) -> list[Edit]:
    """The edits, those that leave nothing in a row of a table as one edit of its line."""
    by_row: dict[int, list[Edit]] = {}
    made: list[Edit] = []
    for edit in edits:
        number = bisect_right(rows, edit.start, key=lambda row: row.start) - 1
        if number >= 0 and edit.end <= rows[number].end:
            by_row.setdefault(number, []).append(edit)
        else:
            made.append(edit)
    for number, inside in by_row.items():
        made += _row_edits(text, rows[number], inside)
    return join_edits(made)


def _row_edits(text: str, row: Span, edits: list[Edit]) -> list[Edit]:
    moved = [Edit(e.start - row.start, e.end - row.start, e.new, ()) for e in edits]
    left = splice(text[row.start : row.end], moved)
    if not left.strip("> \t|\r\n"):
        return [Edit(row.start, row.end, "", rule_ids_of(edits))]
    first = edits[0]
    if not text[row.start : first.start].strip("> \t") and left.lstrip("> \t").startswith("|"):
        # Of a row that begins without a mark, the mark behind the emptied first cell would be the row's.
        return [Edit(first.start, first.end, "|" + first.new, first.rule_ids), *edits[1:]]
    return edits


def _with_line(text: str, edit: Edit, blocks: Sequence[Block]) -> Edit:
    """An edit that empties one of the lines of a block, with that line: an empty line would part the block.

    What may be left of the line is the mark of its quotation and its indent.
    """
    start = text.rfind("\n", 0, edit.start) + 1
    end = text.find("\n", edit.end) + 1 or len(text)
    before, behind = text[start : edit.start], text[edit.end : end]
    number = bisect_right(blocks, edit.start, key=lambda block: block.line.start) - 1
    if edit.new or "\n" in text[edit.start : edit.end] or behind.strip() or number < 0:
        return edit
    line = blocks[number].line
    if (before and not CONTINUED.fullmatch(before)) or end > line.end or line == Span(start, end):
        return edit
    return Edit(start if behind else max(0, start - 1), end, "", edit.rule_ids)


def _covers(edits: Sequence[Edit], mark: Span) -> bool:
    """Whether one of some edits, sorted and apart, takes all of a mark."""
    number = bisect_right(edits, mark.start, key=lambda edit: edit.start) - 1
    return number >= 0 and mark.end <= edits[number].end


def _within(edits: Sequence[Edit], start: int, end: int) -> Sequence[Edit]:
    """Those of some edits, sorted and apart, that lie in a range."""
    first = bisect_left(edits, start, key=lambda edit: edit.start)
    return edits[first : bisect_right(edits, end, lo=first, key=lambda edit: edit.end)]


def _is_emptied(text: str, edits: Sequence[Edit], opening: Span, closing: Span) -> bool:
    inside = _within(edits, opening.end, closing.start)
    if not inside or any(edit.new.strip() for edit in inside):
        return False
    moved = [Edit(e.start - opening.end, e.end - opening.end, "", ()) for e in inside]
    return not splice(text[opening.end : closing.start], moved).strip("*_~ \t\r\n>")


def _around(edit: Edit, marks: Sequence[Span]) -> Iterator[Edit]:
    """An edit as edits around marks that stay, sorted and apart; its new text stands in the first."""
    start, new = edit.start, edit.new
    first = bisect_left(marks, edit.start, key=lambda mark: mark.start)
    for mark in marks[first : bisect_right(marks, edit.end, lo=first, key=lambda mark: mark.end)]:
        if start < mark.start:
            yield Edit(start, mark.start, new, edit.rule_ids)
            new = ""
        start = mark.end
    if start < edit.end or new:
        yield Edit(start, edit.end, new, edit.rule_ids)
