"""Swaps that an author speaks of: "heart fee (for heart rate)"."""

from __future__ import annotations

import re

from pipeline.model import Span

_REACH = 80
"""Characters of the line on each side of a swap that are looked at."""
_EXPLAINS = r"(?:[(\[|=→:;,–—-]|\b(?:for|means?|meant|of|from))"
"""What stands between a word and what it stands for."""
_EMPHASIS = ("*", "_")


def is_explained(text: str, span: Span, original: str) -> bool:
    """Whether the line of a swap says beside it what it stands for, or emphasis encloses just the swap.

    Args:
        text: the text.
        span: of the swap.
        original: what it stands for.
    """
    before = text[max(0, span.start - _REACH) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _REACH].partition("\n")[0]
    if before.endswith(_EMPHASIS) and behind.startswith(before[-1]):
        return True
    # Hardly any line names it, and each pattern has to be compiled.
    sought, named = original.lower(), re.escape(original)
    after_swap = rf"\W{{0,4}}{_EXPLAINS}\W{{0,4}}(?:for )?{named}\b"
    before_swap = rf"\b{named}\W{{0,3}}{_EXPLAINS}\W{{0,4}}\Z"
    is_named_behind = sought in behind.lower() and re.match(after_swap, behind, re.IGNORECASE)
    is_named_before = sought in before.lower() and re.search(before_swap, before, re.IGNORECASE)
    return bool(is_named_behind or is_named_before)
