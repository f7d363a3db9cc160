"""What a page tells search engines beside its article: title, attributes, structured data, hidden text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ingest.html_tokens import find_attributes
from pipeline.ingest.html_tree import Element, Piece, Tree
from pipeline.model import FieldName, Segment, Span

_META: dict[str, FieldName] = {
    "description": "description",
    "keywords": "keywords",
    "news_keywords": "keywords",
    "article:tag": "keywords",
    "og:title": "open graph",
    "og:description": "open graph",
    "twitter:title": "open graph",
    "twitter:description": "open graph",
}
"""Fields by the ``name`` or ``property`` of a ``meta`` tag."""

_PICTURES = frozenset({"img", "area", "amp-img"})
_STRING = r"\"((?:[^\"\\]|\\.)*)\""
_STRUCTURED = re.compile(rf"\"(headline|keywords)\"\s*:\s*(?:{_STRING}|\[\s*(\"(?:[^\"\\\]]|\\.|\"\s*,\s*\")*\")\s*\])")
"""A headline or keywords in JSON-LD; of a list of keywords, all from the first quotation mark to the last."""


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field and the pieces of the source that hold it, each with its number in the tree, if it has one."""

    name: FieldName
    pieces: tuple[tuple[int | None, Piece], ...]


def find_fields(tree: Tree, read: frozenset[int]) -> Iterator[FoundField]:
    """The fields that stand in no text of the article.

    Args:
        tree: the page.
        read: numbers of the pieces that belong to the article; only what stands between them, or beside them with no
            other words between, is looked at for alternative texts and tooltips.
    """
    if tree.title is not None:
        yield FoundField("title", ((None, Piece("text", tree.title.start, tree.title.end, None)),))
    first, last = _reach(tree, read) if read else (0, 0)
    hidden: set[int] = set()
    for element in tree.elements:
        is_inside = first <= element.first <= last
        if element.name == "script":
            yield from _structured(tree.source, element)
        elif element.hidden is element and element.name != "head":
            if id(element) not in hidden:
                hidden.add(id(element))
                yield FoundField("hidden text", _pieces(tree, element))
        elif element.has_attributes:
            yield from _attributes(tree, element, is_inside=is_inside)
            if element.name == "a" and "tag" in element.attributes.get("rel", "").split() and element.first not in read:
                yield FoundField("tag list", _pieces(tree, element))


def _reach(tree: Tree, read: frozenset[int]) -> tuple[int, int]:
    """The numbers of the pieces from the first to the last that is read, and of those beside them without words."""
    first, last = min(read), max(read) + 1
    while first > 0 and not _has_words(tree, first - 1):
        first -= 1
    while last < len(tree.pieces) and not _has_words(tree, last):
        last += 1
    return first, last


def _has_words(tree: Tree, number: int) -> bool:
    piece = tree.pieces[number]
    return piece.kind in ("text", "raw") and not tree.source[piece.start : piece.end].isspace()


def find_anchors(tree: Tree, segments: Sequence[Segment]) -> Iterator[Span]:
    """The ranges of the article's text that are the texts of links.

    Args:
        tree: the page.
        segments: of the article's text.
    """
    starts = [segment.source_start for segment in segments]
    for element in tree.elements:
        if element.name == "a" and "href" in element.attributes:
            inside = segments[bisect_left(starts, element.content) : bisect_left(starts, element.end)]
            if inside and inside[-1].end > inside[0].start:
                yield Span(inside[0].start, inside[-1].end)


def _pieces(tree: Tree, element: Element) -> tuple[tuple[int, Piece], ...]:
    return tuple((number, tree.pieces[number]) for number in range(element.first, element.last))


def _attributes(tree: Tree, element: Element, *, is_inside: bool) -> Iterator[FoundField]:
    wanted: dict[str, FieldName] = {}
    attributes = element.attributes
    if element.name == "meta":
        name = _META.get((attributes.get("name") or attributes.get("property", "")).strip().lower())
        if name:
            wanted["content"] = name
    elif is_inside:
        if element.name in _PICTURES and attributes.get("alt", "").strip():
            wanted["alt"] = "alternative text"
        if attributes.get("title", "").strip():
            wanted["title"] = "tooltip"
    if not wanted:
        return
    for attribute in find_attributes(tree.source, element.name, element.start, element.content):
        if attribute.name in wanted and attribute.is_quoted:
            piece = Piece("value", attribute.value_start, attribute.value_end, None)
            yield FoundField(wanted.pop(attribute.name), ((None, piece),))


def _structured(source: str, script: Element) -> Iterator[FoundField]:
    if script.attributes.get("type", "").strip().lower() != "application/ld+json":
        return
    for found in _STRUCTURED.finditer(source, script.content, script.end):
        start, end = found.span(2) if found[2] is not None else (found.start(3) + 1, found.end(3) - 1)
        name: FieldName = "structured keywords" if found[1] == "keywords" else "structured data"
        yield FoundField(name, ((None, Piece("raw", start, end, None)),))
