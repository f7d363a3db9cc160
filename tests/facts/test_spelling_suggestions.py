"""What a misspelt word may stand for."""

from __future__ import annotations

import pytest

from pipeline import tables
from pipeline.facts.spelling_suggestions import MOST_SUGGESTIONS, counterpart, is_near, suggest_words


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


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("Flavour", "en-US", "Flavor"),
        ("oedema", "en-US", "edema"),
        ("color", "en-GB", "colour"),
        ("tretment", "en-US", None),
        ("thoese", "en-US", None),
        ("flavour", "en-ZA", None),
    ],
)
def test_a_word_of_the_other_variety_has_a_counterpart(word: str, language: str, found: str | None) -> None:
    assert counterpart(word, language) == found


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [("tretment", "treatment"), ("teh", "the"), ("england", "England"), ("supplementsThe", "supplements The"),
     ("moistourizer", "moisturizer")],
)  # fmt: skip
def test_a_slip_is_near_to_what_was_meant(word: str, suggestion: str) -> None:
    assert is_near(word, suggestion)


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [("programme", "program me"), ("edammame", "damage"), ("foie", "foe"), ("freekkeh", "breaker"), ("TdapX", "Trap"),
     ("Bischoff-Ferari", "Bischoff-Ferrari"), ("jolof", "follow")],
)  # fmt: skip
def test_what_is_only_unknown_is_not_near_to_what_it_looks_like(word: str, suggestion: str) -> None:
    assert not is_near(word, suggestion)


@pytest.mark.parametrize("word", ["fuckk", "fufk", "shitt", "cuntt"])
def test_obscene_words_are_never_suggested(word: str) -> None:
    assert tables.unsuggested_words().isdisjoint(suggest_words(word, "en-US"))


def test_no_suggestion_only_adds_an_s() -> None:
    assert not any(one.endswith("'s") for one in suggest_words("Bischoff", "en-US"))
