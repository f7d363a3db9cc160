"""The pages of a review on the disk."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files.output import write_file

_FOLDER = "review"


def page_name(number: int) -> str:
    """The file name of a page, counted from 0."""
    return f"page-{number + 1}.html" if number else "index.html"


def write_page(reports: Path, number: int, content: bytes) -> Path:
    """Write a page into the folder ``review`` beside the reports.

    Args:
        reports: folder of the reports.
        number: of the page, from 0.
        content: of the file.

    Returns:
        Its path.

    Raises:
        OutputError: it cannot be written.
    """
    path = reports / _FOLDER / page_name(number)
    write_file(path, content)
    return path


def remove_pages_from(reports: Path, number: int) -> None:
    """Remove the pages that an earlier review had more.

    Args:
        reports: folder of the reports.
        number: of the first page that is not wanted.

    Raises:
        OutputError: one cannot be removed.
    """
    for path in (reports / _FOLDER / page_name(one) for one in count(number)):
        if not path.is_file():
            return
        try:
            path.unlink()
        except OSError as error:
            raise OutputError(f"{path} cannot be removed: {error.strerror}. It is of an earlier review.") from error
