"""Search queries that a small letter sets apart, where the author begins with capitals: sentences and lines."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """When Your Knees Complain

Most knees grumble now and then, and few of them are ill. {}

Stairs load the joint with several times your weight. Hold the rail and lead with the good leg.
{}
See a doctor if the knee locks, swells or gives way.
"""


def _clean(sentences: str = "Rest helps.", line: str = "") -> tuple[str, Cleaned]:
    text = TEXT.format(sentences, f"\n{line}\n" if line else "")
    return text, clean_article(text, PLAIN)


@pytest.mark.parametrize(
    ("stuffed", "after"),
    [
        ("A short walk loosens the joint. how to stop knee pain at night naturally", "A short walk loosens the joint."),
        ("Rest it. best running shoes for flat feet Plenty of fast people have them.",
         "Rest it. Plenty of fast people have them."),
    ],
)  # fmt: skip
def test_a_sentence_that_a_small_letter_sets_apart_goes(stuffed: str, after: str) -> None:
    text, cleaned = _clean(stuffed)
    assert cleaned.text == text.replace(stuffed, after)


@pytest.mark.parametrize(
    "line",
    [
        "foot massage machine with heat",
        "yoga mat thick for bad knees amazon",
        "best knee brace for running 2024?",
    ],
)
def test_a_line_that_a_small_letter_sets_apart_is_proposed(line: str) -> None:
    text, cleaned = _clean(line=line)
    assert cleaned.text == text
    assert [(finding.rule_id, finding.match.strip()) for finding in cleaned.findings] == [("K102", line)]


@pytest.mark.parametrize(
    "line",
    [
        "photo by jane doe",
        "and so to bed",
        "a woman doing the splits on a mat",
    ],
)
def test_a_line_that_is_no_search_is_not_reported(line: str) -> None:
    text, cleaned = _clean(line=line)
    assert (cleaned.text, cleaned.findings) == (text, ())


@pytest.mark.parametrize(
    "sentences",
    [
        # A question of an author in a hurry.
        "The scan was clear. best wrist splint for typing? I work in a call centre.",
        "I snore. best mattress for snoring?? My wife would like to know.",
        # Somebody speaks, or a sentence goes on.
        "He whispered. can i go home now The nurse nodded.",
        "Most people get better. what to expect after knee surgery is the next chapter.",
        # A word that is no small letter's.
        "The test is cheap. pH test strips for urine cost little. Buy some.",
        # A number may be a dose.
        "Nurses measure it. what is normal blood pressure for 65 year old woman",
    ],
)
def test_what_may_be_the_authors_is_never_cut(sentences: str) -> None:
    text, cleaned = _clean(sentences)
    assert cleaned.text == text


def test_where_the_author_writes_small_letters_nothing_is_set_apart() -> None:
    text = (
        "my knee hurts. it started in may. i ran too much.\n\nhow to stop knee pain at night naturally\n\n"
        "so i rest it. it is better now. what to do next Nobody knows. i will walk.\n"
    )
    assert clean_article(text, PLAIN).text == text


def test_the_small_items_of_a_list_in_small_letters_stay() -> None:
    text = "What we ask:\n\n- how long the pain lasts\n- how to rest the leg best at night\n- what makes it better\n"
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "line",
    [
        "when to see a doctor",
        "how to take your tablets",
        "last reviewed march 2024",
        "best knee brace for running 2024",
    ],
)
@pytest.mark.parametrize("before", ["Rest helps.", "One of them asked:"])
def test_no_line_is_cut_without_asking(line: str, before: str) -> None:
    text, cleaned = _clean(before, line)
    assert cleaned.text == text


def test_many_queries_are_found_as_one_is() -> None:
    parts = (
        ("Most knees grumble now and then.", "how to stop knee pain at night naturally", "Few of them are ill."),
        ("Stairs load the joint.", "can i run with bad knees reddit", "Hold the rail."),
        ("Heat loosens it.", "knee mri cost without insurance", "Ice calms it."),
        ("Weigh yourself.", "best knee brace for running amazon", "Each pound counts four times."),
        ("See a doctor if it locks.", "how long does a knee replacement last", "Take your pills along."),
    )
    text = "When Your Knees Complain\n\n" + "\n\n".join(" ".join(part) for part in parts) + "\n"
    found = {f.match.strip() for f in clean_article(text, PLAIN).findings if f.rule_id == "K100"}
    assert found == {query for _, query, _ in parts}


def test_an_author_without_capitals_stuffs_nothing_by_that() -> None:
    text = (
        "my knees complain. most of them grumble now and then. how do i sleep with this at night. stairs load "
        "the joint. i hold the rail. can i run with bad knees. heat loosens it and ice calms it. each pound counts.\n"
    )
    assert clean_article(text, PLAIN).text == text
