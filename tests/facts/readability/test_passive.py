"""Sentences in the passive voice, and those that only look so."""

from __future__ import annotations

import pytest

from pipeline import tables
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
        "The dose is agreed.",
        "They were freed.",
        "Success is not guaranteed.",
        "The case was re-examined.",
        "The drug was fast-tracked.",
        "It should be [taken](/x) at night.",
        "The wound was carefully and slowly cleaned.",
        "The trial was, however, delayed.",
        "The blood was lost.",
        "He was upset by the news.",
        "Is the wound cleaned?",
        "How is the infected wound cleaned at home?",
        "It's called a stroke.",
        "It's led by a nurse.",
        "He got vaccinated, doctors say.",
        "It is indeed treated.",
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
        "It's helped a lot.",
        "It's changed my life.",
        "What's led to this?",
        "This is a need, indeed.",
        "He is left-handed.",
        "We are early and used to it.",
        "It is not, tired or not.",
        "He was upset.",
        "They get lost.",
        "Are there drugs approved?",
        "Is it the dreaded flu?",
        "What is the treatment used?",
        "Is the wound near infected skin?",
    ],
)
def test_what_only_looks_like_one_is_not(sentence: str) -> None:
    assert not is_passive(sentence)


def test_each_sentence_counts_once_and_a_participle_belongs_to_its_own() -> None:
    text = "It was cut and it was sewn. It was. Cut it. It was sewn."
    sentences = (Span(0, 27), Span(28, 35), Span(36, 43), Span(44, len(text)))
    assert count_passives(text, tokenize(text), sentences) == 2


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("adjectives", "It was {} by them."),
        ("not_behind_get", "It was {} by them."),
        ("behind_has", "It was {}."),
        ("two_objects", "It was {}."),
    ],
)
def test_each_exception_is_one(name: str, frame: str) -> None:
    rows = tables.settings("readability/passive.toml")[name]
    assert [row for row in rows if not is_passive(frame.format(row))] == []
