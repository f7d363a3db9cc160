"""Front matter in YAML, and in JSON, which reads as YAML: PyYAML tells where each of its values stands."""

from __future__ import annotations

import json
import re
from itertools import accumulate

import yaml

from pipeline.ingest.front_matter.nodes import FrontMatterError, Mapping, Node, Scalar, Sequence
from pipeline.model import Span

_TEXT = "tag:yaml.org,2002:str"
_DEEPEST = 20
"""Levels of lists and mappings that are looked at."""
_MOST_BRACKETS = 100
"""Brackets that may stand open at once: the time that PyYAML takes grows with the square of their number."""
_BRACKET = re.compile(r"[\[\]{}]")


def read_yaml(content: str, start: int) -> Node:
    """The front matter between two fences.

    Args:
        content: YAML.
        start: where it begins in its file.

    Raises:
        FrontMatterError: it is no YAML.
    """
    brackets = (1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(content))
    if max(accumulate(brackets), default=0) > _MOST_BRACKETS:
        raise FrontMatterError("its brackets are nested too deeply")
    try:
        root = yaml.compose(content, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError(str(error)) from error
    if root is None:
        raise FrontMatterError("nothing stands in it")
    return _Reader(content, start).node(root, depth=0)


def read_json(content: str, start: int) -> Node:
    """The same for JSON; tabs, which YAML refuses, are white space in it wherever they stand as they are.

    Raises:
        FrontMatterError: it is no JSON.
    """
    try:
        json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FrontMatterError(str(error)) from error
    return read_yaml(content.replace("\t", " "), start)


def read_yaml_value(literal: str, *, in_brackets: bool) -> str | None:
    """What a value says that is written as ``literal``; None where it is no text there.

    Args:
        literal: the value with its quotation marks or the sign of its block.
        in_brackets: whether it stands in a list or a mapping in brackets.
    """
    try:
        whole = yaml.safe_load(f"[{literal}]" if in_brackets else f"key: {literal}\n")
    except (yaml.YAMLError, ValueError):
        return None
    values = list(whole) if in_brackets else [value for key, value in whole.items() if key == "key"]
    return values[0] if len(values) == 1 and isinstance(values[0], str) else None


def read_json_value(literal: str, *, in_brackets: bool) -> str | None:  # noqa: ARG001 - one signature for all languages
    """What a value says that is written as ``literal``; None where it is no text."""
    try:
        value = json.loads(literal)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


class _Reader:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, content: str, shift: int) -> None:
        self._content = content
        self._shift = shift
        self._read: dict[int, Node] = {}

    def node(self, node: yaml.Node, *, depth: int, key_end: int = 0) -> Node:
        """A node; one that aliases stand for is read once, and is empty inside of itself."""
        if id(node) not in self._read and isinstance(node, yaml.ScalarNode):
            self._read[id(node)] = self._scalar(node)
        elif id(node) not in self._read:
            span = Span(node.start_mark.index + self._shift, node.end_mark.index + self._shift)
            self._read[id(node)] = Mapping(span, ())
            if depth < _DEEPEST and isinstance(node, yaml.CollectionNode):
                self._read[id(node)] = self._collection(node, span, depth, key_end)
        return self._read[id(node)]

    def _collection(self, node: yaml.CollectionNode, span: Span, depth: int, key_end: int) -> Node:
        if isinstance(node, yaml.SequenceNode):
            entries = tuple(self.node(one, depth=depth + 1) for one in node.value)
            return Sequence(span, entries, not node.flow_style, key_end)
        pairs = tuple(
            (str(key.value), self.node(value, depth=depth + 1, key_end=key.end_mark.index + self._shift))
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        )
        return Mapping(span, pairs)

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        content, shift = self._content, self._shift
        start, end = node.start_mark.index, node.end_mark.index
        inner_start, inner_end = start, end
        if node.style in ("|", ">"):
            end = inner_end = start + len(content[start:end].rstrip())
            head_end = content.find("\n", start, end) + 1 or end
            inner_start = end - len(content[head_end:end].lstrip())
        elif node.style:
            inner_start, inner_end = start + 1, end - 1
        text = node.value if node.tag == _TEXT else None
        return Scalar(
            Span(start + shift, end + shift), Span(inner_start + shift, max(inner_start, inner_end) + shift), text
        )
