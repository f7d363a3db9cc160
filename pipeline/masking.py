"""Texts of equal length that a tokenizer can take: what stops it is blanked out, and no position moves."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RUN = re.compile(r"[^\w\s]{30,}")
"""Longer runs of marks and symbols are no prose; spaCy's tokenizer takes time that grows with their square."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which cannot be encoded."""


def mask_for_tokenizer(text: str) -> str:
    """``text`` with long runs of marks and lone surrogates replaced by as many spaces."""
    return _SURROGATE.sub(" ", _RUN.sub(lambda run: " " * len(run.group()), text))


def blank(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """``text`` with the characters in some ranges, half-open, replaced by as many spaces."""
    characters = list(text)
    for start, end in ranges:
        characters[start:end] = " " * len(text[start:end])
    return "".join(characters)
