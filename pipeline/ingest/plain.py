"""Plain text: every line is a block, and the source is the text."""

from __future__ import annotations

from pipeline.ingest.formats import Parsed, TextFormat, verbatim

_LONGEST_TITLE = 200
"""Code points; a longer first line, or one of several sentences, is a paragraph."""


def first_line_title(text: str) -> str:
    """The first line that is not blank, if it can be a title; otherwise nothing."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST_TITLE and ". " not in first else ""


def parse(source: str) -> Parsed:
    """The article in a text file."""
    return verbatim(source, title=first_line_title(source))


FORMAT = TextFormat("text", (".txt", ".text"), parse)
