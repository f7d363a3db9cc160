"""Transition words, as whole words where they tie."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.readability.transitions import count_transitions
from pipeline.model import Span


def is_tied(sentence: str) -> bool:
    return bool(count_transitions(sentence, tokenize(sentence), (Span(0, len(sentence)),)))


@pytest.mark.parametrize(
    "sentence",
    [
        "However, it helps.",
        "It helps, for example, at night.",
        "It helps because it is warm.",
        "Then rest.",
        "“So we rest.”",
        "We walk, then rest.",
        "As a result of this, it swells.",
        "It’s cheap. What’s more, it helps.",
        "Rest (e.g. at night).",
        "Second, rest.",
        "Third: drink.",
        "**First**, rest.",
        "The heart, that is, the pump, is fine.",
        "That said, it helps.",
        "This in turn helps.",
        "Plus, it is cheap.",
        "Overall, it helps.",
        "Once the wound is clean, cover it.",
        "When the pain stops, rest.",
    ],
)
def test_a_transition_is_told(sentence: str) -> None:
    assert is_tied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Howevers are no words.",
        "It is so warm and still here.",
        "The butter melts as the pan heats.",
        "For all of us it is an example.",
        "The result is clear.",
        "First aid saves lives.",
        "Next week is fine.",
        "Once a day is enough.",
        "Later stages",
        "Still water",
        "Overall health",
        "Your overall health, they say.",
        "The doctor that said it is here.",
        "When to see a doctor",
        "When should I see a doctor?",
    ],
)
def test_other_words_are_none(sentence: str) -> None:
    assert not is_tied(sentence)


def test_a_phrase_does_not_run_into_the_next_sentence() -> None:
    text = "This is for. Example two."
    assert count_transitions(text, tokenize(text), (Span(0, 12), Span(13, len(text)))) == 0
    assert count_transitions("", tokenize(""), ()) == 0
