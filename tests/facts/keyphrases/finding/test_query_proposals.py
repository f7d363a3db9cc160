"""What is proposed for a search query that is not cut without asking: all of it and nothing else, or no cut."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Finding

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """When Your Ears Ring

Tinnitus is a sound that nobody else hears, and it is seldom a sign of anything bad best earplugs for sleeping near me.
{}

See a doctor within a day if one ear goes deaf, or if the ringing beats with your pulse.
"""


def _findings(sentence: str) -> tuple[str, list[Finding]]:
    text = TEXT.format(sentence)
    found = clean_article(text, PLAIN).findings
    return text, [one for one in found if one.rule_id.startswith("K") and one.state == "open"]


def _accepted(sentence: str) -> set[str]:
    """What the sentence becomes by each of the proposed cuts in it."""
    text, found = _findings(sentence)
    start, end = text.index(sentence), text.index(sentence) + len(sentence)
    return {
        text[start : one.span.start] + one.suggestions[0] + text[one.span.end : end]
        for one in found
        if one.fix_class == "unsafe" and start <= one.span.start and one.span.end <= end
    }


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        (
            "Hard wax goes with oil, two drops a night [best ear wax kit 2023], and then a rinse.",
            "Hard wax goes with oil, two drops a night, and then a rinse.",
        ),
        (
            "A chewed wire rubs the ear, and a bit of wax covers it [24 hour emergency dentist near me no insurance].",
            "A chewed wire rubs the ear, and a bit of wax covers it.",
        ),
        (
            "Salt and coffee are blamed, and so are loud rooms [what makes tinnitus flare up].",
            "Salt and coffee are blamed, and so are loud rooms.",
        ),
        (
            "It was loud at the fair and it rang until Monday [best kids hearing doctor open saturday near me].",
            "It was loud at the fair and it rang until Monday.",
        ),
        (
            "Hold the phone to the other ear [cheap hearing aids for seniors walmart] and turn down the radio.",
            "Hold the phone to the other ear and turn down the radio.",
        ),
    ],
)
def test_a_proposed_cut_takes_the_query_as_a_whole(sentence: str, whole: str) -> None:
    assert _accepted(sentence.replace("[", "").replace("]", "")) == {whole}


@pytest.mark.parametrize(
    ("sentence", "query"),
    [
        ("Stop the aspirin for two days before the blood [draw hearingtest at home kit].", "hearingtest at home kit"),
        ("The cut is so small that it needs no stitch [best ear surgeon near me and] closes by itself.", "ear surgeon"),
        ("A clip holds it behind the ear [digital hearing aids vs analog] price and stays.", "digital hearing aids"),
        ("The drops are no longer advised hearing aid [injection near me] 2023 price, and that is that.", "near me"),
        ("The higher the pitch, the louder the [shouting hearing test normal range] female.", "hearing test"),
        ("The clinic may be better for the adults audiologist [near me] that accept medicaid. Ask first.", "near me"),
    ],
)
def test_no_cut_is_proposed_that_leaves_or_takes_a_word(sentence: str, query: str) -> None:
    wrong = sentence.replace("[", "{").replace("]", "}")
    plain = sentence.replace("[", "").replace("]", "")
    before, rest = wrong.split("{")
    behind = rest.split("}")[1]
    half_cut = {f"{before.rstrip()}{behind}", f"{before}{behind.lstrip()}"}
    assert not _accepted(plain) & half_cut
    text, found = _findings(plain)
    start = text.index(query, text.index(plain))
    assert any(one.span.start < start + len(query) and start < one.span.end for one in found)
