"""Which phrases that come back are worth a closer look."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.facts.keyphrases.finding.candidates import find_candidates
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.weighing.look import sum_of_trees, worth_a_look
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.tables.trees import TreeTable

PROSE = (
    "A good night begins in the afternoon. Those who drink coffee at five lie awake at eleven, and the light of the"
    " screen makes it worse.{0} Most people near a window fall asleep sooner than those who work in the basement, since"
    " daylight sets the clock.{1} Turn down the light of the screen and leave the phone in the kitchen."
)

TREES = TreeTable(
    features=("count", "length"),
    roots=np.array([0, 1]),
    feature=np.array([0, 1, 0, 0, 0, 0]),
    threshold=np.array([0.0, 2.5, 0.5, 0.0, 0.0, 0.0]),
    next_nodes=np.array([0, 0, 2, 3, 4, 5, 3, 3, 4, 4, 5, 5]),
    value=np.array([-1.0, 0.0, 0.0, 4.0, 0.25, 0.5]),
    depth=2,
)
"""A tree of one leaf, and one that asks for the length, and below that for the count."""


def _index(text: str) -> Index:
    return Index(text, tokenize(text), find_blocks(text, "text"))


def _looked_at(text: str) -> set[str]:
    index = _index(text)
    return set(map(" ".join, worth_a_look(index, find_candidates(index))))


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


@pytest.mark.parametrize(("opening", "closing"), [("**", "**"), ("*", "*"), ("_", "_"), ("“", "”"), ("(", ")")])
def test_marks_around_a_search_phrase_hide_it_not(opening: str, closing: str) -> None:
    phrase = "foot doctor austin"
    assert phrase in _looked_at(PROSE.format(*[f" {opening}{phrase}{closing}"] * 2))


def test_words_that_writers_use_again_are_passed_over() -> None:
    text = PROSE.format("", "")
    assert "light of the screen" in map(" ".join, find_candidates(_index(text)))
    assert _looked_at(text) == set()


def test_a_text_may_open_with_a_part_of_a_phrase_that_is_fused_elsewhere() -> None:
    text = (
        "Knee pain relief drops are sold.\n\nA walk along the river cheap knee pain relief drops. Some people sleep "
        "better in the xqcheap knee pain relief drops."
    )
    phrase = ("cheap", "knee", "pain", "relief", "drops")
    assert find_candidates(_index(text))[phrase] == [11, 22]
    assert " ".join(phrase) in _looked_at(text)


def test_trees_add_up() -> None:
    rows = [{"length": 3.0}, {"length": 2.5, "count": 1.0}, {"count": 0.5}, {}]
    assert sum_of_trees(TREES, rows) == [3.0, -0.5, -0.75, -0.75]
    assert sum_of_trees(TREES, []) == []
