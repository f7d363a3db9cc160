"""Whether a text is HTML, though neither the name of its file nor its user says so."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.ingest.html.names import LINES, PARAGRAPHS, VOID
from pipeline.ingest.html.tokens import Token, tokenize_html
from pipeline.model import Span

_TAGS = re.compile(r"</(?:p|div|h[1-6]|li|a|strong|em|b|i|span|section|article)>|<br ?/?>|<!-- wp:", re.IGNORECASE)
"""What only HTML holds; other formats may hold a little of it."""

_PAGE_START = re.compile(r"(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BLOCKS = (PARAGRAPHS | LINES) - VOID
_LEFT_OPEN = frozenset({"p", "li", "dt", "dd", "td", "th", "tr"})
_LOOKED_AT = 50_000
"""Code points of a text that are looked at."""
_FEWEST_BLOCKS = 2
_MOST_OUTSIDE = 0.2
"""Share of a text that may stand outside of all blocks; in Markdown with some tags it is far more."""


def find_tag(text: str) -> Span | None:
    """The first tag of HTML in a text."""
    found = _TAGS.search(text) if "<" in text else None
    return Span(*found.span()) if found else None


def is_html(text: str) -> bool:
    """Whether a text is plainly HTML: it begins as a page does, or hardly anything in it stands outside of blocks."""
    start = text[:_LOOKED_AT]
    return "<" in start and (_begins_page(start) or _is_in_blocks(start))


def _begins_page(start: str) -> bool:
    """Whether nothing but comments and an XML declaration stands before the first tag of a page."""
    for token in tokenize_html(start):
        if _PAGE_START.match(start, token.start + 1, token.end):
            return True
        if token.kind != "comment" and start[token.start : token.end].strip():
            return False
    return False


def _is_in_blocks(start: str) -> bool:
    opened: Counter[str] = Counter()
    blocks, sizes = 0, {False: 0, True: 0}
    for token in tokenize_html(start):
        if token.kind == "text":
            sizes[any(opened.values())] += len(start[token.start : token.end].strip())
        elif token.name in _BLOCKS:
            blocks += token.kind == "start"
            _follow(opened, token)
    return blocks >= _FEWEST_BLOCKS and sizes[False] <= _MOST_OUTSIDE * sum(sizes.values())


def _follow(opened: Counter[str], token: Token) -> None:
    """Count a tag among the blocks that stand open; the end of one ends those in it that need no end tag."""
    name = token.name
    if token.kind == "end":
        for left in () if name in _LEFT_OPEN else _LEFT_OPEN:
            opened[left] = 0
        opened[name] = max(0, opened[name] - 1)
    else:
        opened[name] = 1 if name in _LEFT_OPEN else opened[name] + 1
