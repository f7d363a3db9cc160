"""Where two elements of a page touch, and where the grammar checker's remarks on that are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes


def seams(body: str) -> list[str]:
    """What stands on both sides of each seam."""
    page = f"<p>{body}</p>".encode()
    article = article_from_bytes(page, Path("a.html"), "a.html", Config())
    assert article.layout is not None
    return [article.text[seam.start : seam.end] for seam in article.layout.seams]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<span class="time">21:22</span><span class="author">Frances</span>', ["2F"]),
        ('<time>21:22</time><a href="/frances">Frances</a>', ["2F"]),
        ('<a href="/1">Read more</a><svg></svg><a href="/2"><b>Share</b></a>', ["eS"]),
        ("<span>It helps.</span><span>Drink more.</span>", [".D"]),
        ("<label>Age</label><mark>Forty</mark><time>noon</time>", ["eF", "yn"]),
        ("<span>21:22</span> <span>Frances</span>", []),
        ("<span>T</span>here is a letter of its own", []),
        ("<em>wa</em><em>ter</em> and H<sub>2</sub><i>O</i>", []),
        ('<span>Water</span><span>, tea</span> (<a href="/">or</a><span>)</span>', []),
        ('<span>(</span><a href="/">tea</a>', []),
    ],
)
def test_elements_that_touch(body: str, expected: list[str]) -> None:
    assert seams(body) == expected
