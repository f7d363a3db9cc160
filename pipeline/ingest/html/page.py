"""An HTML page as an article: what is read, what stands beside it, and how both map to the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.ingest.formats import Parsed
from pipeline.ingest.html.builder import read_tree
from pipeline.ingest.html.fields import find_anchors, find_emphasized, find_fields, find_raised
from pipeline.ingest.html.hidden import mark_hidden
from pipeline.ingest.html.region.region import find_region
from pipeline.ingest.html.seams import find_seams
from pipeline.ingest.html.text import PageText
from pipeline.ingest.html.tree import Tree
from pipeline.model import Field, Layout, Span

_SHORTCODE = re.compile(
    r"\[(?:[a-zA-Z][\w-]{0,40}(?:\s{1,4}[\w-]{1,40}=(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|[^\s\]\"']{1,200}))+\s{0,4}/?|/[a-zA-Z][\w-]{0,40})\]"
)
"""A call of a WordPress plugin that stands in the text, such as ``[gallery ids="1,2"]`` or ``[/caption]``."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read.

    Attributes:
        tree: its elements.
        ranges: of the numbers of the pieces that belong to the article, half-open, in order.
        text: how the article's text was made of their pieces.
        parsed: the article.
    """

    tree: Tree
    ranges: tuple[tuple[int, int], ...]
    text: PageText
    parsed: Parsed


@lru_cache(maxsize=1)
def read_page(source: str, *, is_xml: bool) -> Page:
    """The article on a page; the last page is kept, since its edits are placed right after it was read.

    Args:
        source: the decoded file.
        is_xml: whether it is read as XHTML.
    """
    tree = read_tree(source, is_xml=is_xml)
    mark_hidden(tree)
    region = find_region(tree)
    text = PageText(source)
    for first, last in region.ranges:
        text.part()
        for number in range(first, last):
            piece = tree.pieces[number]
            if piece.element is None or piece.element.hidden is None:
                text.add(number, piece, is_fragment=not tree.is_page)
    prose, blocks = text.finish()
    prose_segments = text.count()
    fields: list[Field] = []
    for found in find_fields(tree, frozenset(text.reach)):
        span = text.add_field(found.pieces)
        if len(span):
            fields.append(Field(found.name, span, found.is_kept))
    segments = text.segments()
    fields += (Field("anchor text", span) for span in find_anchors(tree, segments[:prose_segments]))
    raised = find_raised(tree, segments[:prose_segments])
    fields.sort(key=lambda field: field.span)
    shortcodes = (Span(*found.span()) for found in _SHORTCODE.finditer(prose)) if "]" in prose else ()
    code = tuple(sorted([*text.code, *shortcodes]))
    language = _language(tree, region.ranges)
    layout = Layout(
        blocks,
        code,
        tuple(fields),
        len(prose),
        region.ratio,
        region.taken_in,
        raised=tuple(raised),
        emphasized=tuple(find_emphasized(tree, segments[:prose_segments])),
        language=language,
        seams=tuple(find_seams(source, prose, segments[:prose_segments])),
        prose_ratio=region.prose_ratio,
    )
    parsed = Parsed("".join(text.parts), segments, layout, region.title, region.url, region.ratio)
    return Page(tree, region.ranges, text, parsed)


def _language(tree: Tree, ranges: tuple[tuple[int, int], ...]) -> str:
    """What the nearest element around the beginning of the article that names a language calls it; else empty."""
    element = next((tree.pieces[first].element for first, last in ranges if first < last), None)
    while element is not None:
        for name in ("lang", "xml:lang"):
            if declared := element.attributes.get(name, "").strip():
                return declared
        element = element.parent
    return ""
