"""Files to articles, and cleaned articles to bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.decoding import decode, encode
from pipeline.ingest.files import read_file, read_listed
from pipeline.ingest.formats import BinaryFormat, Container, Member, Parsed, TextFormat
from pipeline.ingest.html.sniffing import find_tag, is_html
from pipeline.ingest.language import identify_language
from pipeline.ingest.registry import HTML, PLAIN, format_of, load_format
from pipeline.model import Article, Cleaned, Edit


def sniffed_format(content: bytes, config: Config) -> tuple[str, bool]:
    """The format of bytes that no name tells, HTML where they plainly are, else plain text; and whether it is sure."""
    try:
        text = decode(content, config.encoding).text
    except ArticleError:
        return PLAIN, True
    return (HTML, True) if is_html(text) else (PLAIN, find_tag(text) is None)


def read_article(path: Path, article_id: str, config: Config) -> Article:
    """Read one file that is one article.

    Args:
        path: the file.
        article_id: name of the article in the report: its path relative to the input folder.
        config: settings; ``encoding``, ``format`` and ``max_bytes`` are used.

    Raises:
        ArticleError: the file is unreadable, too large, binary, empty or not English.
    """
    return article_from_bytes(read_file(path, config.max_bytes), path, article_id, config)


def read_listed_article(
    path: Path, article_id: str, member: Member | None, content_sha256: str, config: Config
) -> tuple[bytes | None, Article]:
    """An article that was listed before, and the bytes of its file; None for one in a file of several.

    Args:
        path: the file.
        article_id: name of the article in the report.
        member: the article itself, where its file holds several.
        content_sha256: of the file when it was listed; not looked at where there is a member.
        config: settings; ``encoding``, ``format`` and ``max_bytes`` are used.

    Raises:
        ArticleError: the file is ``too_large`` or ``unreadable``, which one that has changed since is too; or it is no
            article that can be cleaned.
    """
    if member:
        return None, article_from_member(member, path, article_id)
    content = read_listed(path, config.max_bytes, content_sha256)
    return content, article_from_bytes(content, path, article_id, config)


def article_from_bytes(content: bytes, path: Path, article_id: str, config: Config) -> Article:
    """The article in the bytes of a file.

    Args:
        content: the bytes.
        path: the file; its suffix says the format, but a text file that is plainly HTML is read as such.
        article_id: name of the article in the report.
        config: settings; ``encoding`` and ``format`` are used.

    Raises:
        ArticleError: the bytes are binary, empty or not English, or hold several articles.
    """
    format = load_format(format_of(path, config))
    if isinstance(format, Container):
        raise ArticleError("internal", "A file of several articles was read as one. Please report this.")
    if isinstance(format, BinaryFormat):
        parsed = format.parse(content, config)
        return _article(Article(article_id, parsed.text, "", (), str(path), format.name, encoding=""), parsed)
    decoded = decode(content, config.encoding, format.declared_encoding(content))
    if format.name == PLAIN and config.format == "auto" and is_html(decoded.text):
        format = load_format(HTML)
        assert isinstance(format, TextFormat)
        decoded = decode(content, config.encoding, format.declared_encoding(content))
    article = Article(
        article_id,
        decoded.text,
        "",
        (),
        str(path),
        format.name,
        encoding=decoded.encoding,
        byte_order_mark=decoded.byte_order_mark,
    )
    return _article(article, format.parse(decoded.text))


def article_from_member(member: Member, path: Path, article_id: str) -> Article:
    """One of the articles in a file of several.

    Args:
        member: the article.
        path: the file.
        article_id: name of the article in the report.

    Raises:
        ArticleError: it cannot be read, is empty or not English.
    """
    if member.fault:
        raise member.fault
    format = load_format(member.format)
    assert isinstance(format, TextFormat)
    parsed = format.parse(member.text)
    unread = Article(article_id, member.text, "", (), str(path), format.name, encoding=member.encoding)
    article = _article(unread, parsed)
    return replace(article, title=member.title or article.title, url=member.url or article.url)


def _article(unread: Article, parsed: Parsed) -> Article:
    """An article with what its reader made of it.

    Raises:
        ArticleError: there are no words in it, or they are not English.
    """
    prose = parsed.text if parsed.layout is None else parsed.text[: parsed.layout.prose_end]
    if not re.search(r"\w", prose):
        raise ArticleError("empty", "There are no words in this article. Leave it out, or check how it was scraped.")
    language, confidence = identify_language(prose)
    if language not in ("", "en"):
        raise ArticleError("not_english", f"The text seems to be {language!r}, not English. It is left as it is.")
    return replace(
        unread,
        text=parsed.text,
        segments=parsed.segments,
        layout=parsed.layout,
        title=parsed.title,
        url=parsed.url,
        extracted_ratio=parsed.extracted_ratio,
        language=language,
        language_confidence=confidence,
    )


def source_edits(article: Article, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits in an article's source that make those in its text, both sorted and apart; see ``source_map``."""
    format = load_format(article.format)
    return format.source_edits(article, edits) if isinstance(format, TextFormat) else tuple(edits)


def broken_edits(article: Article, edits: Sequence[Edit]) -> frozenset[Edit]:
    """Of edits in an article's text, those that would change what its markup says, and cannot be made."""
    format = load_format(article.format)
    return format.broken_edits(article, edits) if edits and isinstance(format, TextFormat) else frozenset()


def file_content(raw: bytes, cleaned: Cleaned) -> bytes:
    """The file of a cleaned article; every byte outside an edit as in ``raw``.

    Args:
        raw: the file as it was read.
        cleaned: the article in it.

    Raises:
        ArticleError: ``unencodable``, where the file's encoding lacks a character of the cleaned text.
    """
    article = cleaned.article
    format = load_format(article.format)
    if isinstance(format, BinaryFormat):
        return format.write(raw, cleaned)
    if not cleaned.source_edits:
        return raw
    if encode(article.source, article.encoding, article.byte_order_mark) != raw:
        raise ArticleError(
            "unencodable",
            f"Read as {article.encoding}, this file cannot be written back byte for byte. Convert it to UTF-8.",
        )
    return encode(cleaned.source, article.encoding, article.byte_order_mark)
