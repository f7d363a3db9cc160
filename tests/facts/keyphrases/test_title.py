"""What a text is about, by its title."""

from __future__ import annotations

import pytest

from pipeline.facts.keyphrases.title import find_title_phrase
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize


def topic(title: str, *lines: str) -> str | None:
    text = "\n".join((title, *lines))
    return find_title_phrase(title, text, tokenize(text), find_blocks(text, "text"))


FROZEN = (
    "A frozen shoulder is stiff and sore.",
    "Most people with frozen shoulder get better.",
    "Treating a frozen shoulder takes months.",
)


@pytest.mark.parametrize(
    "title", ["Living With Frozen Shoulder", "Frozen Shoulder: What Helps", "What is a frozen shoulder?"]
)
def test_the_phrase_that_comes_back_is_the_topic(title: str) -> None:
    assert topic(title, *FROZEN) == "frozen shoulder"


def test_the_title_itself_does_not_count() -> None:
    assert topic("Living with frozen shoulder", *FROZEN[:2]) is None


def test_the_longest_of_equals_wins() -> None:
    text = ("Type 1 diabetes care is a daily task. " * 3,)
    assert topic("Good type 1 diabetes care", *text) == "type 1 diabetes care"


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("When you are ill", "You are ill when you are ill."),
        ("Shoulder, frozen", "Shoulder frozen, what now?"),
        ("Sleep", "Sleep is good."),
        ("", "Sleep is good."),
    ],
)
def test_what_is_no_phrase_of_the_title_is_not_made_one(title: str, sentence: str) -> None:
    assert topic(title, *[sentence] * 3) is None
