"""What is left between two words when what stood between them is taken out."""

from __future__ import annotations

import pytest

from pipeline.facts.blocks import find_blocks
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_joins import Cut, cut_inside
from pipeline.facts.tokens import tokenize
from pipeline.model import Span

PHRASE = "why do my knees click on stairs"


def cut(marked: str) -> tuple[str, Cut]:
    """The text, and the cut for the phrase that ``{}`` stands for in it."""
    text = marked.format(PHRASE)
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    start = text.index(PHRASE)
    block = next(block for block in index.blocks if block.span.start <= start < block.span.end)
    return text, cut_inside(index, block, Span(start, start + len(PHRASE)))


def left(marked: str) -> str:
    text, found = cut(marked)
    return text[: found.span.start] + text[found.span.end :]


@pytest.mark.parametrize(
    "marked",
    [
        "Rest eases the joints {} after a long walk.",
        "Rest eases the joints  {}  after a long walk.",
        "Rest eases the joints, {}, after a long walk.",
        "Rest eases the joints – {} – after a long walk.",
        "Rest eases the joints - {} - after a long walk.",
    ],
)
def test_one_space_is_left_between_words_that_go_together(marked: str) -> None:
    assert left(marked) == "Rest eases the joints after a long walk."


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("However, {}, most people heal.", "However, most people heal."),
        ("However, {} most people heal.", "However, most people heal."),
        ("However {}, most people heal.", "However, most people heal."),
        ("When the knee hurts {}, you should rest.", "When the knee hurts, you should rest."),
        ("Eat apples, {}, pears and nuts.", "Eat apples, pears and nuts."),
        ("Take one tablet a day {}, unless your doctor says no.", "Take one tablet a day, unless your doctor says no."),
        ("Rest for a week {}, unless it rains.", "Rest for a week, unless it rains."),
        ("Rest for a week {}; then go back to work.", "Rest for a week; then go back to work."),
        ("Sleep is good {}; so is a walk.", "Sleep is good; so is a walk."),
    ],
)
def test_a_comma_stays_where_the_sentence_asks_for_one(marked: str, clean: str) -> None:
    assert left(marked) == clean


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("If the knee hurts, {} rest it for a day.", "If the knee hurts, rest it for a day."),
        ("Never put butter, {}, toothpaste or ice on a burn.", "Never put butter, toothpaste or ice on a burn."),
        ("The knee heals: {} the pain is gone.", "The knee heals: the pain is gone."),
    ],
)
def test_a_mark_of_the_writer_stays(marked: str, clean: str) -> None:
    assert left(marked) == clean


def test_a_space_that_does_not_break_lines_is_a_space() -> None:
    assert left("The joints\u00a0{}\u00a0heal in time.") == "The joints\u00a0heal in time."


def test_nothing_is_left_before_the_first_word_of_a_block() -> None:
    assert left("A line is here.\n\n{}, the knee bends.") == "A line is here.\n\nthe knee bends."


def test_the_cut_holds_the_phrase_and_no_letter_around_it() -> None:
    for marked in ("Rest eases the joints {} after a walk.", "Rest, {}, and sleep.", "Sit — {} — or lie."):
        text, found = cut(marked)
        assert PHRASE in text[found.span.start : found.span.end]
        assert not any(character.isalnum() for character in text[found.span.start : found.span.end].replace(PHRASE, ""))


@pytest.mark.parametrize("before", ["Many people ask", "Patients often search", "At night, some wonder"])
def test_a_word_that_asks_leaves_a_hole(before: str) -> None:
    _, found = cut(before + " {} after a long walk.")
    assert found.leaves_hole


@pytest.mark.parametrize("before", ["Rest eases the joints", "Most people heal", "The nurse puts ice on it"])
def test_a_whole_clause_leaves_no_hole(before: str) -> None:
    _, found = cut(before + " {} after a long walk.")
    assert not found.leaves_hole


def test_no_space_is_left_before_a_comma_that_ends_a_line() -> None:
    assert left("Take no more than two a day {},") == "Take no more than two a day,"
