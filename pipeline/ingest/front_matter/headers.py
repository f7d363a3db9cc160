"""Front matter without fences, as Pelican, MultiMarkdown, field lists and mails have it: a value for a key per line."""

from __future__ import annotations

import re

from pipeline.ingest.front_matter.nodes import Mapping, Scalar
from pipeline.model import Span
from pipeline.tables.fields import header_keys, key_letters

_HEADER = re.compile(r"(?P<mark>:?)(?P<key>[^\W\d_][\w.-]*(?: [\w.-]+)?):(?:[ \t]+(?P<value>\S(?:.*\S)?))?\s*")
"""A key of one or two words; in field lists with a colon on either side."""
_CONTINUED = re.compile(r"[ \t]+(?P<value>\S(?:.*\S)?)\s*")
_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\Z)")
_LONGEST = 1000
"""Code points of a line; a longer one is a paragraph."""
_LONGEST_UNKNOWN = 200
"""The same where the key is not known: it may as well open a paragraph, as "Note: ..." does."""


def headers_end(source: str) -> int:
    """Where the headers end that a file begins with, before an empty line; 0 where it does not begin with two.

    Args:
        source: the file; its mark of the byte order may stand before the headers.
    """
    position = int(source.startswith("\ufeff"))
    keys: list[str] = []
    while (line := _LINE.match(source, position)) is None or line[0].strip():
        if line is None or line.end() - position > _LONGEST:
            return 0
        found = _HEADER.fullmatch(line[0])
        if found:
            keys.append(key_letters(found["key"]))
            is_header = keys[-1] in header_keys() or bool(found["mark"]) or found["key"][0].isupper()
        else:
            is_header = bool(keys) and _CONTINUED.fullmatch(line[0]) is not None
        if not is_header or (keys[-1] not in header_keys() and line.end() - position > _LONGEST_UNKNOWN):
            return 0
        position = line.end()
    return position if len(keys) > 1 and not header_keys().isdisjoint(keys) else 0


def read_headers(content: str, start: int) -> Mapping:
    """The headers of a file.

    Args:
        content: all of them.
        start: where they begin in the file.
    """
    found: list[tuple[str, Span]] = []
    position = 0
    while position < len(content) and (line := _LINE.match(content, position)):
        header = _HEADER.fullmatch(content, position, line.end())
        if header:
            value = Span(*header.span("value")) if header["value"] else Span(header.end(), header.end())
            found.append((header["key"], value))
        elif continued := _CONTINUED.fullmatch(content, position, line.end()):
            key, value = found.pop()
            value_start = value.start if value.start < value.end else continued.start("value")
            found.append((key, Span(value_start, continued.end("value"))))
        position = line.end()
    return Mapping(
        Span(start, start + len(content)), tuple((key, _scalar(content, value, start)) for key, value in found)
    )


def _scalar(content: str, value: Span, shift: int) -> Scalar:
    span = Span(value.start + shift, value.end + shift)
    return Scalar(span, span, " ".join(content[value.start : value.end].split()))


def read_header_value(literal: str, *, in_brackets: bool) -> str:  # noqa: ARG001 - one signature for all languages
    """What a value says that is written as ``literal``."""
    return literal
