"""Sentences in the passive voice, and those that only look so."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.readability.passive import count_passives
from pipeline.model import Span


def is_passive(sentence: str) -> bool:
    return bool(count_passives(sentence, tokenize(sentence), (Span(0, len(sentence)),)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The wound was cleaned with water.",
        "It is not usually treated with drugs.",
        "The cream should be put on at night.",
        "How is it treated?",
        "Most of them have been vaccinated.",
        "The joint is being replaced.",
        "She got bitten by a dog.",
        "It's called asthma.",
        "He was overwhelmed by the news.",
        "The pills weren't taken.",
        "Salt is also used in bread.",
        "The wound must **not** be *touched*.",
    ],
)
def test_a_passive_is_told(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She is interested in the trial.",
        "They are very tired of it.",
        "The doctor cleaned the wound.",
        "We are all concerned about salt.",
        "The rash is red, dried and gone.",
        "You get used to it.",
        "There are increased risks.",
        "This is indeed a need.",
        "The result is unexpected.",
        "I got started early.",
        "He was there. Cleaned wounds heal.",
        "It is well-known.",
        "We are waiting, tired or not.",
    ],
)
def test_what_only_looks_like_one_is_not(sentence: str) -> None:
    assert not is_passive(sentence)


def test_each_sentence_counts_once_and_a_participle_belongs_to_its_own() -> None:
    text = "It was cut and it was sewn. It was. Cut it. It was sewn."
    sentences = (Span(0, 27), Span(28, 35), Span(36, 43), Span(44, len(text)))
    assert count_passives(text, tokenize(text), sentences) == 2
