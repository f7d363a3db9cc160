"""What a person decided on findings: the table of findings with its column ``decision``, or a file of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pipeline.errors import ArticleError, ConfigError
from pipeline.files.user_table import TableRow, table_rows
from pipeline.ingest.decoding import decode
from pipeline.model import Decision
from pipeline.report.columns import FINDING_COLUMNS
from pipeline.report.wording import REMOVAL

_MUST_HAVE = ("run_id", "finding_id", "path", "decision")
_WORDS: Mapping[str, Decision | None] = {"accept": "accept", "reject": "reject", "never": "never", "": None}


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one row.

    Attributes:
        place: of the row, for messages.
        run_id: of the run that the finding is of.
        path: of the article.
        finding_id: of the finding.
        decision: None where there is none.
        replacement: the new text, or the cell with it; empty where there is none.
        is_literal: whether no spreadsheet can have changed the new text.
        is_unicode: whether the file can hold any character.
        state: of the finding, as the file shows it; empty where it does not.
        has_more: whether the person wrote something beside, which no report has.
        source_sha256: of the original that was decided on; empty where the file does not say.
        decided_at: when this was decided, as ``time_name`` writes it; empty where the file does not say.
    """

    place: str
    run_id: str
    path: str
    finding_id: str
    decision: Decision | None
    replacement: str
    is_literal: bool = False
    is_unicode: bool = True
    state: str = ""
    has_more: bool = False
    source_sha256: str = ""
    decided_at: str = ""


class _Entry(BaseModel):
    """A decision in ``decisions.json``; without a replacement the first suggestion is meant, an empty one removes."""

    model_config = ConfigDict(extra="forbid")

    path: str
    finding_id: str
    decision: Decision | None
    replacement: str | None = None
    sha256: str = ""
    decided_at: AwareDatetime | None = None


class _Decisions(BaseModel):
    """``decisions.json``; who decided, and when it was saved, is for those who keep the file."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Literal[1]
    run_id: str
    reviewer: str = ""
    decided_at: str = ""
    decisions: list[_Entry]


def read_decisions(path: Path) -> list[Written]:
    """The rows of a table of findings, those without a decision too, or the decisions in a file that ends in ``.json``.

    Raises:
        ConfigError: the file cannot be read, lacks a column, or has a decision that is none.
    """
    return list(_entries(path) if path.suffix.lower() == ".json" else _rows(path))


def _entries(path: Path) -> Iterator[Written]:
    try:
        read = _Decisions.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise ConfigError(f"{path}: {place or 'no JSON'}: {first['msg']}.") from error
    for number, entry in enumerate(read.decisions, 1):
        yield Written(
            place=f"decision {number}",
            run_id=read.run_id,
            path=entry.path,
            finding_id=entry.finding_id,
            decision=entry.decision,
            replacement=REMOVAL if entry.replacement == "" else entry.replacement or "",
            is_literal=True,
            source_sha256=entry.sha256,
            decided_at=time_name(entry.decided_at) if entry.decided_at else "",
        )


def time_name(moment: datetime) -> str:
    """A moment as browsers write it: in UTC, so that the later of two names is that of the later moment."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_written_into(path: Path, suggested: Mapping[str, str]) -> bool:
    """Whether a person wrote into a table, be it a decision, words to stand in the text, or a column of their own.

    Args:
        path: the table.
        suggested: the cells ``replacement`` that it was written with, by the ids of the findings.
    """
    try:
        return any(
            cells["decision"].strip()
            or _has_more(cells)
            or cells.get("replacement", "").strip() not in ("", suggested.get(cells["finding_id"].strip(), "").strip())
            for _, _, cells in _cells(path)[1]
        )
    except ConfigError:
        return False


def _has_more(cells: Mapping[str, str]) -> bool:
    return any(cell.strip() for name, cell in cells.items() if name not in FINDING_COLUMNS)


def _rows(path: Path) -> Iterator[Written]:
    is_unicode, rows = _cells(path)
    for row in rows:
        cells = row.cells
        yield Written(
            place=f"row {row.number}",
            run_id=cells["run_id"].strip(),
            path=cells["path"],
            finding_id=cells["finding_id"].strip(),
            decision=_decision(cells["decision"], f"{path}, row {row.number}, column decision"),
            replacement=cells.get("replacement", ""),
            is_unicode=is_unicode,
            state=cells.get("state", "").strip(),
            has_more=_has_more(cells),
        )


def _cells(path: Path) -> tuple[bool, Iterator[TableRow]]:
    """Whether a table is in Unicode, and its rows."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from error
    except ArticleError as error:
        raise ConfigError(f"{path}: not a CSV table; save it as one, best as CSV UTF-8.") from error
    heading = "The table must be the findings.csv of a run, with its first line."
    return decoded.encoding.startswith("utf"), table_rows(decoded.text, path, _MUST_HAVE, heading)


def _unreadable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(f"{path}: cannot be read ({error.strerror}); name the findings.csv of a run.")


def _decision(cell: str, place: str) -> Decision | None:
    word = cell.strip().lower()
    if word not in _WORDS:
        hint = "Write accept, reject or never, or leave the cell empty."
        raise ConfigError(f"{place}: {cell.strip()!r} is no decision. {hint}")
    return _WORDS[word]
