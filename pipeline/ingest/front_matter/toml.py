"""Front matter in TOML: tree-sitter tells where each of its values stands, the standard library what it says.

Of the libraries for TOML, tomllib and rtoml tell no places, and tomlkit writes a changed document back but does not say
where in it a value stands either.
"""

from __future__ import annotations

import tomllib
from functools import cache

import tree_sitter_toml
from tree_sitter import Language, Parser
from tree_sitter import Node as TomlNode

from pipeline.ingest.front_matter.nodes import FrontMatterError, Mapping, Node, Scalar, Sequence
from pipeline.model import Span

_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})
_LONG_QUOTES = ('"""', "'''")


def read_toml(content: str, start: int) -> Node:
    """The front matter between two fences.

    Args:
        content: TOML.
        start: where it begins in its file.

    Raises:
        FrontMatterError: it is no TOML.
    """
    try:
        tomllib.loads(content.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrontMatterError(str(error)) from error
    raw = content.encode("utf-8", "surrogatepass")
    root = _parser().parse(raw).root_node
    if root.has_error:
        raise FrontMatterError("its parts cannot be told apart")
    return _Reader(raw, start).mapping(root)


def read_toml_value(literal: str, *, in_brackets: bool) -> str | None:  # noqa: ARG001 - one signature for all languages
    """What a value says that is written as ``literal``; None where it is no text."""
    try:
        value = tomllib.loads(f"key = {literal}".replace("\r\n", "\n")).get("key")
    except tomllib.TOMLDecodeError:
        return None
    return value if isinstance(value, str) else None


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))


class _Reader:
    """Turns tree-sitter's nodes, which count bytes, into ours."""

    def __init__(self, raw: bytes, shift: int) -> None:
        self._raw = raw
        self._shift = shift

    def mapping(self, node: TomlNode) -> Mapping:
        """The keys of a document, a table or a table in braces; tables of which there are several are left out."""
        pairs: list[tuple[str, Node]] = []
        for child in node.named_children:
            if child.type == "table":
                names = self._names(next(one for one in child.named_children if one.type in _KEYS))
                pairs.append(self._nested(names, self.mapping(child)))
            elif child.type == "pair":
                key, value = (one for one in child.named_children if one.type != "comment")
                pairs.append(self._nested(self._names(key), self._value(value, self._place(key.end_byte))))
        return Mapping(self._span(node), tuple(pairs))

    def _nested(self, names: list[str], node: Node) -> tuple[str, Node]:
        """What a dotted key stands for: a mapping of one key in another."""
        for name in reversed(names[1:]):
            node = Mapping(node.span, ((name, node),))
        return names[0], node

    def _names(self, key: TomlNode) -> list[str]:
        if key.type == "dotted_key":
            return [name for part in key.named_children for name in self._names(part)]
        written = self._text(key)
        return [read_toml_value(written, in_brackets=False) or "" if key.type == "quoted_key" else written]

    def _value(self, node: TomlNode, key_end: int) -> Node:
        if node.type == "array":
            entries = (self._value(one, key_end) for one in node.named_children if one.type != "comment")
            return Sequence(self._span(node), tuple(entries), has_lines=False, key_end=key_end)
        if node.type == "inline_table":
            return self.mapping(node)
        return self._scalar(node)

    def _scalar(self, node: TomlNode) -> Scalar:
        span = self._span(node)
        if node.type != "string":
            return Scalar(span, span, None)
        written = self._text(node)
        size = next((len(quotes) for quotes in _LONG_QUOTES if written.startswith(quotes)), 1)
        return Scalar(
            span, Span(span.start + size, max(span.start, span.end - size)), read_toml_value(written, in_brackets=False)
        )

    def _text(self, node: TomlNode) -> str:
        return self._raw[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")

    def _place(self, byte: int) -> int:
        return len(self._raw[:byte].decode("utf-8", "surrogatepass")) + self._shift

    def _span(self, node: TomlNode) -> Span:
        return Span(self._place(node.start_byte), self._place(node.end_byte))
