"""A look through one article for what it tells the others of its folder."""

from __future__ import annotations

from pipeline.batch.outline_job import OutlineJob
from pipeline.errors import ArticleError
from pipeline.facts.folder.near_copies import sketch
from pipeline.facts.folder.outline import Outline
from pipeline.facts.folder.standalone_phrases import standalone_phrases
from pipeline.facts.language.blocks import blocks_of
from pipeline.facts.language.tokens import tokenize
from pipeline.ingest.articles import read_listed_article


def make_outline(job: OutlineJob) -> Outline:
    """What one article tells the others; nothing where it is no article that can be cleaned.

    Raises:
        ArticleError: the file cannot be read, or has changed since it was listed.
    """
    listed = job.listed
    try:
        _, article = read_listed_article(
            listed.file.path, job.article_id, job.member, listed.content_sha256, listed.config
        )
    except ArticleError as error:
        if error.code in ("unreadable", "too_large"):
            raise
        # Told when its turn to be cleaned comes.
        return Outline()
    tokens = tokenize(article.prose)
    phrases = standalone_phrases(article.prose, tokens, blocks_of(article))
    return Outline(phrases, sketch(tokens.lower))
