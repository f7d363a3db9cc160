"""What a page tells search engines beside its article: title, attributes, structured data, hidden text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.html.structured import find_structured
from pipeline.ingest.html.tokens import find_attributes
from pipeline.ingest.html.tree import Element, Piece, Tree
from pipeline.model import FieldName, Segment, Span
from pipeline.tables.fields import meta_names

_PICTURES = frozenset({"img", "area", "amp-img"})
_SLIGHT_EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
_NAMING = ("name", "property", "itemprop")
"""Attributes that say what a tag is about."""


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field of a page.

    Attributes:
        name: what it is.
        pieces: those of the source that hold it, each with its number in the tree, if it has one.
        is_kept: whether no part of it may go.
    """

    name: FieldName
    pieces: tuple[tuple[int | None, Piece], ...]
    is_kept: bool = False


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
            if _names_tags(element) and element.first not in read:
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
    yield from _texts((one for one in tree.elements if one.name == "a" and "href" in one.attributes), segments)


def find_raised(tree: Tree, segments: Sequence[Segment]) -> Iterator[Span]:
    """The ranges of the article's text that stand raised, such as the marks of notes.

    Args:
        tree: the page.
        segments: of the article's text.
    """
    yield from _texts((one for one in tree.elements if one.name == "sup"), segments)


def find_emphasized(tree: Tree, segments: Sequence[Segment]) -> Iterator[Span]:
    """The ranges of the article's text in slight emphasis, as words of other languages and names of species are.

    Args:
        tree: the page.
        segments: of the article's text.
    """
    yield from _texts((one for one in tree.elements if one.name in _SLIGHT_EMPHASIS), segments)


def _texts(elements: Iterable[Element], segments: Sequence[Segment]) -> Iterator[Span]:
    """The ranges of the article's text that stand in some elements."""
    starts = [segment.source_start for segment in segments]
    for element in elements:
        inside = segments[bisect_left(starts, element.content) : bisect_left(starts, element.end)]
        if inside and inside[-1].end > inside[0].start:
            yield Span(inside[0].start, inside[-1].end)


def _pieces(tree: Tree, element: Element) -> tuple[tuple[int, Piece], ...]:
    return tuple((number, tree.pieces[number]) for number in range(element.first, element.last))


def _names_tags(element: Element) -> bool:
    """Whether an element shows tags of the article: a link to the page of one, or keywords as microdata."""
    if element.name == "a" and "tag" in element.attributes.get("rel", "").split():
        return True
    return element.name != "meta" and "keywords" in element.attributes.get("itemprop", "").lower().split()


def _meta_name(attributes: Mapping[str, str]) -> FieldName | None:
    known = meta_names()
    names = (name for one in _NAMING for name in attributes.get(one, "").strip().lower().split())
    return next((known[name] for name in names if name in known), None)


def _attributes(tree: Tree, element: Element, *, is_inside: bool) -> Iterator[FoundField]:
    wanted: dict[str, FieldName] = {}
    attributes = element.attributes
    if element.name == "meta":
        name = _meta_name(attributes)
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
    if script.attributes.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
        return
    end = source.rfind("</", script.content, script.end)
    for found in find_structured(source[script.content : end if end >= 0 else script.end], script.content):
        piece = Piece("json" if found.name == "structured text" else "raw", found.span.start, found.span.end, None)
        yield FoundField(found.name, ((None, piece),), found.is_kept)
