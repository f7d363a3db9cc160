"""Rows to CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from pipeline.report.cells import ENCODING, format_cell
from pipeline.report.columns import Cell


@contextmanager
def table_writer(columns: tuple[str, ...], file: BinaryIO) -> Iterator[Callable[[Mapping[str, Cell]], None]]:
    """Write a CSV table with a heading line; gives a function that writes a row.

    Args:
        columns: names, in the order of the table; keys of a row that are no column are left out.
        file: receives the bytes.
    """
    text = io.TextIOWrapper(file, ENCODING, newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(columns)
        yield lambda row: writer.writerow([format_cell(row.get(column)) for column in columns])
    finally:
        text.detach()
