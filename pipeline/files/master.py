"""``findings.jsonl``, the master copy of what a run found, and the tables that are made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files.output import atomic_writer
from pipeline.report.columns import FINDING_COLUMNS, REPORT_COLUMNS, Row

MASTER = "findings.jsonl"


def write_reports(folder: Path, rows: Iterable[Row]) -> None:
    """Write ``findings.jsonl``, and ``report.csv`` and ``findings.csv``, which hold a part of it for a spreadsheet.

    Each file appears whole, the master copy first; where the rows end with an error, none is written.

    Raises:
        OutputError: a file cannot be written.
    """
    # pandas takes as long to load as a run with nothing to do.
    from pipeline.report.table import table_writer

    tables = (("report.csv", "article", REPORT_COLUMNS), ("findings.csv", "finding", FINDING_COLUMNS))
    with ExitStack() as stack:
        writers = {
            record: stack.enter_context(table_writer(columns, stack.enter_context(atomic_writer(folder / name))))
            for name, record, columns in tables
        }
        # What is entered last is closed first.
        master = stack.enter_context(atomic_writer(folder / MASTER))
        for row in rows:
            master.write(master_line(row))
            if row["record"] in writers:
                writers[str(row["record"])](row)


def master_line(row: Row) -> bytes:
    """A row as a line of ``findings.jsonl``."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace") + b"\n"


def read_master(folder: Path) -> Iterator[Row]:
    """The rows of ``findings.jsonl``.

    Raises:
        OutputError: it is not there, or is no such file.
    """
    path = folder / MASTER
    columns = {"article": REPORT_COLUMNS, "finding": FINDING_COLUMNS, "edit": ()}
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if missing := set(columns[row["record"]]) - row.keys():
                    raise KeyError(missing)
                yield row
    except (KeyError, TypeError) as error:
        raise OutputError(f"{path} is not of this version of unspin. Run `unspin clean` again.") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be read ({error}). Run `unspin clean` again.") from error


def read_results(folder: Path) -> Iterator[list[Row]]:
    """The rows of each article in ``findings.jsonl``, the article first.

    Raises:
        OutputError: it is not there, or is no such file.
    """
    rows: list[Row] = []
    for row in read_master(folder):
        if row["record"] == "article" and rows:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows
