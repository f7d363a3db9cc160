"""HTML and XHTML: the article on a page, and edits that leave all but the edited words as they were."""

from __future__ import annotations

from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.html_charset import declared_encoding
from pipeline.ingest.html_edits import html_edits, xhtml_edits
from pipeline.ingest.html_page import read_page


def parse_html(source: str) -> Parsed:
    """The article on an HTML page, or in a piece of one."""
    return read_page(source, is_xml=False).parsed


def parse_xhtml(source: str) -> Parsed:
    """The article on a page that is read as XML."""
    return read_page(source, is_xml=True).parsed


FORMAT = TextFormat("html", parse_html, html_edits, declared_encoding)
XHTML = TextFormat("xhtml", parse_xhtml, xhtml_edits, declared_encoding)
