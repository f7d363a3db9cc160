"""Syllables as they are heard."""

from __future__ import annotations

import pytest

from pipeline.facts.readability.syllables import count_syllables

HEARD = {
    1: "the make makes used called washed played good blood tea flea years eyes cheque cheques friend",
    2: "many about table handled needed uses washes people every diet being going layer didn't spasm lion fatigue "
    "million unique technique colleagues argue argued fluid quiet ocean marriage treated senior sometimes guidelines",
    3: "area idea easier various science's calcium video layering exercise family opinion reaction created mosaic "
    "everyone anyone familiar behavior enlargement",
    4: "biology society reality available diabetic pneumonia diarrhea spontaneous",
    5: "electricity creativity individual's association",
}


@pytest.mark.parametrize(
    ("word", "syllables"), [(word, count) for count, words in HEARD.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_heard(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), [("mg", 2), ("2020", 0), ("3rd", 0), ("long-term", 2), ("hmm", 3)])
def test_words_that_are_not_spelt_as_words_are(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables
