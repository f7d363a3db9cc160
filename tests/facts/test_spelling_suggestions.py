"""What a misspelt word may stand for."""

from __future__ import annotations

import pytest

from pipeline.facts.spelling_suggestions import MOST_SUGGESTIONS, suggest_words


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("moistourizer", "moisturizer"),
        ("tretment", "treatment"),
        ("afyer", "after"),
        ("Recieve", "Receive"),
        ("england", "England"),
        ("wouldntt", "wouldn't"),
        ("pyrazinamie", "pyrazinamide"),
        ("flesh-coloured", "flesh-colored"),
        ("fibre", "fiber"),
        ("faeces", "feces"),
        ("mould", "mold"),
        ("supplementsThe", "supplements The"),
    ],
)
def test_the_first_suggestion_is_what_was_meant(word: str, meant: str) -> None:
    assert suggest_words(word, "en-US")[0] == meant


def test_suggestions_are_few_and_never_the_word_itself() -> None:
    found = suggest_words("flavour", "en-US")
    assert found[0] == "flavor"
    assert "flavour" not in found
    assert len(suggest_words("hing", "en-US")) <= MOST_SUGGESTIONS


@pytest.mark.parametrize("word", ["ʒanɔʁo", "Qzxvkjw", "water", ""])
def test_nothing_near_is_no_suggestion(word: str) -> None:
    assert suggest_words(word, "en-US") == ()


def test_the_variety_counts() -> None:
    assert suggest_words("color", "en-GB")[0] == "colour"
    assert suggest_words("tretment", "en-ZA")[0] == "treatment"
