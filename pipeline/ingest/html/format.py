"""HTML and XHTML: the article on a page, and edits that leave all but the edited words as they were."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.html.charset import declared_encoding
from pipeline.ingest.html.edits import html_edits, xhtml_edits
from pipeline.ingest.html.emptied import emptying_edits
from pipeline.ingest.html.page import read_page
from pipeline.model import Article, Edit


def parse_html(source: str) -> Parsed:
    """The article on an HTML page, or in a piece of one."""
    return read_page(source, is_xml=False).parsed


def parse_xhtml(source: str) -> Parsed:
    """The article on a page that is read as XML."""
    return read_page(source, is_xml=True).parsed


def as_text(article: Article, edits: Sequence[Edit]) -> str:
    """The article on a page as plain text, with edits of its source made."""
    # Imported here: only a run with --to writes anew.
    from pipeline.ingest.html.markdown import html_as_text

    return html_as_text(article, edits)


def as_markdown(article: Article, edits: Sequence[Edit]) -> str:
    """The article on a page as Markdown, with edits of its source made."""
    from pipeline.ingest.html.markdown import html_as_markdown

    return html_as_markdown(article, edits)


def broken_html_edits(article: Article, edits: Sequence[Edit]) -> frozenset[Edit]:
    """The edits of a page that would leave something to click on without words."""
    return emptying_edits(read_page(article.source, is_xml=False), edits)


def broken_xhtml_edits(article: Article, edits: Sequence[Edit]) -> frozenset[Edit]:
    """The same of a page that is read as XML."""
    return emptying_edits(read_page(article.source, is_xml=True), edits)


FORMAT = TextFormat("html", parse_html, html_edits, declared_encoding, as_text, as_markdown, broken_html_edits)
XHTML = TextFormat("xhtml", parse_xhtml, xhtml_edits, declared_encoding, as_text, as_markdown, broken_xhtml_edits)
