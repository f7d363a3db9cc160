"""What a page tells search engines in JSON-LD: headlines, descriptions and keywords, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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
        span: in the file, between its quotation marks; of a list of keywords, from the first to the last.
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
    waiting = [(root, root)]
    are_others: dict[int, bool] = {}
    byte, place = 0, start
    while waiting:
        node, around = waiting.pop()
        waiting += ((child, node) for child in reversed(node.named_children))
        name = _NAMES.get(_key(node))
        inside = _inside(node) if name else None
        if not name or not inside or (name == "structured data" and _is_about_another(around, are_others)):
            continue
        place += len(raw[byte : inside[0]].decode("utf-8", "surrogatepass"))
        byte, length = inside[1], len(raw[slice(*inside)].decode("utf-8", "surrogatepass"))
        yield StructuredField(name, Span(place, place + length), root.has_error)
        place += length


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
        known[around.id] = any(one is not None and (one.text or b"").strip(b'"').endswith(_OTHERS) for one in types)
    return known[around.id]


def _inside(pair: Node) -> tuple[int, int] | None:
    """The bytes between the quotation marks of a value, or of the first and the last string of a list."""
    value = pair.child_by_field_name("value")
    if value is None or value.type not in ("string", "array"):
        return None
    strings = [value] if value.type == "string" else value.named_children
    if not strings or any(one.type != "string" or one.has_error for one in strings):
        return None
    start, end = strings[0].start_byte + 1, strings[-1].end_byte - 1
    return (start, end) if start < end else None
