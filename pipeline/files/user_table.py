"""The tables that people hand in: CSV, as spreadsheets save it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from pipeline.errors import ConfigError

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class TableRow(NamedTuple):
    """A row that is not empty.

    Attributes:
        number: as a spreadsheet counts it, the heading being row 1.
        line: of the file, in which it ends.
        cells: by the name of the column, in lower case.
    """

    number: int
    line: int
    cells: dict[str, str]


def table_rows(text: str, path: Path, must_have: Sequence[str], heading: str) -> Iterator[TableRow]:
    """The rows of a table; commas, semicolons or tabs part the cells.

    Args:
        text: the table, without a byte order mark.
        path: its file, for messages.
        must_have: columns that cannot be missing; there may be others.
        heading: what the message says of the first line.

    Raises:
        ConfigError: a column is missing, a row has more cells than the heading, or the quotation marks do not fit.
    """
    delimiter = next((sign for sign in _DELIMITERS if set(must_have) <= set(_columns(text, sign))), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        _refuse_columns(path, columns, must_have, heading)
        for number, cells in enumerate(reader, 2):
            if any(cells[len(columns) :]):
                raise ConfigError(
                    f"{path}, line {reader.line_num}: more cells than columns; put quotation marks around a text that "
                    f"holds a {_DELIMITERS[delimiter]}."
                )
            if any(cell.strip() for cell in cells):
                padded = cells + [""] * (len(columns) - len(cells))
                yield TableRow(number, reader.line_num, dict(zip(columns, padded, strict=False)))
    except csv.Error as error:
        raise ConfigError(f"{path}: not a CSV table ({error}); save it as one.") from error


def same_path(article_id: str) -> str:
    """One spelling of a path: file systems and spreadsheets write an accented letter in one code point or in two."""
    return normalize("NFC", article_id.removeprefix("./"))


def _columns(text: str, delimiter: str) -> list[str]:
    first = io.StringIO(text[: 64 * 1024], newline="")
    try:
        return [name.strip().lower() for name in next(csv.reader(first, delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return []


def _refuse_columns(path: Path, columns: Sequence[str], must_have: Sequence[str], heading: str) -> None:
    missing = [name for name in must_have if name not in columns]
    if missing:
        found = ", ".join(name for name in columns if name) or "none"
        raise ConfigError(f"{path}: no column {' and '.join(missing)}; the columns found are: {found}. {heading}")
