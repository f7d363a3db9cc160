"""The findings of a run in the formats of other tools; nothing is written here."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from pipeline.batch.originals import OriginalFiles, file_id_of, original_files
from pipeline.batch.request import Listener
from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.files.master import read_results
from pipeline.files.run_record import RunRecord, read_run
from pipeline.ingest.decoding import Decoded, decode
from pipeline.ingest.files import read_listed
from pipeline.ingest.registry import is_container
from pipeline.model import REMAINING
from pipeline.report.columns import Row
from pipeline.report.github import github_lines
from pipeline.report.rdjson import rdjson_lines
from pipeline.report.reread import of_kind, suggestions_of
from pipeline.report.sarif import SHOWN_RESULTS, sarif_log
from pipeline.report.standing import Told, place_of
from pipeline.report.summary import count_of
from pipeline.stages import RULES

ToolFormat = Literal["sarif", "rdjsonl", "github"]

_UTF_8 = ("utf-8", "ascii")
"""Names of the encodings in which the bytes of a file are those of its text in UTF-8."""

_MARKUP = frozenset("&<>\"'\\*_[]{}|`#:\n")
"""Characters that may say something else in a file that is no plain text."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is to be converted.

    Attributes:
        folder: of the run's reports.
        format: of the tool.
        inputs: the originals; none for where they were at the run.
    """

    folder: Path
    format: ToolFormat
    inputs: tuple[Path, ...] = ()


def convert(conversion: Conversion, listener: Listener) -> Iterator[str]:
    """The findings of a run that still stand, and the articles that failed, in pieces of text.

    Args:
        conversion: what is to be converted.
        listener: told what could not be told in full.

    Raises:
        ConfigError: there is no such run, or no article among the originals that were named.
        OutputError: its reports cannot be read.
    """
    run = read_run(conversion.folder)
    teller = _Teller(run, original_files(run, conversion.inputs))
    told = teller.tell(conversion.folder)
    if conversion.format == "github":
        yield from github_lines(told, {rule.id: rule.name for rule in RULES.values()})
    elif conversion.format == "rdjsonl":
        yield from rdjson_lines(told)
    else:
        log = sarif_log(told, RULES, str(run.content["versions"]["unspin"]))
        yield log.text
        if log.cut:
            listener.announce(log.cut)
        if log.results > SHOWN_RESULTS:
            listener.announce(f"GitHub shows the first {SHOWN_RESULTS:,} of these {log.results:,} findings.")
    for line in teller.notices():
        listener.announce(line)


class _Teller:
    """Finds out in which file each finding stands, and where in it.

    Args:
        run: that they are of.
        originals: its originals.
    """

    def __init__(self, run: RunRecord, originals: OriginalFiles) -> None:
        self._config: Config = run.config
        self._files = originals.by_id
        self._inputs = originals.gone or originals.inputs
        self._gone = originals.gone
        self._current = Path.cwd()
        self._outside: set[str] = set()
        self._unread: set[str] = set()

    def tell(self, folder: Path) -> Iterator[Told]:
        """The findings that stand, and the articles that failed, in the order of the report."""
        for article, *others in read_results(folder):
            findings = [row for row in of_kind(others, "finding") if row["state"] in REMAINING]
            file_id, member = self._parts(str(article["path"]))
            if article["status"] == "failed":
                yield Told(article, self._path(file_id), member)
            elif findings and (member or not article["encoding"]):
                path = self._path(file_id)
                yield from (Told(row, path, member) for row in findings)
            elif findings:
                path, decoded = self._path(file_id), self._read(file_id, article)
                for row in findings:
                    place = place_of(row, _byte_columns(row, decoded))
                    yield Told(row, path, place=place, fixes=_fixes(row, decoded, article))

    def notices(self) -> list[str]:
        """What a person should know of the places."""
        lines = []
        if self._outside:
            lines.append(
                f"{count_of(len(self._outside), 'file')} with findings outside of {self._current}: the paths count "
                "from the folder that was cleaned. Run this in the folder that holds the articles."
            )
        if self._unread:
            gone = f" Nothing is found in {', '.join(map(str, self._gone))}." if self._gone else ""
            lines.append(
                f"{count_of(len(self._unread), 'article')} changed or gone since the run: the places are those of the "
                f"run, without fixes.{gone} Name the originals behind the run, or run `unspin clean` again."
            )
        return lines

    def _parts(self, article_id: str) -> tuple[str, str]:
        """The file of an article, and its name in a file of several."""
        file_id = file_id_of(article_id, self._files) or next(
            (
                article_id[:place]
                for place, sign in enumerate(article_id)
                if sign == "#" and is_container(Path(article_id[:place]), self._config)
            ),
            article_id,
        )
        return file_id, article_id[len(file_id) + 1 :]

    def _path(self, file_id: str) -> str:
        """The path as a tool in the current folder looks for it."""
        file = self._files.get(file_id)
        path = file.path if file else self._likely_path(file_id)
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links must stay as they are
        if absolute.is_relative_to(self._current):
            return absolute.relative_to(self._current).as_posix()
        self._outside.add(file_id)
        return file.relative.as_posix() if file else file_id

    def _likely_path(self, file_id: str) -> Path:
        """Where a file was that could not be read, or is gone."""
        itself = next((path for path in self._inputs if path.name == file_id), None)
        if itself or len(self._inputs) != 1:
            return itself or Path(file_id)
        return self._inputs[0] / file_id

    def _read(self, file_id: str, article: Row) -> Decoded | None:
        """The file as the run read it; None where it is not the same."""
        try:
            if file_id not in self._files:
                raise ArticleError("unreadable", "The original is not found.")
            path, digest = self._files[file_id].path, str(article["sha256_before"])
            return decode(read_listed(path, self._config.max_bytes, digest), str(article["encoding"]))
        except ArticleError:
            self._unread.add(file_id)
            return None


def _byte_columns(row: Row, decoded: Decoded | None) -> tuple[int, int] | None:
    """The columns of a finding in bytes of UTF-8; a byte order mark, which tools leave in the first line, counts."""
    if decoded is None or codecs.lookup(decoded.encoding).name not in _UTF_8:
        return None
    columns = []
    for line, column, offset in (("line", "column", "start_offset"), ("end_line", "end_column", "end_offset")):
        end = cast("int", row[offset])
        start = end - cast("int", row[column]) + 1
        mark = len("\ufeff".encode()) if row[line] == 1 and decoded.byte_order_mark else 0
        columns.append(mark + len(decoded.text[start:end].encode("utf-8", "surrogatepass")) + 1)
    return columns[0], columns[1]


def _fixes(row: Row, decoded: Decoded | None, article: Row) -> tuple[str, ...]:
    """What may stand in place of what was found, where that is all there is to change.

    What would change a dose or a quotation is for a person to write, and what stands in markup for `unspin apply`.
    """
    if decoded is None or row["state"] != "open" or row["clinical_flag"]:
        return ()
    match = str(row["match"])
    if decoded.text[cast("int", row["start_offset"]) : cast("int", row["end_offset"])] != match:
        return ()
    wordings = suggestions_of(row)
    if article["format"] == "text":
        return wordings
    return tuple(text for text in wordings if not _MARKUP & (set(text) - set(match)))
