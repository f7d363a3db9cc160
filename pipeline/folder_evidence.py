"""What the articles of a run tell about each other: a look through all of them before the first is cleaned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.config import Config
from pipeline.containers import MemberReader
from pipeline.errors import ArticleError
from pipeline.facts.blocks import blocks_of
from pipeline.facts.folder_phrases import FolderPhrases, Outline, fewest_articles, standalone_phrases
from pipeline.facts.near_copies import sketch
from pipeline.facts.tokens import tokenize
from pipeline.ingest import Member, article_from_bytes, article_from_member, read_listed
from pipeline.journal import Journal, outline_key
from pipeline.plan import Listed
from pipeline.pool import Workers

_KEPT_AT_ONCE = 100
"""Articles whose outlines are written to the journal together; a write for each would take longer than the look."""


@dataclass(frozen=True, slots=True)
class OutlineJob:
    """One article to look through.

    Attributes:
        listed: the article.
        member: the article itself, where its file holds several; None where the file is to be read.
    """

    listed: Listed
    member: Member | None = None

    @property
    def article_id(self) -> str:
        """Its name in the report."""
        return self.listed.file.id

    @property
    def key(self) -> str:
        """What its outline depends on."""
        return outline_key(self.listed.content_sha256, self.listed.format, self.listed.config.encoding)


def make_outline(job: OutlineJob) -> Outline:
    """What one article tells the others; nothing where it is no article that can be cleaned.

    Raises:
        ArticleError: the file cannot be read, or has changed since it was listed.
    """
    path, config = job.listed.file.path, job.listed.config
    raw = b"" if job.member else read_listed(path, config.max_bytes, job.listed.content_sha256)
    try:
        if job.member:
            article = article_from_member(job.member, path, job.article_id)
        else:
            article = article_from_bytes(raw, path, job.article_id, config)
    except ArticleError:
        # Told when its turn to be cleaned comes.
        return Outline()
    tokens = tokenize(article.prose)
    phrases = standalone_phrases(article.prose, tokens, blocks_of(article))
    return Outline(phrases, sketch(token.lower for token in tokens))


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

    def unread(self, journal: Journal | None) -> list[OutlineJob]:
        """The articles whose outlines are not in the journal."""
        return [job for job in self._jobs.values() if journal is None or journal.find_outline(job.key) is None]

    def shared_phrases(self, journal: Journal | None) -> Callable[[Listed], Mapping[str, int]]:
        """A function that tells the phrases an article shares with others, each with about how many articles do.

        Args:
            journal: where the outlines are; an article that is not in it shares none.
        """

        def outline(job: OutlineJob | None) -> Outline:
            found = journal.find_outline(job.key) if journal and job else None
            return found or Outline()

        count = FolderPhrases.count([outline(job) for job in self._jobs.values()])
        return lambda one: count.of(outline(self._jobs.get(one.content_sha256)).phrases)


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
