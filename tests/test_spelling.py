"""Words that are no misspellings."""

from __future__ import annotations

import pytest

from pipeline.spelling import is_right, variety_of


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
    assert is_right(text, 0, len(text), "en-US")


@pytest.mark.parametrize(
    "text",
    [
        "The colour of her fibre.",
        "Drink watter before you sleep.",
        "Recieve it in the morning.",
        "It is over. Recieve it then.",
        "Take joint supplementsThe Body needs them.",
        "A naïvve idea.",
        "they live in england",
    ],
)
def test_slips_are_not(text: str) -> None:
    assert not is_right(text, 0, len(text), "en-US")


def test_the_variety_counts() -> None:
    tumour, tumor = "The tumour grew.", "The tumor grew."
    assert not is_right(tumour, 0, len(tumour), "en-US")
    assert is_right(tumour, 0, len(tumour), "en-GB")
    assert not is_right(tumor, 0, len(tumor), "en-GB")
    # No list for this one: all is left to the speller.
    assert not is_right(tumor, 0, len(tumor), "en-ZA")
    assert variety_of("The colour of a tumour.") == "en-GB"
    assert variety_of("The color of a tumor. Organisation.") == "en-US"
    assert variety_of("No such word.") == "en-US"


def test_a_compound_is_right_where_its_parts_are() -> None:
    text = "It is VEGF-funded and watter-funded."
    assert is_right(text, 6, 17, "en-US")
    assert not is_right(text, 22, 35, "en-US")
