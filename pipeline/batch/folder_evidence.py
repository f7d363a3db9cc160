"""What the articles of a run tell about each other: a look through all of them before the first is cleaned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from itertools import islice

from pipeline.batch.journal import Journal
from pipeline.batch.outline_job import OutlineJob
from pipeline.batch.plan import Listed
from pipeline.batch.pool import Workers, make_outline
from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.facts.folder.outline import Outline, fewest_articles
from pipeline.files.containers import MemberReader

_KEPT_AT_ONCE = 100
"""Articles whose outlines are written to the journal together; a write for each would take longer than the look."""


class FolderEvidence:
    """The phrases that the articles of a run share.

    Args:
        listed: the articles.
        config: the settings; ``folder_evidence`` says whether articles are looked at together at all.
    """

    def __init__(self, listed: Sequence[Listed], config: Config) -> None:
        # The same bytes are read once.
        jobs: dict[str, OutlineJob] = {}
        for one in listed if config.folder_evidence else ():
            if not one.fault:
                jobs.setdefault(one.content_sha256, OutlineJob(one))
        self._jobs = jobs if len(jobs) >= fewest_articles() else {}

    @cached_property
    def _key(self) -> str:
        """What the shared phrases depend on."""
        return sha256("\0".join(sorted(job.key for job in self._jobs.values())).encode()).hexdigest()

    def unread(self, journal: Journal | None) -> list[OutlineJob]:
        """The articles whose outlines are needed and are not in the journal."""
        if journal and journal.find_shared(self._key) is not None:
            return []
        return [job for job in self._jobs.values() if journal is None or journal.find_outline(job.key) is None]

    def shared_phrases(self, journal: Journal | None) -> Callable[[Listed], Mapping[str, int]]:
        """A function that tells the phrases an article shares with others, each with about how many articles do.

        Args:
            journal: where the outlines are; an article that is not in it shares none. What is counted is kept there.
        """
        known = journal.find_shared(self._key) if journal else None
        shared = self._count(journal) if known is None else known
        return lambda one: shared.get(one.content_sha256, {})

    def _count(self, journal: Journal | None) -> dict[str, dict[str, int]]:
        """The shared phrases of each article that has some, by the digest of its bytes."""
        if not journal or not self._jobs:
            return {}
        # Imported here: where nothing has changed, nothing is counted.
        from pipeline.facts.folder.phrases import FolderPhrases

        found = {digest: journal.find_outline(job.key) for digest, job in self._jobs.items()}
        outlines = {digest: outline or Outline() for digest, outline in found.items()}
        count = FolderPhrases.count(list(outlines.values()))
        every = {digest: count.of(outline.phrases) for digest, outline in outlines.items()}
        shared = {digest: phrases for digest, phrases in every.items() if phrases}
        if None not in found.values():
            journal.record_shared(self._key, shared)
        return shared


def read_outlines(jobs: Sequence[OutlineJob], workers: Workers, journal: Journal, timeout: float) -> None:
    """Look through articles, and keep their outlines; one that cannot be read, or takes too long, is passed over.

    Args:
        jobs: the articles.
        workers: what looks through them.
        journal: where their outlines go.
        timeout: seconds for one article.
    """
    members = MemberReader()
    with_members = (
        replace(job, member=members.read(job.listed.file, job.listed.file_sha256, job.listed.config)) for job in jobs
    )
    results = workers.each(make_outline, with_members, timeout)
    known = ((job.key, found) for job, found in results if not isinstance(found, ArticleError))
    while some := dict(islice(known, _KEPT_AT_ONCE)):
        journal.record_outlines(some)
