"""Whether a page comes out byte for byte, and whether text and page get the same edits."""

from __future__ import annotations

from difflib import SequenceMatcher

from benchmarks.pages.templates import Filled
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.registry import load_format
from pipeline.model import Article, Cleaned

NO_GRAMMAR = Config(grammar=False)


def read_page(page: Filled, name: str) -> Article:
    """The article on a page, as a run reads it."""
    format = load_format("xhtml" if page.suffix == ".xhtml" else "html")
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


def clean_page(page: Filled, name: str, config: Config = NO_GRAMMAR) -> Cleaned:
    """A page cleaned without the grammar checker."""
    return clean_article(read_page(page, name), config)


def word_differences(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """The runs of words in which two texts differ."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        (" ".join(before[first:last]), " ".join(after[new_first:new_last]))
        for tag, first, last, new_first, new_last in matcher.get_opcodes()
        if tag != "equal"
    ]


def edits_of(cleaned: Cleaned) -> list[tuple[str, str]]:
    """What cleaning changed, word by word; bullets, which are no words on a page, are left out."""
    before, after = ([word for word in text.split() if word not in _BULLETS] for text in _texts(cleaned))
    return word_differences(before, after)


def _texts(cleaned: Cleaned) -> tuple[str, str]:
    return cleaned.article.prose, cleaned.text


_BULLETS = frozenset("•‣▪◦·●○*+–-")
