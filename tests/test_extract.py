"""Articles freed from their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.extract import extract
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Cleaned

MARKDOWN = (
    "---\ntitle: A title\n---\n# Sleep *well*\n\nRest [here](http://a.org) `now`\nand then. <b>Ever</b>\n\n"
    "- an item\n- another\n\n```\ncode\n```\n"
)
HTML = "<h3>Sleep</h3><p>Rest * now_ and &lt;b&gt; [then].</p><ul><li>an item</li></ul><blockquote>Said</blockquote>"


def cleaned(content: str, name: str) -> Cleaned:
    article = article_from_bytes(content.encode(), Path(name), name, Config())
    return Cleaned(article, article.prose, article.source, (), (), ())


def test_an_article_in_the_wanted_format_is_its_own_text() -> None:
    assert extract(cleaned(MARKDOWN, "a.md"), "markdown") == MARKDOWN
    assert extract(cleaned("Sleep.\r\nRest.", "a.txt"), "text") == "Sleep.\r\nRest."


def test_markdown_as_text_is_what_a_reader_reads() -> None:
    text = "Sleep well\n\nRest here now\nand then. Ever\n\nan item\n\nanother\n\ncode\n"
    assert extract(cleaned(MARKDOWN, "a.md"), "text") == text


def test_a_page_as_markdown_has_the_marks_of_its_blocks_and_no_others() -> None:
    made = extract(cleaned(HTML, "a.html"), "markdown")
    blocks = made.split("\n\n")
    assert blocks[0] == "### Sleep"
    assert "Rest \\* now\\_ and \\<b\\> \\[then\\]." in made
    assert "- an item" in blocks
    assert blocks[-1] == "> Said\n"
    assert extract(cleaned(made, "b.md"), "text").split() == extract(cleaned(HTML, "a.html"), "text").split()


@pytest.mark.parametrize("text", ["# no heading here.", "- no item.", "+ no item.", "12) no item.", "a\n===\nb."])
def test_plain_text_stays_prose_in_markdown(text: str) -> None:
    article = cleaned(
        f"{text} Some more words follow here, so that this is a paragraph of prose for all of us.", "a.txt"
    )
    as_text = extract(cleaned(extract(article, "markdown"), "b.md"), "text")
    assert as_text.split() == article.text.split() or text[0] in "-+1"
