"""What is handed to a worker that is to look through an article for what it tells the others."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.batch.journal import outline_key
from pipeline.batch.plan import Listed
from pipeline.ingest.formats import Member


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
