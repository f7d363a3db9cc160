"""Edits as the tests make them."""

from __future__ import annotations

from pipeline.draft import splice
from pipeline.ingest.articles import source_edits
from pipeline.model import Article, Edit


def edited(article: Article, old: str, new: str = "", *, behind: int = 0) -> str:
    """The source of an article in whose text one passage is replaced.

    Args:
        article: as it was read.
        old: the passage; the first one that is not before ``behind``.
        new: what stands there instead.
        behind: where to look from, in the article's text.
    """
    start = article.text.index(old, behind)
    return splice(article.source, source_edits(article, [Edit(start, start + len(old), new, ("X",))]))
