"""Front matter that cannot be read as what it should be written in, line by line: enough to report what it says."""

from __future__ import annotations

import re

from pipeline.ingest.front_matter.nodes import Mapping, Node, Scalar, Sequence
from pipeline.model import Span

_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"[ \t]*[\"']?(?P<key>[A-Za-z_][\w.-]*)[\"']?[ \t]*[:=](?:[ \t]+(?P<value>\S.*))?")
"""A key and its value, as YAML, TOML and JSON have them."""
_ENTRY = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)")
_MORE = re.compile(r"[ \t]+(?P<value>\S.*)")
_BLOCK = re.compile(r"[|>][+-]?\d?(?:[ \t]+#.*)?")
"""The sign of a value that stands on the next lines."""
_PART = re.compile(r"[^,]+")


def read_lines(content: str, start: int) -> Mapping:
    """The keys of front matter that stand on a line each, and what stands for them.

    Args:
        content: all of it.
        start: where it begins in the file.
    """
    found: list[tuple[str, list[Span], bool]] = []
    position = 0
    while position < len(content) and (line := _LINE.match(content, position)):
        written = line[0].rstrip(" \t\r\n")
        # JSON has a comma behind a value.
        if pair := _PAIR.fullmatch(written.rstrip(" \t,")):
            value = _span(pair, position)
            has_value = len(value) > 0 and not _BLOCK.fullmatch(content, value.start, value.end)
            found.append((pair["key"], [value] * has_value, False))
        elif found and (entry := _ENTRY.fullmatch(written)):
            key, values, _ = found.pop()
            found.append((key, [*values, _span(entry, position)], True))
        elif found and (more := _MORE.fullmatch(written)):
            key, values, is_list = found.pop()
            begin = values.pop().start if values else position + more.start("value")
            found.append((key, [*values, Span(begin, position + more.end("value"))], is_list))
        position = line.end()
    pairs = ((key, _node(content, values, start, is_list=is_list)) for key, values, is_list in found if values)
    return Mapping(Span(start, start + len(content)), tuple(pairs))


def holds_pairs(content: str) -> bool:
    """Whether most lines of what may be front matter hold a key, or go on with what stands for one."""
    lines = [line.rstrip(" \t,") for line in content.splitlines() if line.strip()]
    return 2 * sum(any(form.fullmatch(line) for form in (_PAIR, _ENTRY, _MORE)) for line in lines) > len(lines)


def _span(found: re.Match[str], shift: int) -> Span:
    return Span(found.start("value") + shift, found.end("value") + shift) if found["value"] else Span(shift, shift)


def _node(content: str, values: list[Span], shift: int, *, is_list: bool) -> Node:
    whole = Span(values[0].start, values[-1].end)
    if content[whole.start] == "[" and content[whole.end - 1] == "]" and not is_list:
        is_list = True
        values = [Span(*part.span()) for part in _PART.finditer(content, whole.start + 1, whole.end - 1)]
    scalars = [_scalar(content, value, shift) for value in values]
    if not is_list:
        return scalars[0]
    return Sequence(Span(whole.start + shift, whole.end + shift), tuple(scalars), has_lines=False, key_end=0)


def _scalar(content: str, value: Span, shift: int) -> Scalar:
    """A value without the quotation marks around it."""
    written = content[value.start : value.end]
    bare = written.strip().strip("\"'").strip()
    start = value.start + written.find(bare) + shift
    span = Span(start, start + len(bare))
    return Scalar(span, span, " ".join(bare.split()))


def read_line_value(literal: str, *, in_brackets: bool) -> str:  # noqa: ARG001 - one signature for all languages
    """What a value says that is written as ``literal``."""
    return literal
