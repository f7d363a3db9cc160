"""What still stands after a run, as other tools are told: a finding with its file, or an article that failed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import cast

from pipeline.report.columns import Row

_LONGEST_MESSAGE = 1_000
"""Code points: the finding is shown beside the text, in a comment or a line of a log."""

_LONGEST_QUOTE = 200
_NO_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A range of lines in a file, as tools count them.

    Attributes:
        line: from 1.
        column: from 1, in code points.
        end_line: of the end.
        end_column: exclusive.
        byte_columns: the two columns in bytes of UTF-8; None where the file is not there any more, or not in UTF-8.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    byte_columns: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that still stands, or an article that failed.

    Attributes:
        row: of the finding, or of the article.
        path: of the file, with forward slashes; bytes that are no text stand in it as Python reads them.
        member: name of the article in a file of several; otherwise empty.
        place: None where the file as a whole is meant, which has no lines, or other ones than the article.
        fixes: texts of which each may stand in the place, best first.
    """

    row: Row
    path: str
    member: str = ""
    place: Place | None = None
    fixes: tuple[str, ...] = ()

    @property
    def is_failure(self) -> bool:
        """Whether it is an article that failed."""
        return self.row["record"] == "article"

    @property
    def code(self) -> str:
        """The rule of a finding; the reason of a failure, for programs."""
        return str(self.row["error_code"] if self.is_failure else self.row["rule_id"])

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
        return "error" if self.is_failure else str(self.row["severity"])

    @property
    def message(self) -> str:
        """What a person is told; of an article without lines of its own, also where it stands in it."""
        if self.is_failure:
            where = f" ({self.member})" if self.member else ""
            return _shown(f"This article was not cleaned{where}: {self.row['error_message']}", _LONGEST_MESSAGE)
        text = str(self.row["message"])
        if self.place is None:
            quoted = _shown(str(self.row["sentence"] or self.row["match"]), _LONGEST_QUOTE)
            text += f" In {self.member}" if self.member else " In" if quoted else ""
            text += f": “{quoted}”" if quoted else ""
        return _shown(text, _LONGEST_MESSAGE)

    @property
    def raw_path(self) -> bytes:
        """The path as the disk has it."""
        return os.fsencode(self.path)

    @property
    def shown_path(self) -> str:
        """The path as text; bytes that are none are shown as ``\\xNN``."""
        return self.raw_path.decode("utf-8", "backslashreplace")


def place_of(row: Row, byte_columns: tuple[int, int] | None) -> Place:
    """The place of a finding."""
    line, column, end_line, end_column = (
        cast("int", row[name]) for name in ("line", "column", "end_line", "end_column")
    )
    return Place(line, column, end_line, end_column, byte_columns)


def readable(text: str) -> str:
    """``text`` without halves of characters, which strict readers refuse."""
    return _NO_CHARACTER.sub("\ufffd", text)


def _shown(text: str, longest: int) -> str:
    return readable(text if len(text) <= longest else f"{text[: longest - 1]}…")
