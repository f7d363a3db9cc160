"""Edits of a page's text as edits of its source: tags stay where words go, and what has nothing left in it goes too."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from html import escape, unescape
from itertools import pairwise

from pipeline.ingest.html.emptied import emptied_ranges
from pipeline.ingest.html.page import Page, read_page
from pipeline.model import Article, Edit, Segment, Span
from pipeline.source_map import join_edits, rule_ids_of

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_OPEN_MARK = re.compile(r"(?:&[#a-zA-Z0-9]{0,32}|<[/!?]?)\Z")
"""What would begin an entity or a tag if other text came to stand behind it."""
_LONGEST_MARK = 40
_LIST_START = re.compile(r"(?<=\[)\s*\"\Z")
_LIST_END = re.compile(r"\"\s*(?=\])")
"""What stands between the brackets of a list in JSON and the texts in it."""
_LONGEST_GAP = 1_000
_BLANK_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*")
"""Behind a comment that stays, it stays too: it parts the comment from the next paragraph."""
_LINE_ENDS = re.compile(r"\n+")


def html_edits(article: Article, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits of the source of an HTML page; see ``pipeline.ingest.source_edits``."""
    return _source_edits(article, edits, is_xml=False)


def xhtml_edits(article: Article, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits of the source of an XHTML page; see ``pipeline.ingest.source_edits``."""
    return _source_edits(article, edits, is_xml=True)


def _source_edits(article: Article, edits: Sequence[Edit], *, is_xml: bool) -> tuple[Edit, ...]:
    if not edits:
        return ()
    page = read_page(article.source, is_xml=is_xml)
    placing = _Placing(article, page)
    parts = [part for edit in edits for part in placing.parts(edit)]
    placed = sorted(
        (piece for part in parts for piece in placing.pieces(part)), key=lambda piece: (piece.start, piece.end)
    )
    joined = join_edits(_with_removals(placed, emptied_ranges(page, parts)))
    reaches = (0, *(edit.end for edit in joined))
    # A shield reaches back, at times as far as the edit before.
    made = join_edits([placing.shielded(edit, reach) for edit, reach in zip(joined, reaches, strict=False)])
    return tuple(edit for edit in made if edit.new != article.source[edit.start : edit.end])


class _Placing:
    """Finds the places of edits in a source.

    Args:
        article: that the edits count in.
        page: the same, as it was read.
    """

    def __init__(self, article: Article, page: Page) -> None:
        self._article = article
        self._text, self._source = article.text, article.source
        self._segments = page.parsed.segments
        self._ends = [segment.end for segment in self._segments]
        self._prose_end = len(article.prose)
        self._fields = article.layout.fields if article.layout else ()

    def parts(self, edit: Edit) -> Iterator[Edit]:
        """An edit as edits of the text that each lie within one block and, where that is possible, within one tag."""
        ranges = self._within_blocks(edit.start, edit.end)
        for (start, end), new in zip(ranges, self._shares(edit, ranges), strict=True):
            yield from self._words(_trimmed(self._text, Edit(start, end, new, edit.rule_ids)))

    def pieces(self, edit: Edit) -> Iterator[Edit]:
        """An edit of text within one block as edits of the source; the new text stands where the old began."""
        if edit.start == edit.end:
            place = self._insertion_place(edit.start)
            yield Edit(place, place, self._written(edit.new, edit.start), edit.rule_ids)
            return
        new = edit.new
        behind = 0
        for segment in self._touched(edit.start, edit.end):
            is_behind_comment = behind and self._source.endswith("-->", behind, segment.source_start)
            behind = segment.source_end
            start, end = max(segment.start, edit.start), min(segment.end, edit.end)
            if is_behind_comment and _BLANK_LINE.fullmatch(self._text, start, end):
                continue
            if segment.start == segment.end:
                yield Edit(segment.source_start, segment.source_end, "", edit.rule_ids)
                continue
            if segment.is_verbatim:
                shift = segment.source_start - segment.start
                source_start, source_end = start + shift, end + shift
            else:
                # Half of an entity cannot go: the other half is written anew.
                new = self._text[segment.start : start] + new + self._text[end : segment.end]
                source_start, source_end = segment.source_start, segment.source_end
            yield Edit(source_start, source_end, self._written(new, start), edit.rule_ids)
            new = ""

    def shielded(self, edit: Edit, reach: int) -> Edit:
        """The edit of the source, with a mark before it that would now begin a tag or an entity.

        A mark before ``reach``, where the edit before ends, is gone or was shielded with that edit. What empties a list
        in structured data takes the quotation marks along.
        """
        mark = _OPEN_MARK.search(self._source, max(reach, edit.start - _LONGEST_MARK), edit.start)
        if mark is None or any(span.start <= edit.start <= span.end for span in self._structured):
            return self._with_quotes(edit)
        return replace(edit, start=mark.start(), new=escape(unescape(mark.group()), quote=False) + edit.new)

    def _with_quotes(self, edit: Edit) -> Edit:
        if edit.new or not any(span == edit.span for span in self._structured):
            return edit
        list_start = _LIST_START.search(self._source, max(0, edit.start - _LONGEST_GAP), edit.start)
        list_end = _LIST_END.match(self._source, edit.end)
        return replace(edit, start=list_start.start(), end=list_end.end()) if list_start and list_end else edit

    @cached_property
    def _structured(self) -> tuple[Span, ...]:
        """The ranges of the source that are JSON, in which no entity is read."""
        fields = (field for field in self._fields if field.name.startswith("structured"))
        return tuple(self._article.to_source_span(field.span) for field in fields)

    def _touched(self, start: int, end: int) -> Iterator[Segment]:
        """The segments with text in a range, and those without text that lie inside it or behind its last space.

        Of white space that runs together the first stands for the space: if it goes, no other must do so.
        """
        ends_blank = start < end and self._text[end - 1].isspace()
        for index in range(bisect_left(self._ends, start), len(self._segments)):
            segment = self._segments[index]
            if segment.start >= end and not (ends_blank and segment.end == end):
                return
            if segment.end > start:
                yield segment

    def _within_blocks(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a range that stand in the source, divided where a gap between two blocks lies inside it."""
        ranges: list[tuple[int, int]] = []
        for segment in self._touched(start, end):
            if ranges and ranges[-1][1] >= segment.start:
                ranges[-1] = (ranges[-1][0], min(segment.end, end))
            else:
                ranges.append((max(segment.start, start), min(segment.end, end)))
        if not ranges:
            return [(start, start)]
        # At either edge a whole gap may go, with nothing of the block beyond it.
        if start < ranges[0][0] and self._stands_in_source(start - 1):
            ranges.insert(0, (start, start))
        if ranges[-1][1] < end and self._stands_in_source(end):
            ranges.append((end, end))
        return ranges

    def _shares(self, edit: Edit, ranges: Sequence[tuple[int, int]]) -> list[str]:
        """What of the new text each of the ranges gets."""
        if len(ranges) == 1:
            return [edit.new]
        news = [new for new in _LINE_ENDS.split(edit.new) if new]
        shares = [""] * len(ranges)
        goes_on = edit.end == ranges[-1][1] and self._stands_in_source(edit.end)
        comes_from = edit.start == ranges[0][0] and self._stands_in_source(edit.start - 1)
        if len(news) >= len(ranges):
            shares = [*news[: len(ranges) - 1], "\n".join(news[len(ranges) - 1 :])]
        elif news and goes_on and (len(news) > 1 or not comes_from):
            shares[-1] = news.pop()
            shares[: len(news)] = news
        else:
            shares[: len(news)] = news
        return shares

    def _stands_in_source(self, position: int) -> bool:
        """Whether the character at a position of the text was read from the source."""
        index = bisect_left(self._ends, position + 1)
        return position >= 0 and index < len(self._segments) and self._segments[index].start <= position

    def _words(self, edit: Edit) -> Iterator[Edit]:
        """An edit across tags, word by word, so that a word that stays keeps its tag."""
        touched = list(self._touched(edit.start, edit.end))
        is_whole = all(left.source_end == right.source_start for left, right in pairwise(touched))
        if not edit.new or is_whole:
            if edit.new or edit.start < edit.end:
                yield edit
            return
        old = [match.span() for match in _WORDS.finditer(self._text, edit.start, edit.end)]
        new = _WORDS.findall(edit.new)
        matcher = SequenceMatcher(None, [self._text[start:end] for start, end in old], new, autojunk=False)
        for tag, first, last, new_first, new_last in matcher.get_opcodes():
            if tag != "equal":
                start = old[first][0] if first < len(old) else edit.end
                end = old[last - 1][1] if last > first else start
                yield Edit(start, end, "".join(new[new_first:new_last]), edit.rule_ids)

    def _insertion_place(self, position: int) -> int:
        """Where text that is put in goes: next to a letter, best the one before, and never into the block before."""
        if self._stands_in_source(position - 1) and (
            not self._text[position - 1].isspace() or not self._stands_in_source(position)
        ):
            segment = self._segments[bisect_left(self._ends, position)]
            return segment.source_start + position - segment.start if segment.is_verbatim else segment.source_end
        index = bisect_left(self._ends, position + 1)
        if index < len(self._segments):
            segment = self._segments[index]
            return segment.source_start + max(0, position - segment.start)
        return self._segments[-1].source_end if self._segments else 0

    def _written(self, new: str, position: int) -> str:
        """New text as it is written at a position of the text."""
        if not new:
            return ""
        if position < self._prose_end:
            return escape(new, quote=False)
        field = next((one for one in self._fields if one.span.start <= position <= one.span.end), None)
        if field is not None and field.name.startswith("structured"):
            return json.dumps(new)[1:-1].replace("</", "<\\/")
        return escape(new)


def _trimmed(text: str, edit: Edit) -> Edit:
    """The edit without what it leaves as it was at either end."""
    old, new = text[edit.start : edit.end], edit.new
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return replace(edit, start=edit.start + start, end=edit.end - end, new=new[start : len(new) - end])


def _with_removals(placed: Sequence[Edit], removals: Sequence[tuple[int, int]]) -> list[Edit]:
    """The edits, those within a range that is removed as one edit of that range."""
    made: list[Edit] = []
    waiting = list(removals)
    for edit in placed:
        while waiting and waiting[0][1] < edit.start:
            waiting.pop(0)
        if waiting and waiting[0][0] <= edit.start and edit.end <= waiting[0][1]:
            start, end = waiting[0]
            if made and (made[-1].start, made[-1].end) == (start, end):
                made[-1] = replace(made[-1], rule_ids=rule_ids_of((made[-1], edit)))
            else:
                made.append(Edit(start, end, "", edit.rule_ids))
        else:
            made.append(edit)
    return made
