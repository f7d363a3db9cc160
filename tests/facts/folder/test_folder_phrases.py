"""Phrases that stand alone in several articles of a folder."""

from __future__ import annotations

import pytest

from pipeline.facts.folder.near_copies import sketch
from pipeline.facts.folder.phrases import FolderPhrases, Outline
from pipeline.facts.folder.standalone_phrases import standalone_phrases
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = "knee pain relief"


def phrases(text: str, format: str = "text") -> frozenset[str]:
    return standalone_phrases(text, tokenize(text), find_blocks(text, format))


@pytest.mark.parametrize(
    "text",
    [
        "Rest the joint for a day or two before you walk again.\nKnee Pain  Relief\nThen walk.",
        "Rest the joint. Knee pain relief. Then walk.",
        "Rest the joint.knee pain relief. Then walk.",
        "Rest the joint! knee pain relief",
        "Rest the joint.\n- Knee pain relief\nThen walk.",
        "- Rest\n- Rest the joint. Knee pain relief.\n- Walk",
        "- Rest\n- See more on knee pain relief\n- Walk",
        "“Knee pain relief.”",
        "(knee pain relief)",
        "See more on knee pain relief",
        "Rest the joint. Read more about knee pain relief. Then walk.",
        "Related: knee pain relief.",
        "Related searches | knee pain relief",
    ],
)
def test_a_phrase_stands_alone(text: str) -> None:
    assert PHRASE in phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Knee pain relief\n\nRest the joint.",
        "Rest the joint.\n\n**knee pain relief**\n\nThen walk.",
        "Rest the joint.\n\n[Knee pain relief](https://example.org/knee.html)\n\nThen walk.",
        "Rest. [Knee pain relief](https://example.org/knee). Then walk.",
        "Rest the joint.\n\n1. knee pain relief\n",
    ],
)
def test_a_phrase_stands_alone_in_markdown(text: str) -> None:
    assert PHRASE in phrases(text, "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "Rest is the best knee pain relief.",
        "Knee pain relief comes with rest.",
        "Rest, knee pain relief, and a walk.",
        "Ask for Dr. knee pain relief",
        "Knee pain relief:",
        "- Rest\n- Knee pain relief\n- Walk",
        "1. Rest\n2. Knee pain relief",
        "Read it at example.com/knee/pain/relief today.",
        "Our unrelated: knee pain relief",
    ],
)
def test_a_phrase_inside_a_sentence_does_not_stand_alone(text: str) -> None:
    assert PHRASE not in phrases(text)


def test_code_is_not_prose() -> None:
    assert not phrases("```\nknee pain relief\n```\n", "markdown")


def test_a_call_to_action_stands_alone_with_and_without_its_lead() -> None:
    assert phrases("See more on relief for knee pain.") == {"see more on relief for knee pain", "relief for knee pain"}


def test_phrases_have_3_to_14_words() -> None:
    words = [f"word{number}" for number in range(16)]
    assert [size for size in range(1, 17) if phrases(" ".join(words[:size]) + ".")] == list(range(3, 15))


def test_letter_case_and_apostrophes_make_no_difference() -> None:
    assert phrases("What’s Knee Pain?") == phrases("what's knee pain") == {"what's knee pain"}


@pytest.mark.parametrize(
    "text", ["", "related: " * 5_000, "](" * 5_000, "knee pain relief](" * 5_000, "read more. " * 5_000 + "a b c"]
)
def test_odd_texts_are_read(text: str) -> None:
    for format in ("text", "markdown"):
        phrases(text, format)


def test_what_fewer_than_three_articles_share_is_no_evidence() -> None:
    count = FolderPhrases.count([Outline(frozenset(own)) for own in ("ab", "ab", "a")])
    assert count.of(["a", "b", "never seen"]) == {"a": 3}


@pytest.mark.parametrize(("articles", "told"), [(3, 3), (4, 4), (7, 4), (8, 8), (15, 8), (16, 16), (100, 64)])
def test_the_number_of_articles_is_told_in_steps(articles: int, told: int) -> None:
    assert FolderPhrases.count([Outline(frozenset("a"))] * articles).of(["a"]) == {"a": told}


def test_near_copies_count_as_one_article_and_their_phrases_together() -> None:
    text = [f"word{number}" for number in range(200)]
    scraped = [*text[:90], "advertisement", *text[90:]]
    others = [sketch([f"other{number}{which}" for number in range(200)]) for which in "ab"]
    copies = [Outline(frozenset("a"), sketch(text)), Outline(frozenset("ab"), sketch(scraped))]
    count = FolderPhrases.count([*copies, *(Outline(frozenset("ab"), one) for one in others)])
    assert count.of("ab") == {"a": 3, "b": 3}
    assert FolderPhrases.count([*copies, Outline(frozenset("a"), others[0])]).of("ab") == {}


def test_an_item_that_is_written_as_a_search_stands_alone() -> None:
    assert "cheap knee brace near me" in phrases("- Rest\n- Cheap knee brace near me\n- Walk")
