"""Rows of a table: the shipped ones, and those that a user's folder lays over them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import ConfigError

DATA = Path(__file__).parents[1] / "data"

OFF = "off"
"""The action of a user's row that takes a shipped row away."""

Row = dict[str, str]


def rows(name: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a shipped table.

    Args:
        name: the file below ``data``.
        columns: what it must have.

    Raises:
        ConfigError: the table is damaged.
    """
    return (row for _, row in _read(DATA / name, columns, "reinstall unspin or mend the table."))


def overlaid_rows(
    name: str,
    columns: Sequence[str],
    overlay: Path | None,
    defaults: Mapping[str, str],
    choices: Mapping[str, Sequence[str]],
) -> tuple[Row, ...]:
    """The rows of a shipped table with a user's rows over them: an equal first column replaces, ``off`` takes away.

    Args:
        name: the file below ``data``; in the user's folder, its name alone.
        columns: what both files must have; the first is the key, which is folded to lower case.
        overlay: the user's folder; one that lacks the file changes nothing.
        defaults: what a user's row holds where it has no such column, or an empty cell.
        choices: the values that a column may hold.
    """
    key = columns[0]
    merged = {row[key]: row for row in rows(name, (*columns, *defaults))}
    path = overlay / Path(name).name if overlay else None
    if path is None or not path.exists():
        return tuple(merged.values())
    for number, given in _read(path, columns, "add it to the first line."):
        row = {**defaults, **{column: cell.strip() for column, cell in given.items() if cell.strip()}}
        if not row.get(key):
            raise ConfigError(f"{path}, line {number}: the column {key} is empty; fill it or remove the line.")
        folded = row[key].lower()
        if row.get("action") == OFF:
            merged.pop(folded, None)
            continue
        _refuse(row, columns, choices, f"{path}, line {number}")
        merged[folded] = {**row, key: folded}
    return tuple(merged.values())


def _refuse(row: Row, columns: Sequence[str], choices: Mapping[str, Sequence[str]], place: str) -> None:
    """Name what is wrong with a user's row."""
    for column in columns:
        if not row.get(column):
            raise ConfigError(f"{place}: the column {column} is empty; fill it or remove the line.")
        if not all(part.strip() for part in row[column].split("|")):
            raise ConfigError(f"{place}: {column} is {row[column]!r}; write something on both sides of each |.")
    key = row[columns[0]]
    for column in columns[1:]:
        if {key, key.lower()} & {part.strip() for part in row[column].split("|")}:
            raise ConfigError(f"{place}: {column} is {key!r}, as {columns[0]} is; write something else there.")
    for column, values in choices.items():
        if row[column] not in values:
            raise ConfigError(f"{place}: {column} is {row[column]!r}; write {', '.join(values)} or {OFF}.")
    try:
        float(row.get("clean_per_million", "0"))
    except ValueError:
        raise ConfigError(f"{place}: clean_per_million is no number; write 0 where it is not known.") from None


def _read(path: Path, columns: Sequence[str], cure: str) -> Iterator[tuple[int, Row]]:
    """The number of each row's line in the file, and the row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Not csv.DictReader, which takes three times as long.
            reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            names = next(reader, [])
            missing = set(columns).difference(names)
            if missing:
                raise ConfigError(f"{path}: no column {', '.join(sorted(missing))}; {cure}")
            for cells in filter(None, reader):
                if len(cells) != len(names):
                    raise ConfigError(f"{path}, line {reader.line_num}: wrong number of cells; mend that line.")
                yield reader.line_num, dict(zip(names, cells, strict=True))
    except csv.Error as error:
        raise ConfigError(f"{path}: no table ({error}); mend or remove the file.") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 ({error.reason}); save it as UTF-8.") from error
