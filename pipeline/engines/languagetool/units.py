"""Cuts a text into units that can be checked each by itself.

LanguageTool looks at sentences, and a few of its rules at the sentence before or at the paragraph. So a unit ends only
where a finished sentence ends its paragraph, or its line: a heading, a list item without a stop or a broken line stays
with what follows it, and so does what stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.engines.languagetool.text import LONGEST_REQUEST, closes_next, open_brackets, pieces
from pipeline.model import Span

SEPARATOR = "\n\n"
"""What stands between the units of one request."""

# An abbreviation may end a line within a sentence, so a longer word must stand before the stop and a capital behind it.
_UNIT_END = re.compile(
    r"[.!?…][\"'”’)\]]*[^\S\r\n]*(?:\r\n|\n|\r)\s*?(?:\r\n|\n|\r)\s*"
    r"|(?<=[a-z]{4})[.!?](?:\r\n|\n|\r)(?=[\"“]?[A-Z])"
)


def units(text: str, span: Span, longest: int = LONGEST_REQUEST) -> Iterator[Span]:
    """The units in ``span``, in order, without the white space around them; none is longer than a request."""
    start = read = span.start
    opened: list[str] = []
    for end in (*(match.end() for match in _UNIT_END.finditer(text, span.start, span.end)), span.end):
        opened = open_brackets(text[read:end], opened)
        read = end
        if end < span.end and closes_next(text, end, opened):
            continue
        for piece in pieces(text, Span(start, end), longest):
            stripped = _stripped(text, piece)
            if stripped is not None:
                yield stripped
        start = end
        opened = []


def _stripped(text: str, span: Span) -> Span | None:
    """``span`` without white space at its ends; None where nothing else is in it."""
    inner = text[span.start : span.end]
    words = inner.strip()
    if not words:
        return None
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(words))
