"""What search engines show of an article: its title, its description, its address."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline.facts.keyphrases.fields import mentions_any
from pipeline.model import Article, FieldName
from pipeline.report.columns import Row

_BETWEEN_WORDS = re.compile(r"[-_+.]+")


def seo_cells(article: Article, keyphrase: str | None) -> Row:
    """Length of the title and the description, and whether they and the slug hold the keyphrase.

    The title is the one that the file states for search engines, else the article's. The slug is the last part of the
    address that the file states, else the name of the file. A cell is empty where there is nothing to measure.

    Args:
        article: as it was read.
        keyphrase: what is looked for, or None.
    """
    title = _field(article, "title") or article.title
    description = _field(article, "description")
    return {
        "title_length": len(title) or None,
        "description_length": len(description) or None,
        "kp_in_title": _holds(title, keyphrase),
        "kp_in_description": _holds(description, keyphrase),
        "kp_in_slug": _holds(_slug(article), keyphrase),
    }


def _field(article: Article, name: FieldName) -> str:
    fields = article.layout.fields if article.layout else ()
    return next((article.text[one.span.start : one.span.end] for one in fields if one.name == name), "")


def _slug(article: Article) -> str:
    path = PurePosixPath(unquote(urlsplit(article.url).path)) if _is_address(article.url) else PurePosixPath()
    name = path.stem or PurePosixPath(article.id).stem
    return _BETWEEN_WORDS.sub(" ", name)


def _is_address(url: str) -> bool:
    try:
        return bool(urlsplit(url).path.strip("/"))
    except ValueError:
        return False


def _holds(text: str, keyphrase: str | None) -> bool | None:
    return bool(mentions_any(text, [keyphrase])) if text and keyphrase else None
