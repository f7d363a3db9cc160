"""The articles with decisions on their way from their originals into the output folder and the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pipeline.batch.decided import Decided, Source, decide_on, original_changed
from pipeline.batch.extracted import write_extracted
from pipeline.batch.journal import APPLIED, Entry, Journal, pack
from pipeline.batch.originals import file_id_of
from pipeline.batch.report_rows import rows_of
from pipeline.batch.request import Listener
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.files.containers import joined, list_members
from pipeline.files.inputs import InputFile
from pipeline.files.output import EDITED_FOLDER, article_path, write_file, written_digest
from pipeline.files.run_record import RunRecord
from pipeline.ingest.formats import Member
from pipeline.ingest.registry import is_container
from pipeline.model import Edit
from pipeline.redecide import Ruling
from pipeline.report.columns import Row
from pipeline.report.diff import article_diff
from pipeline.report.reread import edit_of, of_kind
from pipeline.tables.digests import text_digest
from pipeline.tables.ignores import Ignore


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What is to be applied.

    Attributes:
        table: the file with the decisions.
        folder: of the run's reports; None for the one that the table lies in.
        inputs: the originals; none for where they were at the run.
        is_dry: nothing is written at all.
        with_diff: the listener is told how each article changes.
    """

    table: Path
    folder: Path | None = None
    inputs: tuple[Path, ...] = ()
    is_dry: bool = False
    with_diff: bool = False


@dataclass(slots=True)
class Applied:
    """What became of it.

    Attributes:
        folder: of the reports.
        output: of the articles.
        decisions: on the articles that were made anew, by kind.
        written: articles that were made anew.
        refused: articles that stay as they were, with the reason.
        notices: what a person should know of an article.
        kept: path of a copy of the table that was written over; empty where none was made.
        ignores: what is new in the user's list of ignores.
        ignores_path: of the list.
    """

    folder: Path
    output: Path
    decisions: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    kept: str = ""
    ignores: list[Ignore] = field(default_factory=list)
    ignores_path: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An article with decisions, now or before.

    Attributes:
        article_id: the article.
        entry: its result after the run.
        rows: of that.
        rulings: what is decided, by the number of the finding.
        refused_now: numbers of the findings that are refused for good, and were not before.
        taken_back: numbers of the findings that somebody had refused for good, and that are no longer refused so.
    """

    article_id: str
    entry: Entry
    rows: list[Row]
    rulings: Mapping[int, Ruling]
    refused_now: frozenset[int] = frozenset()
    taken_back: frozenset[int] = frozenset()


class Remaking:
    """Makes articles anew, file by file.

    Args:
        request: what is to be applied.
        listener: told how it goes on.
        run: the run.
        journal: its results.
        applied: what became of it, to be filled in.
    """

    def __init__(
        self, request: ApplyRequest, listener: Listener, run: RunRecord, journal: Journal, applied: Applied
    ) -> None:
        self._request = request
        self._listener = listener
        self._run = run
        self._journal = journal
        self._applied = applied
        self._total = 0

    def remake(self, tasks: Sequence[Task], files: Mapping[str, InputFile], article_ids: Sequence[str]) -> None:
        """Make articles anew; one that cannot be stays as it is.

        Args:
            tasks: the articles.
            files: the originals by their ids.
            article_ids: all articles of the run.
        """
        self._total = len(tasks)
        by_file: dict[str, list[Task]] = {}
        for task in tasks:
            file_id = file_id_of(task.article_id, files)
            if file_id:
                by_file.setdefault(file_id, []).append(task)
            else:
                self._refuse([task], "The original is not found. Name the folder that was cleaned behind the table.")
        for file_id, own in by_file.items():
            try:
                if is_container(files[file_id].path, self._run.config):
                    self._remake_members(files[file_id], own, article_ids)
                else:
                    self._remake_file(files[file_id], own[0])
            except ArticleError as error:
                self._refuse(own, str(error))

    def _refuse(self, tasks: Sequence[Task], reason: str) -> None:
        for task in tasks:
            self._applied.refused.append((task.article_id, reason))
            self._tell(task.article_id, "refused")

    def _tell(self, article_id: str, status: str) -> None:
        done = len(self._applied.refused) + len(self._applied.written)
        self._listener.progress(done, self._total, article_id, status)

    def _remake_file(self, file: InputFile, task: Task) -> None:
        decided = decide_on(Source(file.path, None, self._run.config), task.rows, task.rulings)
        assert decided.content is not None
        digest = self._write(file, decided.content)
        self._keep(file, task, decided, digest)

    def _remake_members(self, file: InputFile, tasks: Sequence[Task], article_ids: Sequence[str]) -> None:
        file_sha256, listed = list_members(file, self._run.config)
        members = {f"{file.id}#{member.name}": member for member in listed}
        edits = dict(self._edits(one, members) for one in article_ids if one.startswith(f"{file.id}#"))
        made: list[tuple[Task, Decided]] = []
        for task in tasks:
            member = members[task.article_id]
            try:
                decided = decide_on(Source(file.path, member, self._run.config), task.rows, task.rulings)
            except ArticleError as error:
                self._refuse([task], str(error))
                continue
            made.append((task, decided))
            edits[member.name] = [edit_of(row) for row in of_kind(decided.rows, "edit")]
        if not made:
            return
        try:
            content = joined(file, file_sha256, self._run.config, edits)
            digest = self._write(file, content)
        except ArticleError as error:
            self._refuse([task for task, _ in made], str(error))
            return
        if not self._request.is_dry:
            self._journal.record(Entry("clean", file.id, "", digest, pack([])))
        for task, decided in made:
            self._keep(file.of(members[task.article_id].name), task, decided, "")

    def _edits(self, article_id: str, members: Mapping[str, Member]) -> tuple[str, list[Edit]]:
        """The name of an article in a file of several, and its edits as they are now."""
        rows, member = rows_of(self._journal, "clean", article_id), members.get(article_id)
        if member is None or not rows or rows[0]["sha256_before"] not in (None, text_digest(member.text)):
            raise original_changed()
        return member.name, [edit_of(row) for row in of_kind(rows, "edit")]

    def _write(self, file: InputFile, content: bytes) -> str:
        """Write a cleaned file and give its digest, unless somebody else wrote it last."""
        latest = self._journal.find_latest("clean", file.id)
        known = latest.output_sha256 if latest else ""
        digest, there = sha256(content).hexdigest(), written_digest(self._run.output, file.relative)
        path = article_path(self._run.output, file.relative)
        if there not in ("", known, digest):
            raise ArticleError("edited", f"{path} was changed by hand. Move it away, and apply your table again.")
        if there != digest and not self._request.is_dry:
            write_file(path, content)
        return digest

    def _keep(self, file: InputFile, task: Task, decided: Decided, digest: str) -> None:
        """Record an article that was made anew, after its file."""
        self._applied.written.append(task.article_id)
        self._applied.notices += ((task.article_id, notice) for notice in decided.notices)
        self._applied.decisions.update(ruling.decision for ruling in task.rulings.values())
        if self._request.with_diff:
            before = [edit_of(row) for row in of_kind(rows_of(self._journal, "clean", task.article_id), "edit")]
            old = splice(decided.source, before)
            self._listener.diff(article_diff(task.article_id, old, decided.new_source))
        if not self._request.is_dry:
            self._record(file, task, decided, digest)
        self._tell(task.article_id, "applied")

    def _record(self, file: InputFile, task: Task, decided: Decided, digest: str) -> None:
        to = self._run.config.to
        if decided.extracted is not None and to != "none":
            was_edited = write_extracted(self._journal, self._run.output, file, to, decided.extracted)
            if was_edited:
                notice = f"Somebody had changed its extracted copy: it is kept in {self._run.output / EDITED_FOLDER}."
                self._applied.notices.append((task.article_id, notice))
        if task.rulings:
            key, rows = task.entry.checksum, pack(decided.rows)
            self._journal.record(Entry(APPLIED, task.article_id, key, digest, rows, decided.shingles))
        else:
            self._journal.forget(APPLIED, task.article_id)
