"""Text files: their lines are blocks, and what marks a heading or an item there is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.ingest.plain import line_blocks, parse

PLAIN = Config(grammar=False, swap_model=False)


def test_number_signs_mark_headings() -> None:
    text = "# Bread\nIt is made of flour.\n## How long does it rise?\n#bread is a hashtag.\n"
    found = [(block.kind, block.level, text[block.span.start : block.span.end]) for block in line_blocks(text)]
    assert found == [
        ("h", 1, "Bread"),
        ("p", 0, "It is made of flour."),
        ("h", 2, "How long does it rise?"),
        ("p", 0, "#bread is a hashtag."),
    ]
    assert parse(text).title == "Bread"


@pytest.mark.parametrize("mark", ["•", "✔", "✅", "➤"])
def test_marks_of_items(mark: str) -> None:
    text = f"{mark} eight hours of sleep\n"
    assert [(block.kind, text[block.span.start : block.span.end]) for block in line_blocks(text)] == [
        ("li", "eight hours of sleep")
    ]


@pytest.mark.parametrize("line", ["# of patients: 300. It grew.", "# 1 reason to walk", "# Walk every day.", "#yoga"])
def test_other_number_signs_mark_no_heading(line: str) -> None:
    assert [block.level for block in line_blocks(f"{line}\n")] == [0]


def test_number_signs_of_a_page_mark_no_heading() -> None:
    page = b"<body><article><h1>Walk</h1><p># A reason to walk is your heart</p><p>It is free.</p></article></body>"
    blocks = article_from_bytes(page, Path("a.html"), "a.html", PLAIN).layout.blocks
    assert [block.level for block in blocks] == [1, 0, 0]


def test_what_marks_a_heading_goes_with_it() -> None:
    text = """# Caring for Your Knees

Strong thighs protect the joint. Walk a little every day.

## why do my knees click on stairs

Rest eases the joints why do my knees click on stairs after a long walk. Ice helps. why do my knees click on stairs
"""
    cleaned = clean_article(text, PLAIN).text
    assert "click on stairs" not in cleaned
    assert "##" not in cleaned
