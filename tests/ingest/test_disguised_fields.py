"""Words with Cyrillic letters or with characters without width in the titles and descriptions of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Cleaned

BODY = "A warm shower loosens knees that have not moved for hours.\n"
OF_A_PAGE = f"<body><h1>Knees</h1><p>{BODY}</p></body></html>"


def cleaned(source: str, name: str) -> Cleaned:
    config = Config(grammar=False, swap_model=False)
    return clean_article(article_from_bytes(source.encode(), Path(name), name, config), config)


@pytest.mark.parametrize(
    ("name", "source", "after"),
    [
        ("a.md", "---\ntitle: Stіff k\u200bnees\n---\n\n", "---\ntitle: Stiff knees\n---\n\n"),
        ("a.md", '---\ntitle: "St\\u0456ff knees"\n---\n\n', '---\ntitle: "Stiff knees"\n---\n\n'),
        ("a.md", '+++\ntitle = "Stіff knееs"\n+++\n\n', '+++\ntitle = "Stiff knees"\n+++\n\n'),
        (
            "a.html",
            '<html><head><title>Stіff knееs</title><meta property="og:title" content="Stіff knееs"></head>',
            '<html><head><title>Stiff knees</title><meta property="og:title" content="Stiff knees"></head>',
        ),
        (
            "a.html",
            '<html><head><script type="application/ld+json">{"@type": "Article", "headline": "Stіff knees"}</script>',
            '<html><head><script type="application/ld+json">{"@type": "Article", "headline": "Stiff knees"}</script>',
        ),
    ],
)
def test_they_are_repaired_where_they_stand(name: str, source: str, after: str) -> None:
    body = OF_A_PAGE if name.endswith("html") else BODY
    assert cleaned(source + body, name).source == after + body


@pytest.mark.parametrize("title", ["Боль в колене", "Knees, колени", "K\u00adnees", "Stiff knees\u200b"])
def test_other_titles_stay(title: str) -> None:
    source = f"---\ntitle: {title}\n---\n\n{BODY}"
    assert cleaned(source, "a.md").source == source


def test_a_title_in_front_matter_that_is_broken_is_reported_alone() -> None:
    source = f'---\ntitle: Stіff knees\ntags: [knees, "legs\n---\n\n{BODY}'
    found = cleaned(source, "a.md")
    assert found.source == source
    assert [(finding.rule_id, finding.match, finding.state) for finding in found.findings] == [
        ("E002", "Stіff", "open")
    ]
