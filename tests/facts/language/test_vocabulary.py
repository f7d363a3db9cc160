"""Which words exist, and how frequent they are."""

from __future__ import annotations

import pytest
from wordfreq import zipf_frequency

from pipeline.facts.language.vocabulary import frequency, is_word, stem


@pytest.mark.parametrize(
    "word",
    [
        "the",
        "and",
        "back",
        "massage",
        "afyer",
        "xqzzt",
        "covid",
        "don't",
        "b12",
        "x-ray",
        "café",
        "naïve",
        "2024",
        "nt",
    ],
)
def test_a_word_is_as_frequent_as_the_library_says(word: str) -> None:
    assert frequency(word) == zipf_frequency(word, "en")


def test_a_slip_is_no_word_and_a_drug_is_one() -> None:
    assert is_word("metformin")
    assert is_word("after")
    assert not is_word("massageture")


@pytest.mark.parametrize(("word", "told"), [("legs", "leg"), ("stress", "stress"), ("gas", "gas"), ("bus", "bus")])
def test_the_ending_of_plurals(word: str, told: str) -> None:
    assert stem(word) == told
