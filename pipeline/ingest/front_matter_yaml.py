"""Front matter in YAML, and in JSON, which reads as YAML: PyYAML tells where each of its values stands."""

from __future__ import annotations

import json

import yaml

from pipeline.ingest.front_matter_nodes import FrontMatterError, Mapping, Node, Scalar, Sequence
from pipeline.model import Span

_TEXT = "tag:yaml.org,2002:str"
_DEEPEST = 20
"""Levels of lists and mappings that are looked at; aliases may nest without end."""


def read_yaml(content: str, start: int) -> Node:
    """The front matter between two fences.

    Args:
        content: YAML.
        start: where it begins in its file.

    Raises:
        FrontMatterError: it is no YAML.
    """
    try:
        root = yaml.compose(content, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError(str(error)) from error
    if root is None:
        raise FrontMatterError("nothing stands in it")
    return _node(root, content, start, depth=0)


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


def _node(node: yaml.Node, content: str, shift: int, *, depth: int, key_end: int = 0) -> Node:
    start, end = node.start_mark.index, node.end_mark.index
    span = Span(start + shift, end + shift)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, content, shift)
    children = node.value if depth < _DEEPEST else []
    if isinstance(node, yaml.SequenceNode):
        entries = tuple(_node(one, content, shift, depth=depth + 1) for one in children)
        return Sequence(span, entries, not node.flow_style, key_end)
    pairs = tuple(
        (str(key.value), _node(value, content, shift, depth=depth + 1, key_end=key.end_mark.index + shift))
        for key, value in children
        if isinstance(key, yaml.ScalarNode)
    )
    return Mapping(span, pairs)


def _scalar(node: yaml.ScalarNode, content: str, shift: int) -> Scalar:
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
