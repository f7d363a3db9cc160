"""Names of runs and findings, which come back from spreadsheets as they went in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

_NUMBER = re.compile(r"\d+(?:e\d+)?")
"""What a spreadsheet takes for a number, and rounds."""


def name_of(parts: Sequence[str], digits: int) -> str:
    """A name for what the parts say, in hexadecimal digits that are no number.

    Args:
        parts: texts.
        digits: how many.
    """
    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    while _NUMBER.fullmatch(name := sha256(content).hexdigest()[:digits]):
        content = sha256(content).digest()
    return name
