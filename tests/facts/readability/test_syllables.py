"""Syllables as they are heard."""

from __future__ import annotations

import pytest

from pipeline.facts.readability.syllables import count_syllables

HEARD = {
    1: "the make makes used called washed played good blood tea years eyes",
    2: "herpes many about table handled needed uses washes people every diet being going layer didn't spasm lion",
    3: "area idea easier various science's calcium video layering exercise family",
    4: "diabetes biology society reality available diabetic",
    5: "electricity creativity individual's",
}


@pytest.mark.parametrize(
    ("word", "syllables"), [(word, count) for count, words in HEARD.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_heard(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), [("mg", 2), ("2020", 0), ("3rd", 0), ("long-term", 2), ("hmm", 3)])
def test_words_that_are_not_spelt_as_words_are(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables
