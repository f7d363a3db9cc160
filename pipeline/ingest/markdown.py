"""Markdown: the rules read the source as it is, and know its marks; front matter is read value by value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.draft import splice
from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.front_matter import find_values
from pipeline.ingest.front_matter_fences import front_matter_end
from pipeline.ingest.front_matter_text import edits_of_values, main_title, with_values
from pipeline.ingest.markdown_edits import prose_edits, splits_link
from pipeline.ingest.markdown_layout import layout_of
from pipeline.ingest.markdown_outline import keeps_outline
from pipeline.ingest.plain import first_line_title
from pipeline.model import Article, Edit, Layout
from pipeline.source_map import join_edits


def parse(source: str) -> Parsed:
    """The article in a Markdown file: its text without front matter, and behind it the values of that."""
    start = front_matter_end(source)
    values = find_values(source)
    text, segments, layout = with_values(source, start, layout_of(source[start:]).layout(), values)
    return Parsed(text, segments, layout, main_title(values) or _first_title(text, layout))


def _first_title(text: str, layout: Layout) -> str:
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
    from pipeline.ingest.markdown_text import markdown_as_text

    return markdown_as_text(article, edits)


FORMAT = TextFormat("markdown", parse, source_edits, as_text=as_text, broken_edits=broken_edits)
