"""Which phrases that come back are worth a closer look."""

from __future__ import annotations

import pytest

from pipeline.facts.blocks import find_blocks
from pipeline.facts.keyphrase_candidates import find_candidates
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_look import is_worth_a_look
from pipeline.facts.tokens import tokenize

PROSE = (
    "A good night begins in the afternoon. Those who drink coffee at five lie awake at eleven, and the light of the"
    " screen makes it worse.{0} Most people near a window fall asleep sooner than those who work in the basement, since"
    " daylight sets the clock.{1} Turn down the light of the screen and leave the phone in the kitchen."
)


def _index(text: str) -> Index:
    return Index(text, tokenize(text), find_blocks(text, "text"))


def _looked_at(text: str) -> set[str]:
    index = _index(text)
    found = find_candidates(index)
    return {" ".join(words) for words, starts in found.items() if is_worth_a_look(index, words, starts)}


@pytest.mark.parametrize(
    "phrase",
    [
        "cheap magnesium pills online",
        "why do my legs hurt after massage",
        "best mattress store near me",
        "buy herbal sleep drops",
        "roof repair cost",
    ],
)
def test_a_search_phrase_between_sentences_is_looked_at(phrase: str) -> None:
    assert phrase in _looked_at(PROSE.format(f" {phrase}.", f" {phrase.capitalize()}."))


def test_words_that_writers_use_again_are_passed_over() -> None:
    text = PROSE.format("", "")
    assert "light of the screen" in map(" ".join, find_candidates(_index(text)))
    assert _looked_at(text) == set()
