"""Markdown: the rules read the source as it is, and know its marks; front matter is read value by value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.draft import splice
from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.front_matter import Value, find_values
from pipeline.ingest.front_matter_edits import value_edits
from pipeline.ingest.front_matter_fences import front_matter_end
from pipeline.ingest.markdown_layout import CONTINUED, read_layout
from pipeline.ingest.plain import first_line_title
from pipeline.model import Article, Block, Edit, Field, Layout, Segment, Span


def parse(source: str) -> Parsed:
    """The article in a Markdown file: its text without front matter, and behind it the values of that."""
    start = front_matter_end(source)
    body = source[start:]
    layout = read_layout(body, 0).layout()
    segments = [Segment(0, len(body), start, len(source))] if body else []
    text = body
    fields = list(layout.fields)
    values = find_values(source)
    for value in values:
        text += "\n\n" if len(text) == len(body) else "\n"
        fields.append(Field(value.name, Span(len(text), len(text) + len(value.text)), value.is_kept))
        segments += (one._replace(start=one.start + len(text), end=one.end + len(text)) for one in value.segments)
        text += value.text
    layout = Layout(layout.blocks, layout.code, tuple(fields), len(body))
    return Parsed(text, tuple(segments), layout, _title(text, layout, values))


def _title(text: str, layout: Layout, values: Sequence[Value]) -> str:
    titles = sorted((value for value in values if value.name == "title"), key=lambda value: value.key != "title")
    if titles:
        return titles[0].text
    headings = (block.span for block in layout.blocks if block.kind == "h" and block.level == 1)
    heading = next(headings, None)
    return text[heading.start : heading.end].strip() if heading else first_line_title(text[: layout.prose_end])


def source_edits(article: Article, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits in the file that make edits in the text: emphasis stays in pairs, and values stay what they are."""
    if not edits:
        return ()
    if article.layout is None:
        return tuple(edits)
    prose_end = len(article.prose)
    start = len(article.source) - prose_end
    in_prose = [edit for edit in edits if edit.end <= prose_end]
    made = [Edit(e.start + start, e.end + start, e.new, e.rule_ids) for e in _with_pairs(article.prose, in_prose)]
    return (*_joined(_edits_of_values(article, edits)), *made)


def _edits_of_values(article: Article, edits: Sequence[Edit]) -> list[Edit]:
    values = find_values(article.source)
    own: list[list[Edit]] = []
    start = len(article.prose) + len("\n\n")
    for value in values:
        end = start + len(value.text)
        inside = (edit for edit in edits if start <= edit.start and edit.end <= end)
        own.append([Edit(e.start - start, e.end - start, e.new, e.rule_ids) for e in inside])
        start = end + len("\n")
    return value_edits(article.source, values, own)


def _with_pairs(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits without the marks of emphasis whose partner stays, and with those around what they empty."""
    layout = read_layout(text, 0)
    pairs = layout.pairs
    kept = [
        mark
        for opening, closing in pairs
        for mark, partner in ((opening, closing), (closing, opening))
        if _covers(edits, mark) and not _covers(edits, partner)
    ]
    apart = [piece for edit in edits for piece in _around(edit, kept)]
    emptied = [
        Edit(mark.start, mark.end, "", ())
        for opening, closing in pairs
        if not _covers(apart, opening) and not _covers(apart, closing) and _is_emptied(text, apart, opening, closing)
        for mark in (opening, closing)
    ]
    made = _joined(sorted([*apart, *emptied], key=lambda edit: (edit.start, edit.end)))
    made = _with_rows(text, made, layout.rows)
    reaches = (0, *(edit.end for edit in made))
    starts = (*(edit.start for edit in made[1:]), len(text))
    wider = (_with_line(text, edit, layout.blocks) for edit in made)
    return [
        wide if reach <= wide.start and wide.end <= start else edit
        for edit, wide, reach, start in zip(made, wider, reaches, starts, strict=False)
    ]


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
    return _joined(sorted(made, key=lambda edit: edit.start))


def _row_edits(text: str, row: Span, edits: list[Edit]) -> list[Edit]:
    moved = [Edit(e.start - row.start, e.end - row.start, e.new, ()) for e in edits]
    left = splice(text[row.start : row.end], moved)
    if not left.strip("> \t|\r\n"):
        return [Edit(row.start, row.end, "", tuple(dict.fromkeys(name for edit in edits for name in edit.rule_ids)))]
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
    return any(edit.start <= mark.start and mark.end <= edit.end for edit in edits)


def _is_emptied(text: str, edits: Sequence[Edit], opening: Span, closing: Span) -> bool:
    inside = [edit for edit in edits if opening.end <= edit.start and edit.end <= closing.start]
    if not inside or any(edit.new.strip() for edit in inside):
        return False
    moved = [Edit(e.start - opening.end, e.end - opening.end, "", ()) for e in inside]
    return not splice(text[opening.end : closing.start], moved).strip("*_ \t")


def _around(edit: Edit, marks: Sequence[Span]) -> Iterator[Edit]:
    """An edit as edits around marks that stay; its new text stands in the first."""
    start, new = edit.start, edit.new
    for mark in sorted(mark for mark in marks if edit.start <= mark.start and mark.end <= edit.end):
        if start < mark.start:
            yield Edit(start, mark.start, new, edit.rule_ids)
            new = ""
        start = mark.end
    if start < edit.end or new:
        yield Edit(start, edit.end, new, edit.rule_ids)


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """Edits that touch as one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            rule_ids = tuple(dict.fromkeys(last.rule_ids + edit.rule_ids))
            edit = Edit(last.start, edit.end, last.new + edit.new, rule_ids)
        joined.append(edit)
    return joined


FORMAT = TextFormat("markdown", parse, source_edits)
