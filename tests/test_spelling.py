"""Words that no speller needs to see."""

from __future__ import annotations

import pytest

from pipeline.spelling import has_unknown_word, is_right, speller_rule, variety_of


@pytest.mark.parametrize(
    "text",
    [
        "Drink water before you sleep.",
        "It’s the patient’s own choice, isn't it?",
        "In 2019, 12 of them took warfarin for atrial fibrillation.",
        "Erythromelalgia is a pain of the feet.",
        "They live with Fallot and Sjöberg in Wherevertown.",
        "The VEGF-related mtDNA of ARBs and H1N1.",
        "WHAT TO EAT",
    ],
)
def test_terms_names_and_acronyms_are_right(text: str) -> None:
    assert not has_unknown_word(text, "en-US")


@pytest.mark.parametrize(
    "text",
    [
        "Drink watter before you sleep.",
        "Recieve it in the morning.",
        "It is over. Recieve it then.",
        "Take joint supplementsThe Body needs them.",
        "A naïvve idea.",
        "they live in england",
    ],
)
def test_slips_are_not(text: str) -> None:
    assert has_unknown_word(text, "en-US")


def test_the_variety_counts() -> None:
    assert has_unknown_word("The tumour grew.", "en-US")
    assert not has_unknown_word("The tumour grew.", "en-GB")
    assert has_unknown_word("The tumor grew.", "en-GB")
    # No list for this one: all is left to the speller.
    assert has_unknown_word("The tumor grew.", "en-ZA")
    assert variety_of("The colour of a tumour.") == "en-GB"
    assert variety_of("The color of a tumor. Organisation.") == "en-US"
    assert variety_of("No such word.") == "en-US"
    assert speller_rule("en-GB") == "MORFOLOGIK_RULE_EN_GB"
    assert speller_rule("en") == "MORFOLOGIK_RULE_EN_US"


def test_a_compound_is_right_where_its_parts_are() -> None:
    text = "It is VEGF-funded and watter-funded."
    assert is_right(text, 6, 17, "en-US")
    assert not is_right(text, 22, 35, "en-US")
