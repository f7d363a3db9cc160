"""What a person decided on findings: the table of findings with its column ``decision``, or a file of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArticleError, ConfigError
from pipeline.files.user_table import TableRow, table_rows
from pipeline.ingest.decoding import decode
from pipeline.model import Decision
from pipeline.report.columns import FINDING_COLUMNS

_MUST_HAVE = ("run_id", "finding_id", "path", "decision")
_WORDS: Mapping[str, Decision | None] = {"accept": "accept", "reject": "reject", "": None}


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one row.

    Attributes:
        place: of the row, for messages.
        run_id: of the run that the finding is of.
        path: of the article.
        finding_id: of the finding.
        decision: None where there is none.
        replacement: the cell with the new text; empty where the table has no such column.
        is_unicode: whether the file can hold any character.
        has_more: whether the person wrote something beside, which no report has.
    """

    place: str
    run_id: str
    path: str
    finding_id: str
    decision: Decision | None
    replacement: str
    is_unicode: bool = True
    has_more: bool = False


def read_decisions(path: Path) -> list[Written]:
    """The rows of a table of findings, those without a decision too.

    Raises:
        ConfigError: the table cannot be read, lacks a column, or has a decision that is none.
    """
    return list(_rows(path))


def has_decisions(path: Path) -> bool:
    """Whether a person wrote into the column ``decision`` of a table, whatever it is."""
    try:
        return any(row.cells["decision"].strip() for row in _cells(path)[1])
    except ConfigError:
        return False


def _rows(path: Path) -> Iterator[Written]:
    is_unicode, rows = _cells(path)
    for row in rows:
        cells = row.cells
        yield Written(
            place=f"row {row.number}",
            run_id=cells["run_id"].strip(),
            path=cells["path"].strip(),
            finding_id=cells["finding_id"].strip(),
            decision=_decision(cells["decision"], f"{path}, row {row.number}, column decision"),
            replacement=cells.get("replacement", ""),
            is_unicode=is_unicode,
            has_more=any(cell.strip() for name, cell in cells.items() if name not in FINDING_COLUMNS),
        )


def _cells(path: Path) -> tuple[bool, Iterator[TableRow]]:
    """Whether a table is in Unicode, and its rows."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name the findings.csv of a run.") from error
    except ArticleError as error:
        raise ConfigError(f"{path}: not a CSV table; save it as one, best as CSV UTF-8.") from error
    heading = "The table must be the findings.csv of a run, with its first line."
    return decoded.encoding.startswith("utf"), table_rows(decoded.text, path, _MUST_HAVE, heading)


def _decision(cell: str, place: str) -> Decision | None:
    word = cell.strip().lower()
    if word not in _WORDS:
        raise ConfigError(f"{place}: {cell.strip()!r} is no decision. Write accept or reject, or leave the cell empty.")
    return _WORDS[word]
