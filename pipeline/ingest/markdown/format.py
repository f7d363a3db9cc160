"""Markdown: the rules read the source as it is, and know its marks; front matter is read value by value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.draft import splice
from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.front_matter.fences import front_matter_end
from pipeline.ingest.front_matter.text import edits_of_values, main_title, with_values
from pipeline.ingest.front_matter.values import find_values
from pipeline.ingest.markdown.edits import prose_edits, splits_link
from pipeline.ingest.markdown.expressions import NO_PROSE
from pipeline.ingest.markdown.layout import MarkdownLayout, layout_of
from pipeline.ingest.markdown.outline import keeps_outline
from pipeline.ingest.titles import can_be_title, stands_before_title
from pipeline.model import Article, Edit, Span
from pipeline.source_map import join_edits

_MOST_BEFORE_TITLE = 12
"""Blocks that a title is looked for in: dates, bylines and tags may stand before it."""


def parse(source: str) -> Parsed:
    """The article in a Markdown file: its text without front matter, and behind it the values of that."""
    start = front_matter_end(source)
    values = find_values(source)
    read = layout_of(source[start:])
    text, segments, layout = with_values(source, start, read.layout(), values)
    return Parsed(text, segments, layout, main_title(values) or _first_title(source[start:], read))


def _first_title(text: str, layout: MarkdownLayout) -> str:
    """The first heading of the first level, else the first line of prose if it can be a title."""
    prose = [block for block in layout.blocks if block.kind not in NO_PROSE]
    main = next((block for block in prose if block.kind == "h" and block.level == 1), None)
    if main:
        return " ".join(_shown(text, main.span, layout).split())
    for block in prose[:_MOST_BEFORE_TITLE]:
        first = next(iter(_shown(text, block.span, layout).strip().splitlines()), "").strip()
        if first and not stands_before_title(first):
            is_title = (block.kind == "h" and block.level) or (block.kind in ("p", "h") and can_be_title(first))
            return first if is_title else ""
    return ""


def _shown(text: str, span: Span, layout: MarkdownLayout) -> str:
    """A block without marks of emphasis and links, and with a space for each expression and each break of a line."""
    marks = [mark for pair in (*layout.pairs, *layout.links) for mark in pair]
    marks += (code for code in layout.code if text[code.start] in "<{")
    pieces: list[str] = []
    place = span.start
    for mark in sorted(mark for mark in marks if span.contains(mark)):
        pieces.append(text[place : mark.start])
        pieces.append(" " if text.startswith(("{", "<br"), mark.start) else "")
        place = max(place, mark.end)
    return "".join([*pieces, text[place : span.end]])


def source_edits(article: Article, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits in the file that make edits in the text: emphasis stays in pairs, and values stay what they are."""
    if not edits:
        return ()
    if article.layout is None:
        return tuple(edits)
    prose_end = len(article.prose)
    start = len(article.source) - prose_end
    in_prose = [edit for edit in edits if edit.end <= prose_end]
    made = [Edit(e.start + start, e.end + start, e.new, e.rule_ids) for e in prose_edits(article.prose, in_prose)]
    return (*join_edits(edits_of_values(article, find_values(article.source), edits)), *made)


def broken_edits(article: Article, edits: Sequence[Edit]) -> frozenset[Edit]:
    """The edits that would change more than words, as one that makes one list of two does.

    Args:
        article: as it was read.
        edits: sorted and apart, in its text.
    """
    prose = article.prose
    starts_file = len(article.source) == len(prose)
    in_prose = [edit for edit in edits if edit.end <= len(prose)]
    if not in_prose or article.layout is None:
        return frozenset()
    split = splits_link(prose, in_prose)
    whole = [edit for edit in in_prose if edit not in split]

    def holds(tried: Sequence[Edit]) -> bool:
        after = splice(prose, prose_edits(prose, tried))
        return not (starts_file and front_matter_end(after)) and keeps_outline(prose, tried, after)

    return frozenset(in_prose) - frozenset(_most_that_hold(whole, holds))


def _most_that_hold(edits: Sequence[Edit], holds: Callable[[Sequence[Edit]], bool]) -> Sequence[Edit]:
    """As many of the edits as may be made together; found by halves, since nearly always all may."""
    if not edits or holds(edits):
        return edits
    if len(edits) == 1:
        return ()
    middle = len(edits) // 2
    first = _most_that_hold(edits[:middle], holds)
    rest = _most_that_hold(edits[middle:], holds)
    if not (first and rest) or holds([*first, *rest]):
        return [*first, *rest]
    return first


def as_text(article: Article, edits: Sequence[Edit]) -> str:
    """The article in a Markdown file as plain text, with edits of its source made."""
    # Imported here: only a run with --to writes anew.
    from pipeline.ingest.markdown.text import markdown_as_text

    return markdown_as_text(article, edits)


FORMAT = TextFormat("markdown", parse, source_edits, as_text=as_text, broken_edits=broken_edits)
