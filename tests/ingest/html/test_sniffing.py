"""Pages that nobody calls pages: what is taken for HTML, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.ingest.html.sniffing import is_html

PROSE = "Knees are stiff when they have not moved for hours, and a warm shower loosens them."


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE html><title>T</title>{PROSE}",
        f'\ufeff\n<?xml version="1.0"?>\n<!-- saved -->\n<html lang="en"><body>{PROSE}</body></html>',
        f"<!-- wp:paragraph -->\n<p>{PROSE}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>T</h2>\n",
        f"Stiff knees\n<p>{PROSE}<p>{PROSE}<ul><li>{PROSE}<li>{PROSE}</ul>",
        f"<div><div>{PROSE}<br>{PROSE}</div></div>",
    ],
)
def test_html_is_told_by_its_tags(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"# Stiff knees\n\n<div align=center><p><img src=a></p></div>\n\n{PROSE}\n",
        f"<b>Stiff knees</b>\n\n{PROSE} See <a href='/a'>more</a>.",
        f"<3 {PROSE} 1 < 2 > 0 <ann@example.org>",
        f"<rss><channel><item><title>T</title><body>{PROSE}</body></item></channel></rss>",
        "",
    ],
)
def test_other_text_is_not(text: str) -> None:
    assert not is_html(text)


def test_a_page_in_a_text_file_is_read_as_a_page() -> None:
    content = f'<meta charset="iso-8859-1"><h1>Caf\xe9</h1><p>{PROSE}</p><p>{PROSE}</p>'.encode("latin-1")
    article = article_from_bytes(content, Path("a.txt"), "a.txt", Config())
    assert (article.format, article.encoding) == ("html", "cp1252")
    assert article.prose == f"Café\n\n{PROSE}\n\n{PROSE}"
    assert article_from_bytes(content, Path("a.txt"), "a.txt", Config(format="text")).format == "text"
