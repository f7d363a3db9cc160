"""The bytes of an article's file, and nothing that could block or flood the run."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

from pipeline.errors import ArticleError


def read_file(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file; a named pipe or a device never blocks it.

    Raises:
        ArticleError: ``unreadable`` or ``too_large``.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError("unreadable", "This is not a regular file. Put the article itself into the folder.")
            content = file.read(max_bytes + 1) if status.st_size <= max_bytes else b""
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}. Check its permissions."
        raise ArticleError("unreadable", reason) from error
    size = max(len(content), status.st_size)
    if size > max_bytes:
        raise ArticleError("too_large", f"The file has {size:,} bytes; the limit is {max_bytes:,} (--max-bytes).")
    return content


def read_listed(path: Path, max_bytes: int, content_sha256: str) -> bytes:
    """The bytes of a file that was listed before, under the digest that what is made of them is kept under.

    Raises:
        ArticleError: ``too_large``, or ``unreadable``, which a file that has changed since is too.
    """
    content = read_file(path, max_bytes)
    if sha256(content).hexdigest() != content_sha256:
        raise ArticleError("unreadable", "The file changed while it was read. Run the same command again.")
    return content
