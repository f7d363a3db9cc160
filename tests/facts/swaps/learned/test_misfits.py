"""What does not fit the place where it would be put."""

from __future__ import annotations

import pytest

from pipeline.facts.swaps.learned.misfits import puts_verb_for_noun, repeats_in_list


@pytest.mark.parametrize(
    "line",
    ["stress and also stress", "pain , fever , and pain", "feel fear or fear now"],
)
def test_a_word_that_is_two_items_of_a_list_is_told(line: str) -> None:
    assert repeats_in_list(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "stress and also worry",
        "more and more",
        "the pain eases , and then pain comes back",
        "skin care and hair care",
        "by day and by night",
    ],
)
def test_a_word_that_comes_back_elsewhere_is_not(line: str) -> None:
    assert not repeats_in_list(line.split())


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("unopened", "pens", "writes"),
        ("the", "diary", "write"),
        ("your", "pens", "writes"),
        ("keep", "unopened pens", "unopened writes"),
    ],
)
def test_a_verb_where_a_noun_stood_is_told(before: str, old: str, new: str) -> None:
    assert puts_verb_for_noun(before, old.split(), new.split())


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("unopened", "pens", "needles"),
        ("the", "diary", "writing"),
        ("the", "damage", "broken"),
        ("she", "pens", "writes"),
        ("to", "pen", "write"),
        ("this", "pens", "writes"),
        ("the", "pens", "unwell"),
    ],
)
def test_a_form_that_may_stand_there_is_not(before: str, old: str, new: str) -> None:
    assert not puts_verb_for_noun(before, old.split(), new.split())
