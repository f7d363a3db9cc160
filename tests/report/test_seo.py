"""What the report says of titles, descriptions and addresses."""

from __future__ import annotations

from html_samples import html_article

from pipeline.model import Article
from pipeline.report.seo import seo_cells

PAGE = """<!doctype html><html><head><title>Stiff knees &amp; ice</title>
<meta name="description" content="Why they are stiff.">
<link rel="canonical" href="https://example.org/health/stiff-knee/"></head><body><p>Ice helps.</p></body></html>"""


def test_title_description_and_slug_of_a_page_are_measured() -> None:
    assert seo_cells(html_article(PAGE), "stiff knee") == {
        "title_length": len("Stiff knees & ice"),
        "description_length": len("Why they are stiff."),
        "kp_in_title": True,
        "kp_in_description": False,
        "kp_in_slug": True,
    }


def test_the_slug_of_a_file_without_an_address_is_its_name() -> None:
    article = Article.from_text("Ice helps.", id="blog/stiff_knee.txt")
    assert seo_cells(article, "stiff knee")["kp_in_slug"] is True


def test_what_is_not_there_is_not_measured() -> None:
    cells = seo_cells(Article.from_text("Ice helps."), None)
    assert set(cells.values()) == {None}
