"""How well words go together by counts of the web."""

from __future__ import annotations

import pytest

from pipeline.facts.swaps.web_attraction import web_attraction


@pytest.mark.parametrize(("usual", "odd", "after"), [("fine", "pleasant", "lines"), ("growth", "increase", "hormone")])
def test_words_that_stand_together_attract_each_other(usual: str, odd: str, after: str) -> None:
    assert web_attraction(usual, after) > max(0.0, web_attraction(odd, after))


def test_the_order_counts() -> None:
    assert web_attraction("united", "states") > 1 > web_attraction("states", "united")


def test_frequent_words_that_never_meet_repel_each_other() -> None:
    assert web_attraction("the", "of") < -1


@pytest.mark.parametrize(("word", "after"), [("zzyzx", "lines"), ("fine", "zzyzx"), (".", "the"), ("\n", "the")])
def test_nothing_is_said_of_unknown_words_and_marks(word: str, after: str) -> None:
    assert web_attraction(word, after) == 0
