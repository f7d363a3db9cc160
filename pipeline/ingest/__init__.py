"""Files to articles, and cleaned articles to bytes."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.decoding import decode
from pipeline.ingest.decoding import encode as _encode
from pipeline.ingest.files import read_file, read_listed
from pipeline.ingest.language import identify_language
from pipeline.model import Article, Segment

__all__ = ["SUFFIXES", "article_from_bytes", "encode", "read_article", "read_file", "read_listed"]

SUFFIXES: dict[str, str] = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
"""Format of an article by the suffix of its file, in lower case."""

_MARKDOWN_TITLE = re.compile(
    r"\A---[ \t]*$(?:(?!^---[ \t]*$).)*?^title:[ \t]*(?P<quote>[\"']?)(?P<title>[^\r\n]+?)(?P=quote)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*$", re.MULTILINE)
_LONGEST_TITLE = 200
"""Code points; a longer first line, or one of several sentences, is a paragraph."""


def read_article(path: Path, article_id: str, config: Config) -> Article:
    """Read one file.

    Args:
        path: the file.
        article_id: name of the article in the report: its path relative to the input folder.
        config: settings; ``encoding`` and ``max_bytes`` are used.

    Raises:
        ArticleError: the file is unreadable, too large, binary, empty or not English.
    """
    return article_from_bytes(read_file(path, config.max_bytes), path, article_id, config)


def article_from_bytes(content: bytes, path: Path, article_id: str, config: Config) -> Article:
    """The article in the bytes of a file.

    Args:
        content: the bytes.
        path: the file; its suffix says the format.
        article_id: name of the article in the report.
        config: settings; ``encoding`` is used.

    Raises:
        ArticleError: the bytes are binary, empty or not English.
    """
    decoded = decode(content, config.encoding)
    if not re.search(r"\w", decoded.text):
        raise ArticleError("empty", "The file holds no words. Remove it, or check how it was scraped.")
    language, confidence = identify_language(decoded.text)
    if language not in ("", "en"):
        raise ArticleError("not_english", f"The text seems to be {language!r}, not English. It is left as it is.")
    format = SUFFIXES.get(path.suffix.lower(), "text")
    return Article(
        id=article_id,
        path=str(path),
        format=format,
        source=decoded.text,
        text=decoded.text,
        segments=(Segment(0, len(decoded.text), 0),),
        title=_title(decoded.text, format),
        encoding=decoded.encoding,
        byte_order_mark=decoded.byte_order_mark,
        language=language,
        language_confidence=confidence,
    )


def encode(article: Article, text: str) -> bytes:
    """``text`` as bytes in the encoding of the author's file, with its byte order mark.

    Raises:
        ArticleError: ``unencodable``, where ``text`` holds a character that this encoding lacks.
    """
    return _encode(text, article.encoding, article.byte_order_mark)


def _title(text: str, format: str) -> str:
    if format == "markdown":
        found = _MARKDOWN_TITLE.search(text) or _HEADING.search(text)
        if found:
            return found["title"].strip()
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST_TITLE and ". " not in first else ""
