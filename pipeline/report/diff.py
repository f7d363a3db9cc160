"""What the edits change, as a unified diff."""

from __future__ import annotations

from difflib import unified_diff

_NO_FINAL_NEWLINE = "\n\\ No newline at end of file\n"


def article_diff(article_id: str, before: str, after: str) -> str:
    """The unified diff of an article; empty where nothing changes."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{article_id}", f"b/{article_id}")
    return "".join(line if line.endswith("\n") else line + _NO_FINAL_NEWLINE for line in lines)


def _lines(text: str) -> list[str]:
    """Lines by "\\n" alone, as diff and patch count them."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + parts[-1:] * bool(parts[-1])
