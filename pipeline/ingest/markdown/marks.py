"""Text as it is written in Markdown, so that nothing in it is taken for a mark."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\\`*_\[\]<>]|^(?:#{1,6}|[+-]|\d{1,9}[.)]|={2,}|-{2,}|~{3,})(?=\s|$)", re.MULTILINE)
"""What Markdown would take for a mark."""


def without_marks(text: str) -> str:
    """The text with a backslash before each character that Markdown would take for a mark."""
    return _MARK.sub(lambda mark: f"{mark[0][:-1]}\\{mark[0][-1]}", text)
