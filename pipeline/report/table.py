"""Rows to CSV: the only user of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

import pandas as pd

from pipeline.report.cells import ENCODING, format_cell
from pipeline.report.columns import Cell

_ROWS_AT_ONCE = 2_000


def write_table(rows: Iterable[Mapping[str, Cell]], columns: tuple[str, ...], file: BinaryIO) -> None:
    """Write a CSV table with a heading line; holds a few thousand rows at a time.

    Args:
        rows: in the order of the table; keys that are no column are left out.
        columns: names, in the order of the table.
        file: receives the bytes.
    """
    cells = ([format_cell(row.get(column)) for column in columns] for row in rows)
    file.write(_csv(pd.DataFrame([], columns=list(columns)), header=True).encode(ENCODING))
    for chunk in _chunks(cells):
        file.write(_csv(pd.DataFrame(chunk, columns=list(columns), dtype="object"), header=False).encode("utf-8"))


def _chunks(rows: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _ROWS_AT_ONCE)):
        yield chunk


def _csv(frame: pd.DataFrame, *, header: bool) -> str:
    return frame.to_csv(index=False, header=header, lineterminator="\r\n")
