"""What happens to one article in a worker process."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from time import process_time

# It looks through all modules and calls below it when it is imported, which deep inside the rules takes twice as long.
import wordfreq  # noqa: F401

from pipeline.batch.job import Done, Job
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines, remembering_engines
from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.files.extract import extract
from pipeline.ingest.articles import file_content, read_listed_article
from pipeline.model import Cleaned
from pipeline.report.rows import Files, RuleLabel, article_rows
from pipeline.stages import RULE_SOURCES, RULES
from pipeline.tables.digests import text_digest

_SHARE_FOR_ONE_REQUEST = 1 / 2
"""Of an article's time: a paragraph that stops the grammar checker must not cost the whole article."""

_OBJECTS_BEFORE_COLLECTING = 20_000
"""New objects, about as many as a long article makes, before the garbage collector looks through them."""

_CPU_SECONDS: dict[int, float] = {}


def labels(config: Config) -> dict[str, RuleLabel]:
    """What the report says of each rule."""
    severities = {rule_id: config.severity_of(rule_id, rule.severity) for rule_id, rule in RULES.items()}
    return {rule_id: RuleLabel(RULE_SOURCES[rule_id], severity) for rule_id, severity in severities.items()}


def load_engines(model_threads: int) -> None:
    """Load the insertion model and the swap model ahead of the first article.

    Args:
        model_threads: processors that the swap model may use; 0 where it is not asked.
    """
    engines = local_engines(model_threads)
    engines.insertion_model.missing([("", "")])
    if engines.swap_model:
        engines.swap_model.read([["health"]], 1.0)
    spare_collector()


def spare_collector() -> None:
    """Have the garbage collector work little: what is loaded stays to the end, and an article leaves few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)


def count_cpu_seconds() -> Mapping[int, float]:
    """Processor time so far, by process: of this one, and of the one that it was forked from, if that called this."""
    _CPU_SECONDS[os.getpid()] = process_time()
    return dict(_CPU_SECONDS)


def clean_one(job: Job) -> Done:
    """Read and clean one article; nothing is written here.

    Raises:
        ArticleError: the file cannot be read, or is no article that can be cleaned.
        EngineError: an engine is not usable.
    """
    raw, article = read_listed_article(job.path, job.article_id, job.member, job.content_sha256, job.config)
    grammar = _grammar(job.grammar, job.config.timeout) if job.grammar else None
    models = remembering_engines(job.model_threads, job.memory) if job.memory else local_engines(job.model_threads)
    engines = replace(models, grammar=grammar)
    cleaned = clean_article(article, job.config, engines, job.shared_phrases)
    content = file_content(raw, cleaned) if raw is not None and job.is_written else None
    is_complete = not cleaned.scores.grammar_unchecked
    rows = article_rows(cleaned, labels(job.config), _files(job, cleaned, content))
    if job.config.synonyms:
        # What a later command needs to measure the text again.
        rows[0]["synonyms"] = list(job.config.synonyms)
    extracted = _extracted(cleaned, job, content)
    return Done(content, is_complete, rows, cleaned.scores.shingles, extracted, count_cpu_seconds())


def _extracted(cleaned: Cleaned, job: Job, content: bytes | None) -> bytes | None:
    to = job.config.to
    return extract(cleaned, to, content).encode("utf-8", "replace") if to != "none" and job.is_written else None


def _files(job: Job, cleaned: Cleaned, content: bytes | None) -> Files:
    if job.member is None:
        after = sha256(content).hexdigest() if content is not None else ""
        return Files(job.content_sha256, after, f"articles/{job.article_id}")
    before, after = text_digest(job.member.text), text_digest(cleaned.source)
    output = job.article_id.removesuffix(f"#{job.member.name}")
    return Files(before, after if job.is_written else "", f"articles/{output}")


@cache
def _grammar(access: GrammarAccess, timeout: float) -> LanguageToolEngine:
    return access.engine(deadline=timeout * _SHARE_FOR_ONE_REQUEST)
