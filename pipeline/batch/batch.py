"""The articles of a run on their way into the journal, and out of it into the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.batch.extracted import write_extracted
from pipeline.batch.job import Job
from pipeline.batch.journal import Entry, Journal, pack, run_fingerprint
from pipeline.batch.plan import Planned, run_id
from pipeline.batch.pool import Result, Workers
from pipeline.batch.report_rows import decisions_lost, report_rows, rows_of
from pipeline.batch.request import Listener, Request
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.files.containers import MemberReader, joined
from pipeline.files.inputs import InputFile, LeftOut
from pipeline.files.output import (
    EDITED_FOLDER,
    STATE_FOLDER,
    article_path,
    remove_written,
    set_edited_aside,
    write_file,
    written_digest,
)
from pipeline.files.reports import Reports
from pipeline.model import Article, Edit
from pipeline.report.columns import Row
from pipeline.report.diff import article_diff
from pipeline.report.failures import failure_rows
from pipeline.report.reread import edit_of
from pipeline.report.summary import Tally, printable
from pipeline.tables.digests import text_digest

if TYPE_CHECKING:
    from pipeline.engines.languagetool.access import GrammarAccess

_SKIPPED = frozenset({"empty", "not_english", "no_articles"})
"""Faults of files that are in order, but nothing to clean; the other faults are failures."""

_MOST_NAMES = 5
"""Articles that one line names."""


class Batch:
    """One run.

    Args:
        request: what is to be run.
        listener: told how it goes on.
        journal: where results are kept.
        plan: the articles.
        left_out: files that are no articles.
    """

    def __init__(
        self,
        request: Request,
        listener: Listener,
        journal: Journal,
        plan: Sequence[Planned],
        left_out: Sequence[LeftOut],
    ) -> None:
        self._request = request
        self._listener = listener
        self._journal = journal
        self._plan = {planned.file.id: planned for planned in plan}
        self._left_out = {item.id: item for item in left_out if item.id not in self._plan}
        self._run_id = run_id(plan)
        self._done = sum(planned.is_done for planned in plan)
        self._cpu_seconds: dict[int, float] = {}
        self._edited: list[str] = []

    @property
    def cpu_seconds(self) -> float:
        """Processor time of the worker processes, up to the last article of each, and of loading what they share."""
        return sum(self._cpu_seconds.values())

    def record_faults(self) -> None:
        """Record the files that cannot be read, and those that are no articles."""
        for item in self._left_out.values():
            self._record_failure(item.id, item.status, item.code, item.message)
        for planned in self._plan.values():
            if planned.fault:
                self._record_fault(planned.file.id, planned.fault)

    def work(self, workers: Workers, grammar: GrammarAccess | None, memory: Path | None) -> None:
        """Clean the open articles; each is written and recorded as it comes.

        Large files go first, since a long article that is begun last keeps one worker busy while the others wait.

        Args:
            workers: what cleans them.
            grammar: the grammar checker, if it is asked.
            memory: the file in which what the models say is kept from run to run; None where nothing is.
        """
        request = self._request
        members = MemberReader()
        open_ones = (planned for planned in self._plan.values() if planned.is_open)
        jobs = (
            Job(
                path=planned.file.path,
                article_id=planned.file.id,
                content_sha256=planned.content_sha256,
                member=members.read(planned.file, planned.file_sha256, planned.config),
                config=planned.config,
                grammar=grammar,
                is_written=request.command == "clean",
                shared_phrases=planned.shared_phrases,
                model_threads=workers.model_threads,
                memory=memory,
            )
            for planned in sorted(open_ones, key=_size, reverse=True)
        )
        for job, result in workers.results(jobs, request.config.timeout):
            self._record(self._plan[job.article_id], result)

    def _record(self, planned: Planned, result: Result) -> None:
        if isinstance(result, ArticleError):
            self._record_fault(planned.file.id, result)
            return
        self._cpu_seconds.update(result.cpu_seconds)
        article = result.rows[0]
        if result.content is not None and not self._request.is_dry:
            # First the file, then the entry: an entry never speaks of a file that is not there.
            self._write(planned.file, str(article["sha256_after"]), result.content)
        to = planned.config.to
        if result.extracted is not None and to != "none" and not self._request.is_dry:
            was_edited = write_extracted(self._journal, self._request.output, planned.file, to, result.extracted)
            if was_edited:
                self._edited.append(planned.file.id)
        self._journal.record(
            Entry(
                command=self._request.command,
                article_id=planned.file.id,
                key=planned.key if result.is_complete else "",
                output_sha256="" if planned.file.member else str(article["sha256_after"] or ""),
                rows=pack(result.rows),
                shingles=result.shingles,
            )
        )
        self._tell(planned.file.id, str(article["status"]))

    def _write(self, file: InputFile, digest: str, content: bytes) -> None:
        """Write a cleaned file; one that somebody edited is kept."""
        latest = self._journal.find_latest("clean", file.file_id)
        known = (digest, latest.output_sha256) if latest else (digest,)
        if set_edited_aside(self._request.output, file.relative, known):
            self._edited.append(file.file_id)
        write_file(article_path(self._request.output, file.relative), content)

    def join_containers(self) -> None:
        """Write each file of several articles with what became of them."""
        if self._request.command != "clean" or self._request.is_dry:
            return
        files: dict[str, list[Planned]] = {}
        for planned in self._plan.values():
            if planned.file.member:
                files.setdefault(planned.file.file_id, []).append(planned)
        for file_id, articles in files.items():
            self._join(file_id, articles)

    def _join(self, file_id: str, articles: Sequence[Planned]) -> None:
        first = articles[0]
        edits = {planned.file.member: self._edits_of(planned.file.id) for planned in articles}
        try:
            content = joined(first.file, first.file_sha256, self._request.config, edits)
        except ArticleError as fault:
            for planned in articles:
                self._keep_failure(planned.file.id, "failed", fault.code, str(fault))
            return
        digest = sha256(content).hexdigest()
        if written_digest(self._request.output, first.file.relative) != digest:
            self._write(first.file, digest, content)
        # The file's own entry lets a later run know it, should its articles be no more.
        self._journal.record(Entry("clean", file_id, "", digest, pack([])))

    def _edits_of(self, article_id: str) -> list[Edit]:
        rows = rows_of(self._journal, self._request.command, article_id)
        return [edit_of(row) for row in rows if row["record"] == "edit"]

    def _record_fault(self, article_id: str, fault: ArticleError) -> None:
        status = "skipped" if fault.code in _SKIPPED else "failed"
        self._record_failure(article_id, status, fault.code, str(fault))

    def _record_failure(self, article_id: str, status: str, code: str, message: str) -> None:
        self._keep_failure(article_id, status, code, message)
        self._tell(article_id, status)

    def _keep_failure(self, article_id: str, status: str, code: str, message: str) -> None:
        rows = failure_rows(article_id, status, code, message)
        self._remove_outdated(article_id)
        self._journal.record(Entry(self._request.command, article_id, "", "", pack(rows)))

    def _remove_outdated(self, article_id: str) -> None:
        """Remove the cleaned file of an earlier run, which no longer belongs to its article, if nobody changed it."""
        entry = self._journal.find_latest("clean", article_id)
        if self._request.command == "clean" and not self._request.is_dry and entry and entry.output_sha256:
            remove_written(self._request.output, PurePosixPath(article_id), entry.output_sha256)

    def _tell(self, article_id: str, status: str) -> None:
        self._done += 1
        self._listener.progress(self._done, len(self._plan) + len(self._left_out), article_id, status)

    def report(self, known: frozenset[str]) -> Tally:
        """Write the reports, and tell the diffs.

        Args:
            known: the fingerprints of findings that are known.
        """
        if self._request.is_dry:
            tally = Tally()
            for row in self.rows(known):
                tally.add(row)
        else:
            reports = Reports(self._request.reports, self._request.output / STATE_FOLDER)
            self._set_decisions_aside(reports)
            if self._edited:
                folder = self._request.output / EDITED_FOLDER
                reason = f"Written anew, though somebody had changed the cleaned files: {_names(self._edited)}."
                self._listener.announce(f"{reason} What was there is kept in {folder}.")
            tally = reports.write(partial(self.rows, known), self._key(known), self._from_cache())
        if self._request.with_diff:
            self._tell_diffs()
        return tally

    def _set_decisions_aside(self, reports: Reports) -> None:
        """What a person wrote into the table of findings is never written over without a word."""
        lost = decisions_lost(self._journal, self._request.command, reports.decided(), self._from_cache())
        if lost:
            self._listener.announce(f"Decisions on findings of these articles do not hold in this run: {_names(lost)}.")
        if kept := reports.set_table_aside(is_outdated=bool(lost)):
            self._listener.announce(
                f"The table of findings, with what was written into it, is kept as {kept}: apply it, and the decisions "
                "hold that are on what was found again."
            )

    def _from_cache(self) -> dict[str, bool]:
        done = dict.fromkeys(self._left_out, False)
        return done | {article_id: planned.is_done for article_id, planned in self._plan.items()}

    def _key(self, known: frozenset[str]) -> str:
        """What the rows depend on, but for ``from_cache``."""
        request = self._request
        gates = f"{request.config.fail_on} {request.config.fail_under}"
        parts = [request.command, str(request.reports), gates, run_fingerprint(request.config, ())]
        parts += (self._run_id, *sorted(known))
        checksums = self._journal.checksums(request.command)
        for article_id in sorted(self._plan.keys() | self._left_out.keys()):
            parts += (article_id, checksums.get(article_id, ""))
        return text_digest(*parts)

    def rows(self, known: frozenset[str]) -> Iterator[Row]:
        """The rows of the reports."""
        config = self._request.config
        return report_rows(self._journal, self._request.command, self._from_cache(), self._run_id, config, known)

    def _tell_diffs(self) -> None:
        members = MemberReader()
        for article_id in sorted(self._plan):
            edits = self._edits_of(article_id)
            if not edits:
                continue
            try:
                source = _read(self._plan[article_id], members).source
                self._listener.diff(article_diff(article_id, source, splice(source, edits)))
            except (ArticleError, ValueError):
                self._listener.announce(f"{article_id}: no diff, since the file changed after it was read.")


def _names(article_ids: Sequence[str]) -> str:
    """Some articles by name."""
    names = ", ".join(printable(article_id) for article_id in article_ids[:_MOST_NAMES])
    return f"{names} ..." if len(article_ids) > _MOST_NAMES else names


def _size(planned: Planned) -> int:
    try:
        return planned.file.path.stat().st_size
    except OSError:
        return 0


def _read(planned: Planned, members: MemberReader) -> Article:
    # Imported here: only a run that shows differences reads articles in this process.
    from pipeline.ingest.articles import read_listed_article

    member = members.read(planned.file, planned.file_sha256, planned.config)
    return read_listed_article(planned.file.path, planned.file.id, member, planned.content_sha256, planned.config)[1]
