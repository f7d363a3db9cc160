"""What a page tells search engines in JSON-LD: headlines, descriptions, keywords and texts, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import tree_sitter_json
from tree_sitter import Language, Node, Parser

from pipeline.model import FieldName, Span
from pipeline.tables.fields import ANY_TYPE, other_types, structured_keys

_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?[a-zA-Z0-9]{1,31};")
"""What begins a tag, or an entity, in a text that is HTML itself."""


@dataclass(frozen=True, slots=True)
class StructuredField:
    """A field in JSON-LD.

    Attributes:
        name: what it is.
        span: in the file, between its quotation marks; of a list of keywords, from the first to the last of strings in
            a row.
        is_kept: whether no part of it may go, since what stands around it is no JSON, or since it is HTML itself.
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
        span = Span(place, place + length)
        has_markup = name == "structured text" and _MARKUP.search(content, span.start - start, span.end - start)
        yield StructuredField(name, span, root.has_error or bool(has_markup))
        place += length


def _ranges(root: Node) -> Iterator[tuple[int, int, FieldName]]:
    """The bytes of the fields: where each begins and ends, and what it is; they are apart."""
    waiting = [(root, root)]
    known: dict[int, tuple[str, ...]] = {}
    while waiting:
        node, around = waiting.pop()
        waiting += ((child, node) for child in reversed(node.named_children))
        key = structured_keys().get(_key(node))
        if key:
            if around.id not in known:
                known[around.id] = tuple(_types(around))
            if _has_field(key.field, key.types, known[around.id]):
                yield from ((first, last, key.field) for first, last in _inside(node))


def _has_field(field: FieldName, wanted: tuple[str, ...], types: tuple[str, ...]) -> bool:
    """Whether a key of an object of some types is a field; keywords are, whatever the object is."""
    if ANY_TYPE not in wanted:
        return any(one.endswith(wanted) for one in types)
    return field == "structured keywords" or not any(one.endswith(other_types()) for one in types)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_json.language()))


def _key(node: Node) -> str:
    key = node.child_by_field_name("key") if node.type == "pair" else None
    return _string(key) if key else ""


def _string(node: Node) -> str:
    return (node.text or b"").strip(b'"').decode("utf-8", "replace")


def _types(around: Node) -> Iterator[str]:
    """What an object is: a publisher, an author, an answer ..."""
    for one in around.named_children:
        value = one.child_by_field_name("value") if _key(one) == "@type" else None
        if value is not None:
            yield from map(_string, [value] if value.type == "string" else value.named_children)


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
