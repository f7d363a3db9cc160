"""What happens to one article in a worker process."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import process_time

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.engines.languagetool import GrammarAccess, LanguageToolEngine
from pipeline.errors import ArticleError
from pipeline.ingest import article_from_bytes, encode, read_listed
from pipeline.model import Cleaned
from pipeline.report.columns import Row
from pipeline.report.rows import Digests, RuleLabel, article_rows
from pipeline.stages import RULE_SOURCES, RULES

_SHARE_FOR_ONE_REQUEST = 1 / 2
"""Of an article's time: a paragraph that stops the grammar checker must not cost the whole article."""

LABELS = {rule_id: RuleLabel(RULE_SOURCES[rule_id], rule.severity) for rule_id, rule in RULES.items()}
"""What the report says of each rule."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article to clean.

    Attributes:
        path: the file.
        article_id: its name in the report.
        content_sha256: of the file when it was listed.
        config: its settings.
        grammar: the grammar checker, or None where the grammar is not checked.
        is_written: the cleaned article will be written, so that what is fixed counts as fixed.
        shared_phrases: its phrases that stand alone in other articles of the run too, with about how many share each.
        model_threads: processors that the swap model may use; 0 where it is not asked.
    """

    path: Path
    article_id: str
    content_sha256: str
    config: Config
    grammar: GrammarAccess | None
    is_written: bool
    shared_phrases: Mapping[str, int]
    model_threads: int


@dataclass(frozen=True, slots=True)
class Done:
    """A cleaned article.

    Attributes:
        content: the cleaned file; None where it is not to be written.
        is_complete: everything that was asked for was done, so that the result may be kept for the next run.
        rows: article, findings and edits.
        process_id: of the worker process.
        cpu_seconds: processor time of that process so far, loading included; the grammar server's is not.
    """

    content: bytes | None
    is_complete: bool
    rows: list[Row]
    process_id: int = 0
    cpu_seconds: float = 0.0


def load_engines(model_threads: int) -> None:
    """Load the tagger, the insertion model and the swap model ahead of the first article.

    Args:
        model_threads: processors that the swap model may use; 0 where it is not asked.
    """
    engines = local_engines(model_threads)
    engines.insertion_model.missing([("", "")])
    if engines.swap_model:
        engines.swap_model.read([["health"]], 1.0)
    # What is loaded stays to the end, so the garbage collector need not look through it again and again.
    gc.collect()
    gc.freeze()


def clean_one(job: Job) -> Done:
    """Read and clean one article; nothing is written here.

    Raises:
        ArticleError: the file cannot be read, or is no article that can be cleaned.
        EngineError: an engine is not usable.
    """
    raw = read_listed(job.path, job.config.max_bytes, job.content_sha256)
    article = article_from_bytes(raw, job.path, job.article_id, job.config)
    grammar = _grammar(job.grammar, job.config.timeout) if job.grammar else None
    engines = replace(local_engines(job.model_threads), grammar=grammar)
    cleaned = clean_article(article, job.config, engines, job.shared_phrases)
    content = _content(raw, cleaned) if job.is_written else None
    digests = Digests(job.content_sha256, sha256(content).hexdigest() if content is not None else "")
    is_complete = cleaned.scores.grammar_checked or job.grammar is None
    rows = article_rows(cleaned, LABELS, digests)
    return Done(content, is_complete, rows, os.getpid(), process_time())


def _content(raw: bytes, cleaned: Cleaned) -> bytes:
    """The cleaned file; every byte outside an edit as in ``raw``."""
    if not cleaned.edits:
        return raw
    if encode(cleaned.article, cleaned.article.source) != raw:
        encoding = cleaned.article.encoding
        raise ArticleError(
            "unencodable", f"Read as {encoding}, this file cannot be written back byte for byte. Convert it to UTF-8."
        )
    return encode(cleaned.article, cleaned.source)


@cache
def _grammar(access: GrammarAccess, timeout: float) -> LanguageToolEngine:
    return access.engine(deadline=timeout * _SHARE_FOR_ONE_REQUEST)
