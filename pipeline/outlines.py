"""A look through one article for what it tells the others of its folder."""

from __future__ import annotations

from pipeline.errors import ArticleError
from pipeline.facts.blocks import blocks_of
from pipeline.facts.near_copies import sketch
from pipeline.facts.outline import Outline
from pipeline.facts.standalone_phrases import standalone_phrases
from pipeline.facts.tokens import tokenize
from pipeline.ingest.articles import article_from_bytes, article_from_member
from pipeline.ingest.files import read_listed
from pipeline.outline_job import OutlineJob


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
