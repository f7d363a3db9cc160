"""What a file format is to the rest of the program: values that say how its files are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.model import Article, Cleaned, Edit, Layout, Segment
from pipeline.source_map import source_edits


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader makes of a file; see ``Article``.

    Attributes:
        text: what a reader reads.
        segments: from ``text`` to the source.
        layout: blocks and code; None where they are read off ``text``.
        title: or empty.
        url: or empty.
        extracted_ratio: share of the file's words that belong to the article; None where the file is the article.
    """

    text: str
    segments: tuple[Segment, ...]
    layout: Layout | None = None
    title: str = ""
    url: str = ""
    extracted_ratio: float | None = None


def verbatim(text: str, layout: Layout | None = None, title: str = "") -> Parsed:
    """A source that is its own text."""
    return Parsed(text, (Segment(0, len(text), 0, len(text)),), layout, title)


def _none_broken(_article: Article, _edits: Sequence[Edit]) -> frozenset[Edit]:
    return frozenset()


def _no_declaration(_content: bytes) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A file of text that is one article.

    Attributes:
        name: shown in the report, and given to ``--format``; ``registry`` has the suffixes of its files.
        parse: from the decoded file to the article in it; raises ``ArticleError`` where there is none.
        source_edits: from edits of the text to edits of the source, sorted and apart.
        declared_encoding: the codec that the file names itself, or empty; asked before any guess.
        as_text: the article with edits of its source made, as plain text; None where its blocks say enough.
        as_markdown: the same as Markdown.
        broken_edits: of edits of the text, those that would change what the markup says, and cannot be made.
    """

    name: str
    parse: Callable[[str], Parsed]
    source_edits: Callable[[Article, Sequence[Edit]], tuple[Edit, ...]] = source_edits
    declared_encoding: Callable[[bytes], str] = _no_declaration
    as_text: Callable[[Article, Sequence[Edit]], str] | None = None
    as_markdown: Callable[[Article, Sequence[Edit]], str] | None = None
    broken_edits: Callable[[Article, Sequence[Edit]], frozenset[Edit]] = _none_broken


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A file that is one article, but no text.

    Attributes:
        name: shown in the report, and given to ``--format``; ``registry`` has the suffixes of its files.
        parse: from the bytes to the article in them, whose text is its own source; raises ``ArticleError``.
        write: the file with what was found and changed; without edits and findings to show, the bytes as they were.
        as_html: a written file as a piece of a page, given what it says; None where its blocks say enough.
    """

    name: str
    parse: Callable[[bytes, Config], Parsed]
    write: Callable[[bytes, Cleaned], bytes]
    as_html: Callable[[bytes, str], str | None]


MEMBER_FORMATS = ("text", "markdown", "html")
"""Formats that the articles of a file of several may have."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the articles in a file of several.

    Attributes:
        name: unique in its file; the article's id is the file's id, ``#`` and this.
        text: the article in a text format of its own, freed from the escapes of the file around it.
        format: the name of that format.
        title: or empty, to be read off the text.
        url: or empty.
        fault: why it cannot be read; it stays as it is.
        encoding: the codec that decoded its file.
    """

    name: str
    text: str = ""
    format: str = "text"
    title: str = ""
    url: str = ""
    fault: ArticleError | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Container:
    """A file of several articles.

    Attributes:
        name: given to ``--format``.
        split: the articles in the bytes; raises ``ArticleError`` where the file as a whole cannot be read.
        join: the bytes with the edits of each article, which count in its ``Member.text``, by its name.
    """

    name: str
    split: Callable[[bytes, Config], Iterator[Member]]
    join: Callable[[bytes, Config, Mapping[str, Sequence[Edit]]], bytes]


Format = TextFormat | BinaryFormat | Container
