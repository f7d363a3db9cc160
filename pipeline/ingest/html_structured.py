"""What a page tells search engines in JSON-LD: headlines, descriptions and keywords, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import tree_sitter_json
from tree_sitter import Language, Node, Parser

from pipeline.model import FieldName, Span

_NAMES: dict[bytes, FieldName] = {
    b"headline": "structured data",
    b"alternativeHeadline": "structured data",
    b"description": "structured data",
    b"abstract": "structured data",
    b"keywords": "structured keywords",
}
"""Fields by their keys in schema.org."""

_OTHERS = (b"Organization", b"Corporation", b"Business", b"Person", b"WebSite", b"Brand", b"Service")
"""Ends of the types of schema.org that are not about a page, and describe themselves."""


@dataclass(frozen=True, slots=True)
class StructuredField:
    """A field in JSON-LD.

    Attributes:
        name: what it is.
        span: in the file, between its quotation marks; of a list of keywords, from the first to the last of strings in
            a row.
        is_kept: whether no part of it may go, since what stands around it is no JSON.
    """

    name: FieldName
    span: Span
    is_kept: bool


def find_structured(content: str, start: int) -> Iterator[StructuredField]:
    """The fields in JSON-LD, in the order of the file.

    Args:
        content: of the script, or of what should be one.
        start: where it begins in the file.
    """
    raw = content.encode("utf-8", "surrogatepass")
    root = _parser().parse(raw).root_node
    byte, place = 0, start
    for first, last, name in sorted(_ranges(root)):
        place += len(raw[byte:first].decode("utf-8", "surrogatepass"))
        byte, length = last, len(raw[first:last].decode("utf-8", "surrogatepass"))
        yield StructuredField(name, Span(place, place + length), root.has_error)
        place += length


def _ranges(root: Node) -> Iterator[tuple[int, int, FieldName]]:
    """The bytes of the fields: where each begins and ends, and what it is; they are apart."""
    waiting = [(root, root)]
    are_others: dict[int, bool] = {}
    while waiting:
        node, around = waiting.pop()
        waiting += ((child, node) for child in reversed(node.named_children))
        name = _NAMES.get(_key(node))
        if name and not (name == "structured data" and _is_about_another(around, are_others)):
            yield from ((first, last, name) for first, last in _inside(node))


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_json.language()))


def _key(node: Node) -> bytes:
    key = node.child_by_field_name("key") if node.type == "pair" else None
    return (key.text or b"").strip(b'"') if key else b""


def _is_about_another(around: Node, known: dict[int, bool]) -> bool:
    """Whether an object is a publisher, an author or a site; ``known`` keeps what was found out."""
    if around.id not in known:
        types = (one.child_by_field_name("value") for one in around.named_children if _key(one) == b"@type")
        names = (name for one in types if one for name in ([one] if one.type == "string" else one.named_children))
        known[around.id] = any((name.text or b"").strip(b'"').endswith(_OTHERS) for name in names)
    return known[around.id]


def _inside(pair: Node) -> Iterator[tuple[int, int]]:
    """The bytes between the quotation marks of a value; of a list, from the first to the last of strings in a row."""
    value = pair.child_by_field_name("value")
    if value is None or value.type not in ("string", "array"):
        return
    entries = [value] if value.type == "string" else value.named_children
    for is_text, row in groupby(entries, key=lambda one: one.type == "string" and not one.has_error):
        strings = list(row)
        start, end = strings[0].start_byte + 1, strings[-1].end_byte - 1
        if is_text and start < end:
            yield start, end
