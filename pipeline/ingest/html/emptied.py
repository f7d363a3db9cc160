"""Elements that edits leave empty, and what of the source goes with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

from pipeline.ingest.html.names import CODE, LABELS, MAY_GO, TRANSPARENT
from pipeline.ingest.html.page import Page
from pipeline.ingest.html.terms import TERMS, term_groups
from pipeline.ingest.html.tokens import SPACES, find_attributes
from pipeline.ingest.html.tree import Element
from pipeline.model import Edit, Segment

_INLINE = TRANSPARENT | CODE
_LINE_BEFORE = re.compile(r"(?:\A|(?<=\n))[ \t]*\Z")
_LINE_BEHIND = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_BLANK_BEFORE = re.compile(r"(?:\A|\n)[ \t]*\r?\n\Z")
_LONGEST_INDENT = 200
"""Code points looked at before an element for the start of its line."""
_ROWSPAN = re.compile("rowspan", re.IGNORECASE)
_HEIGHT = re.compile("[0-9]{1,5}")
_MOST_ROWS = 65_534
"""That a cell may reach over; 0 stands for all (source: HTML standard, section 4.9.11), and so here does no number."""


def emptied_ranges(page: Page, edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """The ranges of the source to take out whole, sorted and apart.

    An element goes that holds no text any more, shows nothing else and has no name that something might lead to, its
    tooltip with it; and so does its line, where it has one for itself.

    Args:
        page: the page.
        edits: of its text, sorted and apart.
    """
    emptied = _Emptied(page, edits)
    ranges = sorted([*map(emptied.range_around, emptied.outermost()), *emptied.in_tags()])
    apart: list[tuple[int, int]] = []
    for start, end in ranges:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def emptying_edits(page: Page, edits: Sequence[Edit]) -> frozenset[Edit]:
    """The edits that would leave nothing of what a reader clicks on to see the rest, or of a term or its definition.

    Args:
        page: the page.
        edits: of its text, sorted and apart.
    """
    groups = term_groups(page.tree.elements)
    if not groups and not any(element.name in LABELS for element in page.tree.elements):
        return frozenset()
    emptied = _Emptied(page, edits)
    halves = {id(element) for group in groups for element in emptied.half_of(group)}
    going = sorted((element.start, element.end) for element in emptied.outermost())

    def stays(label: Element) -> bool:
        index = bisect_right(going, (label.start, len(page.tree.source))) - 1
        return index < 0 or going[index][1] <= label.start

    def is_broken(edit: Edit) -> bool:
        is_half = any(id(element) in halves for element in emptied.emptied_by(edit, TERMS))
        return is_half or any(map(stays, emptied.emptied_by(edit, LABELS)))

    return frozenset(filter(is_broken, edits))


class _Emptied:
    def __init__(self, page: Page, edits: Sequence[Edit]) -> None:
        self._page = page
        self._edits = edits
        self._text = page.parsed.text
        self._by_source = sorted(page.parsed.segments, key=lambda segment: segment.source_start)
        self._source_starts = [segment.source_start for segment in self._by_source]
        fields = page.parsed.layout.fields if page.parsed.layout else ()
        self._tooltips = [field.span for field in fields if field.name == "tooltip"]
        by_reach = sorted(page.text.reach.items(), key=lambda item: item[1])
        self._numbers = [number for number, _ in by_reach]
        self._firsts = [first for _, (first, _) in by_reach]
        self._unread = [
            number
            for number, piece in enumerate(page.tree.pieces)
            if number not in page.text.reach
            and piece.kind != "break"
            and page.tree.source[piece.start : piece.end].strip()
        ]
        self._known: dict[int, bool] = {}
        self._spanned: dict[int, set[int]] = {}

    def outermost(self) -> list[Element]:
        """The elements that go, none within another."""
        found: dict[int, Element] = {}
        for edit in self._edits:
            for element in self._touched(edit):
                best = None
                around: Element | None = element
                while around is not None and (self._is_empty(around) or around.name in _INLINE):
                    best = around if self._is_empty(around) and self._may_go(around) else best
                    around = around.parent
                if best is not None:
                    found[id(best)] = best
        return list(found.values())

    def half_of(self, group: Sequence[Element]) -> list[Element]:
        """The terms of a group, if nothing is left in them and something in their definitions, or the reverse."""
        filled = {element.name for element in group if not self._is_empty(element)}
        return [element for element in group if element.name not in filled] if filled else []

    def emptied_by(self, edit: Edit, names: Container[str]) -> Iterator[Element]:
        """The elements of some names that an edit takes text out of, and in which none is left."""
        for element in self._touched(edit):
            around: Element | None = element
            while around is not None and around.name not in names:
                around = around.parent
            if around is not None and self._is_empty(around):
                yield around

    def in_tags(self) -> Iterator[tuple[int, int]]:
        """The ``meta`` tags and tooltips that say nothing any more."""
        prose_end = self._page.parsed.layout.prose_end if self._page.parsed.layout else None
        elements = self._page.tree.elements
        for edit in self._edits:
            if prose_end is None or edit.start < prose_end or edit.new:
                continue
            index = bisect_right(self._page.parsed.segments, edit.start, key=lambda segment: segment.end)
            place = self._page.parsed.segments[index].source_start
            element = elements[bisect_right(elements, place, key=lambda one: one.start) - 1]
            if place >= element.content:
                continue
            if element.name == "meta":
                if self._is_empty(element):
                    yield self.range_around(element)
                continue
            source = self._page.tree.source
            for attribute in find_attributes(source, element.name, element.start, element.content):
                inside = attribute.value_start <= place < attribute.value_end
                if inside and attribute.name == "title" and self._is_range_empty(attribute.start, attribute.end):
                    start = attribute.start - (source[attribute.start - 1] in SPACES)
                    yield start, attribute.end

    def range_around(self, element: Element) -> tuple[int, int]:
        """The range of an element, with the line that it has for itself and one of two blank lines around that."""
        source, start, end = self._page.tree.source, element.start, element.end
        before = _LINE_BEFORE.search(source, max(0, start - _LONGEST_INDENT), start)
        behind = _LINE_BEHIND.match(source, end)
        if before is None or behind is None or (before.start() and source[before.start() - 1] != "\n"):
            return start, end
        start, end = before.start(), behind.end()
        blank = _LINE_BEHIND.match(source, end)
        if blank and blank.group() and _BLANK_BEFORE.search(source, max(0, start - _LONGEST_INDENT), start):
            end = blank.end()
        return start, end

    def _touched(self, edit: Edit) -> list[Element]:
        """The elements around the pieces that an edit takes text out of."""
        segments = self._page.parsed.segments
        elements: dict[int, Element] = {}
        index = bisect_right(segments, edit.start, key=lambda segment: segment.end)
        while index < len(segments) and segments[index].start < edit.end:
            place = bisect_right(self._firsts, index) - 1
            element = self._page.tree.pieces[self._numbers[place]].element if place >= 0 else None
            if element is not None:
                elements[id(element)] = element
            index += 1
        return list(elements.values())

    def _is_empty(self, element: Element) -> bool:
        known = self._known.get(id(element))
        if known is None:
            known = self._known[id(element)] = self._has_nothing_left(element)
        return known

    def _has_nothing_left(self, element: Element) -> bool:
        """Whether no text is left in an element; in a block, white space is none, while in a line it parts words."""
        if not self._is_range_empty(
            element.start, element.end, is_block=element.name not in _INLINE, but_tooltips=True
        ):
            return False
        return bisect_left(self._unread, element.first) == bisect_left(self._unread, element.last)

    def _is_range_empty(self, start: int, end: int, *, is_block: bool = True, but_tooltips: bool = False) -> bool:
        first, last = (bisect_left(self._source_starts, place) for place in (start, end))
        return all(
            self._is_gone(segment, is_block)
            for segment in self._by_source[first:last]
            if not (but_tooltips and self._is_tooltip(segment))
        )

    def _is_tooltip(self, segment: Segment) -> bool:
        """Whether a segment's text is the ``title`` of an element, which is nothing without what it explains."""
        before = bisect_right(self._tooltips, segment.start, key=lambda span: span.start) - 1
        return before >= 0 and segment.end <= self._tooltips[before].end

    def _is_gone(self, segment: Segment, is_block: bool) -> bool:
        """Whether nothing of a segment's text stays and nothing is put in its place."""
        if segment.start == segment.end:
            return True
        index = bisect_right(self._edits, segment.start, key=lambda edit: edit.end)
        position = segment.start
        while index < len(self._edits) and self._edits[index].start <= position < segment.end:
            if self._edits[index].new:
                return False
            position = max(position, self._edits[index].end)
            index += 1
        rest = self._text[position : segment.end]
        return not (rest.strip() if is_block else rest)

    def _may_go(self, element: Element) -> bool:
        if element.must_stay or not element.is_sound:
            return False
        if element.name == "tr" and self._is_spanned(element):
            return False
        return element.name in MAY_GO or element.name.startswith("wp:")

    def _is_spanned(self, row: Element) -> bool:
        """Whether a cell reaches over several rows, of which this is one."""
        table = _table(row)
        if table is None or not _ROWSPAN.search(self._page.tree.source, table.start, table.end):
            return False
        if id(table) not in self._spanned:
            self._spanned[id(table)] = self._spanned_rows(table)
        return row.start in self._spanned[id(table)]

    def _spanned_rows(self, table: Element) -> set[int]:
        """Where the rows of a table begin that a cell of several rows stands in or reaches."""
        elements = self._page.tree.elements
        first, last = (bisect_left(elements, place, key=lambda one: one.start) for place in (table.start, table.end))
        rows: list[int] = []
        ranges: list[tuple[int, int]] = []
        for element in elements[first:last]:
            if element.name not in ("tr", "td", "th") or _table(element) is not table:
                continue
            if element.name == "tr":
                rows.append(element.start)
                continue
            height = element.attributes.get("rowspan", "1").strip(SPACES)
            if height != "1" and rows:
                count = int(height) if _HEIGHT.fullmatch(height) else 0
                ranges.append((len(rows) - 1, len(rows) - 1 + count if count else _MOST_ROWS))
        reached: set[int] = set()
        end = 0
        for start, reach in ranges:
            end = max(end, start)
            reached.update(rows[end:reach])
            end = max(end, reach)
        return reached


def _table(element: Element) -> Element | None:
    """The table that a row or a cell belongs to."""
    around = element.parent
    while around is not None and around.name != "table":
        around = around.parent
    return around
