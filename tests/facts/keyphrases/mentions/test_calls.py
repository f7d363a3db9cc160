"""What is a call to action, and what is not."""

from __future__ import annotations

import pytest

from pipeline.facts.keyphrases.mentions.calls import call_to_action
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span

PHRASE = "cheap yoga mats near me"


def call(marked: str) -> str | None:
    """The call to action for the phrase that ``{}`` stands for, or None."""
    text = marked.format(PHRASE)
    tokens = tokenize(text)
    index = Index(text, tokens, find_blocks(text, "text"))
    span = Span(text.index(PHRASE), text.index(PHRASE) + len(PHRASE))
    first = next(number for number, token in enumerate(tokens) if token.start == span.start)
    found = call_to_action(index, first, first + len(PHRASE.split()), span, index.blocks[index.block_of(first)])
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    "wording",
    [
        "See more on {}",
        "Learn more about {}",
        "Click here for {}",
        "Check out {} >>",
        "Shop {} today!",
        "Buy {} now",
        "Tags: {}",
        "{}: click here",
        "Get the best deals on {} here →",
        "Looking for {}? Visit our site.",
        "Want to know more about {}? Click here!",
        "Do you need {}? Call us now.",
    ],
)
def test_a_line_that_only_calls(wording: str) -> None:
    found = call(f"A mat keeps the hips warm.\n\n{wording}\n\nStart with slow breaths.")
    assert found is not None
    assert found.rstrip(" .!?>→") == wording.format(PHRASE).rstrip(" .!?>→")


@pytest.mark.parametrize(
    "wording", ["Click here for {}.", "Looking for {}? Visit our site.", "Shop {} today!", "Read our guide to {} here."]
)
def test_a_sentence_that_only_calls_among_others(wording: str) -> None:
    found = call(f"A mat keeps the hips warm. {wording} Start with slow breaths.")
    assert found is not None
    assert found.rstrip(".!?") == wording.format(PHRASE).rstrip(".!?")


@pytest.mark.parametrize(
    "wording",
    [
        "{}.",
        "Doctors recommend {}.",
        "Many people buy {} in spring.",
        "Ask your doctor about {}.",
        "Read the label of {} before you wash them.",
        "Do not buy {} from strangers.",
        "Start your day with a walk and {}.",
        "People can have {}.",
        "People know about {} and wait.",
        "The shop sells {}. Visit our site.",
        "Contact the clinic to ask about {}",
    ],
)
def test_a_sentence_that_says_something(wording: str) -> None:
    assert call(f"A mat keeps the hips warm. {wording} Start with slow breaths.") is None


def test_the_sentences_around_stay_outside() -> None:
    assert call("Visit the gym. Learn more about {}. Call a friend.") == f"Learn more about {PHRASE}"


def test_a_call_does_not_reach_into_another_line() -> None:
    assert call("Click here\n\n{}\n\nnow") is None


@pytest.mark.parametrize(
    "wording",
    ["Find more information {}.", "Click here {}.", "Share this article {}", "Visit our website {}", "Contact us {}."],
)
def test_a_call_that_says_all_without_the_phrase_stays(wording: str) -> None:
    assert call(f"A mat keeps the hips warm.\n\n{wording}\n\nStart with slow breaths.") is None


@pytest.mark.parametrize(
    "wording",
    [
        "Find more information on {}.",
        "Find more information: {}",
        "Learn more {}",
        "For more information {}.",
        "Buy {}",
    ],
)
def test_a_call_that_says_nothing_without_the_phrase_goes(wording: str) -> None:
    assert call(f"A mat keeps the hips warm.\n\n{wording}\n\nStart with slow breaths.") is not None
