"""What is left between two words when what stood between them is taken out."""

from __future__ import annotations

import pytest

from pipeline.facts.keyphrases.cuts.joins import Cut, cut_inside
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
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
        ("Sleep is good {} - and so is rest.", "Sleep is good - and so is rest."),
        ("Sleep is good {} – and so is rest.", "Sleep is good – and so is rest."),
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


@pytest.mark.parametrize("after", ["and why it helps", "for a week", "", "without pills", "because ice helps"])
@pytest.mark.parametrize("before", ["Few people know how to", "After a fall you can", "They said they won’t"])
def test_a_verb_that_is_missing_leaves_a_hole(before: str, after: str) -> None:
    _, found = cut(f"{before} {{}} {after}".rstrip() + ".")
    assert found.leaves_hole


@pytest.mark.parametrize(
    "sentence", ["Few people know how to {} rest.", "Why will {} the knee bend?", "They can {} not walk."]
)
def test_a_verb_that_follows_closes_the_gap(sentence: str) -> None:
    _, found = cut(sentence)
    assert not found.leaves_hole


@pytest.mark.parametrize("before", ["Rest eases the joints", "Most people heal", "The nurse puts ice on it"])
def test_a_whole_clause_leaves_no_hole(before: str) -> None:
    _, found = cut(before + " {} after a long walk.")
    assert not found.leaves_hole


def test_no_space_is_left_before_a_comma_that_ends_a_line() -> None:
    assert left("Take no more than two a day {},") == "Take no more than two a day,"


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("The doses are 5 mg, {}, 10 mg and 20 mg.", "The doses are 5 mg, 10 mg and 20 mg."),
        ("The dose is 2.5 mg, {}, 5 mg or 10 mg.", "The dose is 2.5 mg, 5 mg or 10 mg."),
        ("The tablet contains iron, {}, zinc and copper.", "The tablet contains iron, zinc and copper."),
        ("Take iron, {}, zinc, and copper with food.", "Take iron, zinc, and copper with food."),
        ("Good helpers are heat, {}, rest and patience.", "Good helpers are heat, rest and patience."),
        ("Her knees are red, {}, swollen and warm.", "Her knees are red, swollen and warm."),
        ("To avoid: milk, {}, antacids, grapefruit.", "To avoid: milk, antacids, grapefruit."),
        ("If it hurts, {}, stop.", "If it hurts, stop."),
        ("Although it helps, {}, few people like it.", "Although it helps, few people like it."),
        ("When you sleep, {}, the tongue falls back.", "When you sleep, the tongue falls back."),
        ("Tags: snoring, {}, sleep", "Tags: snoring, sleep"),
        ("Filed under: bed rest, {}, diet, sleep", "Filed under: bed rest, diet, sleep"),
        ("sleep | {} | diet", "sleep | diet"),
        ("sleep / {} / diet / rest", "sleep / diet / rest"),
    ],
)
def test_one_mark_stays_where_the_phrase_stood_between_members_of_a_list_or_behind_a_clause(
    marked: str, clean: str
) -> None:
    assert left(marked) == clean


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("It is, {}, important to rest.", "It is important to rest."),
        ("The nurse, {}, smiled at him.", "The nurse smiled at him."),
        ("The mask looks, {}, dreadful and works at once.", "The mask looks dreadful and works at once."),
        ("Use the red, {}, wine and cheese.", "Use the red wine and cheese."),
        ("Most people, {}, prefer the window.", "Most people prefer the window."),
        ("When you, {}, sleep the tongue falls back.", "When you sleep the tongue falls back."),
        ("Old, {}, quiet rooms are best.", "Old quiet rooms are best."),
        ("Note: he came, {}, and saw.", "Note: he came and saw."),
        ("She had pain, {} and swelling.", "She had pain and swelling."),
        ("Add {}, salt and pepper.", "Add salt and pepper."),
    ],
)
def test_no_mark_stays_that_only_set_the_phrase_off(marked: str, clean: str) -> None:
    assert left(marked) == clean


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("Rest – {} – ice – heat", "Rest – ice – heat"),
        ("Rest - ice - {} - heat", "Rest - ice - heat"),
        # Two dashes, or those in a sentence, may set off what stands between them.
        ("Rest – {} – and ice", "Rest and ice"),
        ("Rest – {} – and ice – for a day – ease the pain.", "Rest and ice – for a day – ease the pain."),
    ],
)
def test_of_the_dashes_between_members_of_a_list_one_stays(marked: str, clean: str) -> None:
    assert left(marked) == clean
