"""Character references in Markdown and plain text, such as "&nbsp;", as the marks that they are read as."""

from __future__ import annotations

import html
import re

REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
"""A character reference, of which nothing may go but the whole."""
UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""What shows nothing: the soft hyphen inside of a line, zero-width space, word joiner and byte order mark."""
_UNSEEN = re.compile(rf"(?<!\w)[{UNSEEN}]+|[{UNSEEN}]+(?!\w)")
"""What shows nothing and parts no word."""


def read_references(text: str) -> str:
    """A text with spaces and marks for the references that stand for such, as long as the text itself.

    A reference is followed by spaces, as many as it is longer than what it stands for. Letters stay as written, and so
    does what stands inside a word.
    """
    if "&" in text:
        text = REFERENCE.sub(_as_read, text)
    return text if text.isascii() else _UNSEEN.sub(lambda found: " " * len(found[0]), text)


def _as_read(found: re.Match[str]) -> str:
    read = html.unescape(found[0])
    if read == "\u00ad" and not _parts_word(found):
        read = " "
    return read.ljust(len(found[0])) if len(read) == 1 and not read.isalnum() and read != "\u00ad" else found[0]


def _parts_word(found: re.Match[str]) -> bool:
    """Whether letters or digits stand right before and behind a reference."""
    before, behind = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return before.isalnum() and behind.isalnum()
