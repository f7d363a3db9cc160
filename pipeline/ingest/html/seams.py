"""Seams of a page: places where two elements touch, which a style sheet may show apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.ingest.html.names import APART
from pipeline.model import Segment, Span

_NAMES = "|".join(sorted(APART))
_END = re.compile(rf"</(?:{_NAMES})[\s>]", re.IGNORECASE)
_START = re.compile(rf"<(?:{_NAMES})[\s>]", re.IGNORECASE)
_OPENING = frozenset("([{“‘«$£€#@/-–—'\"")
"""Marks that belong to what stands right behind them."""


def find_seams(source: str, text: str, segments: Sequence[Segment]) -> Iterator[Span]:
    """The last character of an element and the first of the next, wherever nothing stands between the two.

    As in ``<time>21:22</time><span>Frances</span>``. What is a word or a gap there, only the style sheet tells.

    Args:
        source: the page.
        text: of its article.
        segments: of the text.
    """
    for before, behind in pairwise(segments):
        if before.end != behind.start or not before.start < before.end < behind.end:
            continue
        is_glued = not text[before.end - 1].isspace() and text[before.end - 1] not in _OPENING
        if is_glued and text[behind.start].isalnum() and _is_seam(source, before.source_end, behind.source_start):
            yield Span(before.end - 1, before.end + 1)


def _is_seam(source: str, start: int, end: int) -> bool:
    """Whether one element ends and another begins in a part of the page."""
    ending = _END.search(source, start, end)
    return ending is not None and _START.search(source, ending.end(), end) is not None
