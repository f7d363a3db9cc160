"""Which paragraphs, rows and runs of a Word document the edits of its text change."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.ingest.docx.document import Document, Paragraph
from pipeline.ingest.docx.writer import ChangeWriter
from pipeline.model import Edit, Span

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST_COMPARED = 2_000
"""Code points; a longer passage is replaced as a whole."""

_END_FORMAT = re.compile(rb"<(?P<name>(?:[\w.-]+:)?rPr)\b(?:[^>]*/>|.*?</(?P=name)>)", re.DOTALL)


def write_changes(document: Document, edits: Sequence[Edit], comments: Mapping[int, Span]) -> bytes:
    """The main part with edits as tracked changes, and with the ranges of comments.

    Args:
        document: the main part.
        edits: sorted and apart, in the document's text.
        comments: the range of each comment by its number.
    """
    writer = ChangeWriter(document, max([document.last_id, *comments]) + 1)
    changes: dict[int, list[Edit]] = {}
    for edit in edits:
        for index, piece in _by_paragraph(document, edit):
            changes.setdefault(index, []).extend(_refined(document.text, piece))
    emptied = {
        index
        for index, own in changes.items()
        if sum(len(edit.span) for edit in own) == len(document.paragraphs[index].span)
        and not any(edit.new for edit in own)
    }
    ranges = [(number, *_anchored(document, span)) for number, span in comments.items()]
    for index, paragraph in enumerate(document.paragraphs):
        here = [(n, s, e) for n, s, e in ranges if s < paragraph.span.end and e > paragraph.span.start]
        if index in changes or here:
            writer.write(paragraph, changes.get(index, []), here, is_emptied=index in emptied)
    gone = [row for row in document.rows if emptied.issuperset(range(row.paragraphs.start, row.paragraphs.end))]
    for row in gone:
        writer.delete_row(row)
    emptied.difference_update(*(range(row.paragraphs.start, row.paragraphs.end) for row in gone))
    for index in _deleted_ends(document, emptied):
        writer.delete_end(document.paragraphs[index])
    return writer.content()


def _deleted_ends(document: Document, emptied: Collection[int]) -> set[int]:
    """The paragraphs whose ends go, so that no empty ones are left.

    A paragraph that no other follows, such as the last one of the document, cannot lose its end; that of the paragraph
    before it goes instead, where both are formatted alike: what stays of the two has the format of the last one.
    """
    paragraphs = document.paragraphs
    ends = {index for index in emptied if paragraphs[index].can_go}
    for last in set(emptied) - ends:
        before = last
        while before in emptied and paragraphs[before].is_adjoined:
            before -= 1
        gone = paragraphs[before + 1 : last + 1]
        is_sole = before in emptied or paragraphs[last].is_cell
        if is_sole or not all(paragraph.holds_text_only for paragraph in gone):
            continue
        if _format(document, paragraphs[before]) == _format(document, paragraphs[last]):
            ends.update(range(before, last))
    return ends


def _format(document: Document, paragraph: Paragraph) -> bytes:
    """The properties of a paragraph without those of the sign at its end."""
    return _END_FORMAT.sub(b"", document.content[slice(*paragraph.properties)])


def _by_paragraph(document: Document, edit: Edit) -> Iterator[tuple[int, Edit]]:
    """The part of an edit in each paragraph; its new text stands in the first."""
    index = bisect_left(document.paragraphs, edit.start, key=lambda paragraph: paragraph.span.end)
    new = edit.new
    while index < len(document.paragraphs) and document.paragraphs[index].span.start <= edit.end:
        span = document.paragraphs[index].span
        start, end = max(span.start, edit.start), min(span.end, edit.end)
        if start < end or (edit.start == edit.end and start == end):
            yield index, Edit(start, end, new, edit.rule_ids)
            new = ""
        index += 1


def _refined(text: str, edit: Edit) -> list[Edit]:
    """An edit as edits of the words that differ, so that the others keep their formatting."""
    old = text[edit.start : edit.end]
    if not old or not edit.new or len(old) > _LONGEST_COMPARED:
        return [edit]
    before, after = _WORD.findall(old), _WORD.findall(edit.new)
    refined: list[Edit] = []
    position = edit.start
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        length = len("".join(before[i:j]))
        if kind != "equal":
            refined.append(Edit(position, position + length, "".join(after[k:m]), edit.rule_ids))
        position += length
    return _joined(text, refined)


def _joined(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Edits with nothing but white space between them as one."""
    joined: list[Edit] = []
    for edit in edits:
        gap = text[joined[-1].end : edit.start] if joined else "."
        if joined and not gap.strip():
            last = joined.pop()
            edit = Edit(last.start, edit.end, last.new + gap + edit.new, edit.rule_ids)
        joined.append(edit)
    return joined


def _anchored(document: Document, span: Span) -> tuple[int, int]:
    """A range of at least one character that begins and ends in paragraphs."""
    paragraphs = document.paragraphs
    first = bisect_left(paragraphs, span.start + 1, key=lambda paragraph: paragraph.span.end)
    first = min(first, len(paragraphs) - 1)
    start = min(max(span.start, paragraphs[first].span.start), paragraphs[first].span.end - 1)
    last = bisect_left(paragraphs, max(span.end, start + 1), key=lambda paragraph: paragraph.span.start) - 1
    return start, max(start + 1, min(span.end, paragraphs[last].span.end))
