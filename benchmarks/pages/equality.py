"""Whether a page comes out byte for byte, and whether text and page get the same edits."""

from __future__ import annotations

from benchmarks.pages.templates import Filled
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest import FORMATS, TextFormat
from pipeline.ingest.formats import Parsed
from pipeline.model import Article, Cleaned

NO_GRAMMAR = Config(grammar=False)


def read_page(page: Filled, name: str) -> Article:
    """The article on a page, as a run reads it."""
    format = FORMATS["xhtml" if page.suffix == ".xhtml" else "html"]
    assert isinstance(format, TextFormat)
    return article_of(format.parse(page.source), page.source, name, format.name)


def article_of(parsed: Parsed, source: str, name: str, format: str) -> Article:
    """An article from what its reader made of its file."""
    return Article(
        name,
        source,
        parsed.text,
        parsed.segments,
        format=format,
        layout=parsed.layout,
        title=parsed.title,
        url=parsed.url,
        extracted_ratio=parsed.extracted_ratio,
    )


def clean_page(page: Filled, name: str) -> Cleaned:
    """A page cleaned without the grammar checker."""
    return clean_article(read_page(page, name), NO_GRAMMAR)


def edited_words(cleaned: Cleaned) -> list[str]:
    """The words of the cleaned text."""
    return cleaned.text.split()
