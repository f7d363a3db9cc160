"""Headings in which searches are run together: what is proposed to go, and the headings that authors write."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article, Finding

PLAIN = Config(grammar=False, swap_model=False, select=("K",))
TEXT = """Walking in Old Age

A walk of ten minutes lifts the mood, and it needs no gear but a pair of shoes.

{}

See a doctor if a leg swells, or if you are out of breath on the flat.
"""


def _findings(heading: str, text_format: str) -> list[Finding]:
    return list(clean_article(Article.from_text(TEXT.format(heading), format=text_format), PLAIN).findings)


@pytest.mark.parametrize(
    ("heading", "kept", "text_format"),
    [
        ("Gout diet gout foods gout medicine", "Gout diet", "text"),
        ("## Gout diet gout foods gout medicine", "## Gout diet", "text"),
        ("## Gout diet gout foods gout medicine", "## Gout diet", "markdown"),
        ("## 1. Gout diet gout foods gout medicine", "## 1. Gout diet", "markdown"),
        ("## Beer and meat: gout diet gout foods gout medicine", "## Beer and meat", "markdown"),
    ],
)
def test_the_words_that_come_back_are_kept_once_unless_a_mark_sets_them_off(
    heading: str, kept: str, text_format: str
) -> None:
    (found,) = _findings(heading, text_format)
    start = TEXT.index("{}")
    before, behind = heading[: found.span.start - start], heading[found.span.end - start :]
    assert found.fix_class == "unsafe"
    assert before + found.suggestions[0] + behind == kept


def test_no_cut_is_proposed_behind_a_sentence() -> None:
    (found,) = _findings("## Should you worry? Heart attack heart failure heart block", "markdown")
    assert (found.fix_class, found.suggestions) == ("none", ())


@pytest.mark.parametrize(
    "heading",
    [
        "Breast Cancer Survivors Help Breast Cancer Patients",
        "Blood Pressure Medication Lowers Blood Pressure",
        "Mental Health Workers Need Mental Health Care",
        "Lung cancer screening saves lung cancer patients",
        "Knee Replacement Surgery Versus Partial Knee Replacement",
        "Heart Attack Versus Heart Failure Versus Heart Block",
        "Vitamin D vitamin K vitamin B",
        "Eat well live well sleep well",
        "Health care workers lack health care",
    ],
)
def test_authors_headings_are_let_pass(heading: str) -> None:
    assert not _findings(f"## {heading}", "markdown")
