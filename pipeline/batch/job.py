"""What goes to a worker process and comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.report.columns import Row

if TYPE_CHECKING:
    from pipeline.engines.languagetool.access import GrammarAccess
    from pipeline.ingest.formats import Member


@dataclass(frozen=True, slots=True)
class Job:
    """One article to clean.

    Attributes:
        path: the file.
        article_id: its name in the report.
        content_sha256: of the file when it was listed.
        member: the article itself, where its file holds several; None where the file is to be read.
        config: its settings.
        grammar: the grammar checker, or None where the grammar is not checked.
        is_written: the cleaned article will be written, so that what is fixed counts as fixed.
        shared_phrases: its phrases that stand alone in other articles of the run too, with about how many share each.
        model_threads: processors that the swap model may use; 0 where it is not asked.
        memory: the file in which what the models say is kept from run to run; None where nothing is.
    """

    path: Path
    article_id: str
    content_sha256: str
    member: Member | None
    config: Config
    grammar: GrammarAccess | None
    is_written: bool
    shared_phrases: Mapping[str, int]
    model_threads: int
    memory: Path | None


@dataclass(frozen=True, slots=True)
class Done:
    """A cleaned article.

    Attributes:
        content: the cleaned file; None where it is not to be written, or holds other articles too.
        is_complete: everything that was asked for was done, so that the result may be kept for the next run.
        rows: article, findings and edits.
        shingles: of the cleaned text, by which near-duplicates are told.
        extracted: the cleaned article freed from its file; None where that is not wanted.
        cpu_seconds: processor time so far, loading included, by process: of the worker, and of the process that it was
            forked from. The grammar server's is not among them.
    """

    content: bytes | None
    is_complete: bool
    rows: list[Row]
    shingles: bytes
    extracted: bytes | None = None
    cpu_seconds: Mapping[int, float] = field(default_factory=dict)
