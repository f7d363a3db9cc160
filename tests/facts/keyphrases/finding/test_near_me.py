""" "Near me" in articles whose authors do not speak of themselves."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)


@pytest.mark.parametrize(
    ("stuffed", "after"),
    [
        (
            "If you look for a dentist who offers teeth whitening near me, ask him about the gel.",
            "If you look for a dentist who offers teeth whitening, ask him about the gel.",
        ),
        ("You should ask the staff of a foot clinic near me.", "You should ask the staff of a foot clinic."),
    ],
)
def test_near_me_goes_where_the_reader_is_spoken_to(stuffed: str, after: str) -> None:
    text = "Caring for Feet\n\nFew people think of their feet before they hurt. {}\n"
    assert clean_article(text.format(stuffed), PLAIN).text == text.format(after)


def test_a_heading_loses_it_too() -> None:
    text = "The Benefits of Foot Massage{}\n\nFew people think of their feet before they hurt.\n"
    assert clean_article(text.format(" Near Me"), PLAIN).text == text.format("")


def test_no_half_of_a_query_goes_behind_a_sentence_of_what_may_be_a_heading() -> None:
    text = "Knee pain is common. Rest helps most people. best knee brace near me\n"
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize("line", ["best knee brace near me", "Knee braces\nbest knee brace near me\n---\n"])
def test_no_half_of_a_query_goes_from_a_line_in_lower_case(line: str) -> None:
    text = f"Knee pain is common. Rest helps most people.\n\n{line}\n\nCold packs help as well.\n"
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "sentence",
    [
        "I found a good foot clinic near me.",
        "My feet hurt, so a friend showed a foot clinic near me to us.",
        "“Is there a foot clinic near me?” is what they ask.",
        "Is there a foot clinic near me?",
        "They type “good foot clinics near me open late” into a search box.",
        'They type "good foot clinics near me open late" into a search box.',
        "A man near me fainted on the train.",
        "No shop near me sells insulin without a prescription.",
        "Your phrase dentist near me is typed 2 million times a month.",
        "There is no clinic near me or you.",
        "As one reader put it, the clinics near me are all full.",
        "Sleep is good for you best knee pain relief exercises near me – then go to bed.",
        "Thousands of people look for one near me.",
        "Sit down near me.",
        "Ask for less of the one that tells you to stop eating nutritionist near me covered by insurance.",
        "One that is near your office may suit the adults near me dentist open saturday.",
    ],
)
def test_it_stays_where_somebody_may_mean_it(sentence: str) -> None:
    text = f"Caring for Feet\n\nFew people think of their feet before they hurt. {sentence}\n"
    assert clean_article(text, PLAIN).text == text


def test_no_half_of_a_query_goes_from_behind_a_bar_in_a_heading() -> None:
    text = "# Caring for feet\n\nFew people think of their feet.\n\n## When to see one | podiatrist near me\n\nSoon.\n"
    assert clean_article(text, PLAIN).text == text
