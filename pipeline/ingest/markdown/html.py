"""HTML in Markdown: what a reader reads of a block of it is prose like any other, and edited as on a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.draft import splice
from pipeline.ingest.html.edits import html_edits
from pipeline.ingest.html.page import read_page
from pipeline.ingest.markdown.expressions import as_html_tags
from pipeline.model import Article, Block, Edit, Layout, Segment, Span
from pipeline.source_map import rule_ids_of

_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_INDENT = re.compile(r"(?<=\n)[ \t]+")


def html_layout(text: str, whole: Span) -> Layout | None:
    """What stands in a block of HTML, in the positions of ``text``; None where nothing in it is read.

    Its blocks leave no gap: what stands between two lines of prose is HTML.

    Args:
        text: Markdown.
        whole: the lines of the block.
    """
    article = _article(text, whole)
    layout = article.layout
    if layout is None or not (layout.blocks or layout.fields):
        return None
    blocks: list[Block] = []
    code: list[Span] = []
    indents: list[Span] = []
    segments = sorted(article.segments, key=lambda one: one.source_start)
    starts = [one.source_start for one in segments]
    place = whole.start
    for block in sorted(layout.blocks, key=lambda block: article.to_source(block.span.start)):
        inside = article.to_source_span(block.span)
        span = _moved(inside, whole.start)
        blocks += _markup(place, span.start)
        blocks.append(replace(block, span=span, line=span))
        place = span.end
        inner = segments[bisect_left(starts, inside.start) : bisect_left(starts, inside.end)]
        code += (_moved(mark, whole.start) for mark in _marks(article.source, inner, inside.end))
        indents += (Span(*found.span()) for found in _INDENT.finditer(text, span.start, span.end))
    blocks += _markup(place, whole.end)
    code += (_moved(article.to_source_span(span), whole.start) for span in layout.code)
    fields = tuple(
        replace(field, span=_moved(article.to_source_span(field.span), whole.start))
        for field in layout.fields
        if field.name != "anchor text"
    )
    return Layout(tuple(blocks), tuple(code), fields, line_marks=tuple(indents))


def html_block_edits(text: str, whole: Span, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits of a block of HTML that make edits of what is read of it; what they empty goes as on a page.

    Args:
        text: Markdown.
        whole: the lines of the block.
        edits: sorted and apart, in ``text``, all of them inside of ``whole``.
    """
    article = _article(text, whole)
    places = _Places(article.segments)
    shown = []
    for edit in edits:
        span = places.shown(Span(edit.start - whole.start, edit.end - whole.start))
        if len(span) or edit.new:
            shown.append(replace(edit, start=span.start, end=span.end))
    made = html_edits(article, sorted(shown, key=lambda edit: edit.span))
    if made and not splice(article.source, made).strip():
        gap = _BLANK_LINES.match(text, whole.end)
        yield Edit(whole.start, gap.end() if gap else whole.end, "", rule_ids_of(made))
        return
    for edit in made:
        yield replace(edit, start=edit.start + whole.start, end=edit.end + whole.start)


def _article(text: str, whole: Span) -> Article:
    source = as_html_tags(text[whole.start : whole.end])
    parsed = read_page(source, is_xml=False).parsed
    return Article("", source, parsed.text, parsed.segments, format="html", layout=parsed.layout)


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _markup(start: int, end: int) -> Iterator[Block]:
    if start < end:
        yield Block(Span(start, end), "html", Span(start, end))


def _marks(source: str, segments: Sequence[Segment], end: int) -> Iterator[Span]:
    """The tags, the comments and the entities between the words of a line.

    Args:
        source: the block of HTML.
        segments: those that begin in the line, in the order of ``source``.
        end: of the line in ``source``, half-open.
    """
    inner = [one for one in segments if one.source_end <= end]
    for left, right in pairwise(inner):
        if left.source_end < right.source_start:
            yield Span(left.source_end, right.source_start)
    for one in inner:
        if not one.is_verbatim and source[one.source_start : one.source_end].strip():
            yield Span(one.source_start, one.source_end)


class _Places:
    """Finds what is shown of ranges of a source."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = sorted(segments, key=lambda one: one.source_start)
        self._starts = [one.source_start for one in self._segments]
        self._ends = [one.source_end for one in self._segments]

    def shown(self, span: Span) -> Span:
        """The range of the text behind a range of the source; half of what is taken as a whole stays."""
        start = self._first(span.start)
        return Span(start, max(start, self._last(span.end)) if len(span) else start)

    def _first(self, place: int) -> int:
        index = bisect_right(self._ends, place)
        if index == len(self._segments):
            return self._segments[-1].end if self._segments else 0
        one = self._segments[index]
        if place <= one.source_start:
            return one.start
        return one.start + place - one.source_start if one.is_verbatim else one.end

    def _last(self, place: int) -> int:
        index = bisect_left(self._starts, place) - 1
        if index < 0:
            return 0
        one = self._segments[index]
        if place >= one.source_end:
            return one.end
        return one.start + place - one.source_start if one.is_verbatim else one.start
