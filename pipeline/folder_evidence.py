"""What the articles of a run tell about each other: a look through all of them before the first is cleaned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.config import Config
from pipeline.containers import MemberReader
from pipeline.errors import ArticleError
from pipeline.facts.blocks import blocks_of
from pipeline.facts.folder_phrases import FolderPhrases, fewest_articles, standalone_phrases
from pipeline.facts.tokens import tokenize
from pipeline.ingest import Member, article_from_bytes, article_from_member, read_listed
from pipeline.journal import Journal, phrases_key
from pipeline.plan import Listed
from pipeline.pool import Workers

_KEPT_AT_ONCE = 100
"""Articles whose phrases are written to the journal together; a write for each would take longer than the look."""


@dataclass(frozen=True, slots=True)
class PhraseJob:
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
        """What its phrases depend on."""
        return phrases_key(self.listed.content_sha256, self.listed.format, self.listed.config.encoding)


def find_phrases(job: PhraseJob) -> frozenset[str]:
    """The phrases of one article that stand alone; none where it is no article that can be cleaned.

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
        return frozenset()
    return standalone_phrases(article.prose, tokenize(article.prose), blocks_of(article))


class FolderEvidence:
    """The phrases that the articles of a run share.

    Args:
        listed: the articles.
        config: the settings; ``folder_evidence`` says whether articles are looked at together at all.
    """

    def __init__(self, listed: Sequence[Listed], config: Config) -> None:
        # Copies of one article are one article: that they agree says nothing.
        jobs: dict[str, PhraseJob] = {}
        for one in listed if config.folder_evidence else ():
            if not one.fault:
                jobs.setdefault(one.content_sha256, PhraseJob(one))
        self._jobs = jobs if len(jobs) >= fewest_articles() else {}

    def unread(self, journal: Journal | None) -> list[PhraseJob]:
        """The articles whose phrases are not in the journal."""
        return [job for job in self._jobs.values() if journal is None or journal.find_phrases(job.key) is None]

    def shared_phrases(self, journal: Journal | None) -> Callable[[Listed], Mapping[str, int]]:
        """A function that tells the phrases an article shares with others, each with about how many articles do.

        Args:
            journal: where the phrases are; an article that is not in it shares none.
        """

        def phrases(job: PhraseJob | None) -> frozenset[str]:
            found = journal.find_phrases(job.key) if journal and job else None
            return found or frozenset()

        count = FolderPhrases.count(map(phrases, self._jobs.values()))
        return lambda one: count.of(phrases(self._jobs.get(one.content_sha256)))


def read_phrases(jobs: Sequence[PhraseJob], workers: Workers, journal: Journal, timeout: float) -> None:
    """Look through articles, and keep their phrases; one that cannot be read, or takes too long, is passed over.

    Args:
        jobs: the articles.
        workers: what looks through them.
        journal: where their phrases go.
        timeout: seconds for one article.
    """
    members = MemberReader()
    with_members = (
        replace(job, member=members.read(job.listed.file, job.listed.file_sha256, job.listed.config)) for job in jobs
    )
    results = workers.each(find_phrases, with_members, timeout)
    known = ((job.key, found) for job, found in results if not isinstance(found, ArticleError))
    while some := dict(islice(known, _KEPT_AT_ONCE)):
        journal.record_phrases(some)
