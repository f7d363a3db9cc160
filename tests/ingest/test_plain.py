"""Text files: their lines are blocks, and what marks a heading or an item there is read."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
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


def test_what_marks_a_heading_goes_with_it() -> None:
    text = """# Caring for Your Knees

Strong thighs protect the joint. Walk a little every day.

## why do my knees click on stairs

Rest eases the joints why do my knees click on stairs after a long walk. Ice helps. why do my knees click on stairs
"""
    cleaned = clean_article(text, PLAIN).text
    assert "click on stairs" not in cleaned
    assert "##" not in cleaned
