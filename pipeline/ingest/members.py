"""What the articles of a file of several have in common."""

from __future__ import annotations

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.formats import MEMBER_FORMATS
from pipeline.ingest.html.sniffing import find_tag

_LONGEST_NAME = 200
"""Code points of a name; what a file gives as an id may be anything."""


class UniqueNames:
    """Gives each article of a file a name of its own, whatever ids the file repeats."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """``wanted``, or ``wanted~2``, ``wanted~3`` ... where it is taken."""
        wanted = wanted[:_LONGEST_NAME]
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}~{number}"
        self._taken.add(name)
        return name


def member_format(text: str, config: Config) -> str:
    """The format of a text in a field: the one of ``--format``, else HTML where it holds tags, else plain text."""
    if config.format in MEMBER_FORMATS:
        return config.format
    return "html" if find_tag(text) else "text"


def no_text_field(field: str) -> ArticleError:
    """The fault of an article whose text is missing."""
    return ArticleError("no_text", f"There is no text in the field {field!r}. Name the right one with --text-field.")
