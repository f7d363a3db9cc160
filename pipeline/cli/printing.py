"""Standard output and standard error, also where nothing can be written to them."""

from __future__ import annotations

import sys
from traceback import walk_tb

import click

from pipeline.errors import OutputError

UNREAD = 141
"""The exit code of a command whose output nobody reads to its end, as shells call it."""


def put(content: bytes) -> None:
    """Write bytes to standard output as they are.

    Raises:
        OutputError: it is closed.
    """
    if sys.stdout is None:
        raise OutputError("Standard output is closed. Leave it open, or send it to a file.")
    click.echo(content, nl=False)


def is_of_printing(error: OSError) -> bool:
    """Whether it was standard output or standard error that could not be written."""
    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(error.__traceback__))


def give_up_printing() -> None:
    """Forget what cannot be printed: Python would try it again at its end, and fail with a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            setattr(sys, name, None)
