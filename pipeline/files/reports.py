"""The reports of a run: written anew, or, where the same results were reported before, brought up to date.

Most of the time of a run with nothing to do would go into writing the same findings again. All that can differ is which
articles were taken from an earlier run.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.files.master import MASTER, master_line, read_master, write_reports
from pipeline.files.output import atomic_writer, free_path, write_file
from pipeline.report.cells import ENCODING, format_cell
from pipeline.report.columns import Row
from pipeline.report.reread import decisions_in
from pipeline.report.summary import Tally

TABLE = "findings.csv"
"""The table into which a person writes decisions."""

_FILES = (MASTER, "report.csv", TABLE)
_STAMP = "reports.json"
_IS_ARTICLE = b'"record": "article"'
"""What only the line of an article holds: within a text the quotes would be escaped."""


class Reports:
    """The reports in a folder.

    Args:
        folder: of the reports.
        state: of the run's state, where it is remembered what they were made of.
    """

    def __init__(self, folder: Path, state: Path) -> None:
        self._folder = folder
        self._stamp = state / _STAMP

    def write(self, rows: Callable[[], Iterable[Row]], key: str, from_cache: Mapping[str, bool]) -> Tally:
        """Write the reports, as little of them as may be.

        Args:
            rows: tells the rows of all articles, sorted by path.
            key: what the rows depend on, but for ``from_cache``.
            from_cache: of each article by its path, whether it was taken from an earlier run.

        Returns:
            The counts of the run.

        Raises:
            OutputError: a file cannot be written.
        """
        known = self._known(key)
        decided: dict[str, list[str]] = {}
        if known is None:
            tally = Tally()
            write_reports(self._folder, _counted(rows(), tally, decided))
        else:
            decided = known["decided"]
            found, fixed = (Counter(known[name]) for name in ("found", "fixed"))
            tally = Tally(found=found, fixed=fixed, suggestions=known["suggestions"])
            self._refresh(from_cache, tally)
        counts = {"found": tally.found, "fixed": tally.fixed, "suggestions": tally.suggestions}
        content = {"key": key, "files": self._digests(), "decided": decided, **counts}
        write_file(self._stamp, json.dumps(content).encode())
        return tally

    def decided(self) -> Mapping[str, Sequence[str]]:
        """The decisions that the table of findings was written with, of each article with some by its path.

        Where an older version did not remember them, or what it remembered is lost, the master copy tells.
        """
        with suppress(OSError, ValueError, KeyError, TypeError):
            return dict(json.loads(self._stamp.read_bytes())["decided"])
        with suppress(OSError, ValueError, KeyError, TypeError), (self._folder / MASTER).open("rb") as file:
            return decisions_in(json.loads(line) for line in file)
        return {}

    def set_table_aside(self, *, is_outdated: bool) -> str:
        """Keep a copy of the table of findings, if a person wrote into it since it was written.

        Args:
            is_outdated: whatever it holds, since more of it is to be written over.

        Returns:
            The path of the copy; empty where none was made.
        """
        table, known = self._folder / TABLE, ""
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(self._stamp.read_bytes())["files"][TABLE]
        try:
            content = table.read_bytes()
        except OSError:
            return ""
        is_ours = sha256(content).hexdigest() == known
        if not is_outdated and (is_ours or not self._is_written_into(table)):
            return ""
        copy = free_path(self._folder / "findings-kept.csv")
        write_file(copy, content)
        return str(copy)

    def _is_written_into(self, table: Path) -> bool:
        # Imported here: hardly a run reads one.
        from pipeline.files.decisions import is_written_into

        suggested: dict[str, str] = {}
        with suppress(OutputError):
            findings = (row for row in read_master(self._folder) if row["record"] == "finding")
            suggested = {str(row["finding_id"]): format_cell(row["replacement"]) for row in findings}
        return is_written_into(table, suggested)

    def _known(self, key: str) -> Mapping[str, Any] | None:
        """What is remembered of the reports, if they were made of the same and nobody changed them."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(self._stamp.read_bytes())
            if known["key"] == key and known["files"] == self._digests() and "decided" in known:
                return dict(known)
        return None

    def _digests(self) -> dict[str, str]:
        digests = {}
        for name in _FILES:
            with (self._folder / name).open("rb") as file:
                digests[name] = file_digest(file, "sha256").hexdigest()
        return digests

    def _refresh(self, from_cache: Mapping[str, bool], tally: Tally) -> None:
        master, table = self._folder / MASTER, self._folder / "report.csv"
        flags = []
        with atomic_writer(master) as new, master.open("rb") as old:
            for line in old:
                row = json.loads(line) if _IS_ARTICLE in line else None
                if row:
                    row["from_cache"] = from_cache[row["path"]]
                    tally.add(row)
                    flags.append(row["from_cache"])
                new.write(master_line(row) if row else line)
        # Its cells are in the order of the lines above, and need no second look.
        rows = list(csv.reader(io.StringIO(table.read_bytes().decode(ENCODING), newline="")))
        column = rows[0].index("from_cache")
        for cells, flag in zip(rows[1:], flags, strict=True):
            cells[column] = format_cell(flag)
        content = io.StringIO(newline="")
        csv.writer(content).writerows(rows)
        write_file(table, content.getvalue().encode(ENCODING))


def _counted(rows: Iterable[Row], tally: Tally, decided: MutableMapping[str, list[str]]) -> Iterator[Row]:
    for row in rows:
        tally.add(row)
        for path, one in decisions_in([row]).items():
            decided.setdefault(path, []).extend(one)
        yield row
