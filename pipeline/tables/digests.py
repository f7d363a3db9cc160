"""Digests of texts, and of the files that this program is made of."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


def text_digest(*texts: str) -> str:
    """The SHA-256 of some texts in their order, in hexadecimal digits; half a character counts too."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def file_digest(path: Path) -> bytes:
    """The SHA-256 of a file that does not change while the program runs; large models are read once for it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
