"""Rows to CSV: the only user of pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

import pandas as pd

from pipeline.report.cells import ENCODING, format_cell
from pipeline.report.columns import Cell

_ROWS_AT_ONCE = 2_000


@contextmanager
def table_writer(columns: tuple[str, ...], file: BinaryIO) -> Iterator[Callable[[Mapping[str, Cell]], None]]:
    """Write a CSV table with a heading line; gives a function that adds a row, and holds a few thousand at a time.

    Args:
        columns: names, in the order of the table; keys of a row that are no column are left out.
        file: receives the bytes.
    """
    rows: list[list[str]] = []

    def write_rows() -> None:
        file.write(_csv(pd.DataFrame(rows, columns=list(columns), dtype="object"), header=False).encode("utf-8"))
        rows.clear()

    def add(row: Mapping[str, Cell]) -> None:
        rows.append([format_cell(row.get(column)) for column in columns])
        if len(rows) == _ROWS_AT_ONCE:
            write_rows()

    file.write(_csv(pd.DataFrame([], columns=list(columns)), header=True).encode(ENCODING))
    yield add
    write_rows()


def _csv(frame: pd.DataFrame, *, header: bool) -> str:
    return frame.to_csv(index=False, header=header, lineterminator="\r\n")
