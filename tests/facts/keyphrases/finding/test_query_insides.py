"""Search queries between other words of a sentence: told by capitals, or read where something else was stuffed."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """What Your Cuff Tells You

A cuff at home gives you a truer picture than one visit. {} Sit down and rest for five minutes before you begin.

Write down what it shows, and take the list along.{}
"""
STUFFED = " best wrist cuff near me. Keep it dry. best wrist cuff near me"
STUFFED_AFTER = " Keep it dry."


@pytest.mark.parametrize(
    ("sentence", "query"),
    [
        (
            "The smallest change {} in the height of the hand will move it.",
            "Blood Pressure Cuff For Large Arms Near Me",
        ),
        ("Walk for half an hour {} on most days of the week.", "Drinks To Lower Hypertension Walgreens"),
    ],
)
def test_words_with_capitals_inside_of_a_sentence_are_proposed(sentence: str, query: str) -> None:
    text = TEXT.format(sentence.format(query), "")
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert [(finding.match.strip(), finding.suggestions) for finding in cleaned.findings] == [(query, ("",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "He wrote a book called What Nobody Tells You About Your Heart and gave it away.",
        "The Ministry Of Health And Family Welfare of that country publishes a table.",
        "She sang Someone To Watch Over Me while the nurse was counting.",
    ],
)
def test_names_and_titles_with_capitals_stay(sentence: str) -> None:
    text = TEXT.format(sentence, "")
    cleaned = clean_article(text, PLAIN)
    assert (cleaned.text, cleaned.findings) == (text, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "The page Best Shoes For Runners In 2024 on our site lists ten.",
        "The song How Do You Sleep At Night was loud.",
        "The award Best Hospital In The North 2024 went to Leeds.",
        "The product Voltaren Gel For Arthritis Pain Relief is sold in tubes.",
        "Her blog post Why My Knees Hurt At Night was read by many.",
    ],
)
def test_the_title_of_what_a_sentence_speaks_of_is_never_cut(sentence: str) -> None:
    text = TEXT.format(sentence, "")
    assert clean_article(text, PLAIN).text == text


def test_a_query_between_small_words_is_proposed_in_a_stuffed_text_alone() -> None:
    query = "how long do plantar faciitis last in runners"
    sentence = f"Roll your foot over a cold bottle for ten minutes {query} after work and dry it well."
    plain, stuffed = TEXT.format(sentence, ""), TEXT.format(sentence, STUFFED)
    assert clean_article(plain, PLAIN).text == plain
    cleaned = clean_article(stuffed, PLAIN)
    assert query in cleaned.text
    assert [finding.match.strip() for finding in cleaned.findings if finding.state == "open"] == [query]


def test_a_stuffed_text_keeps_its_good_sentences() -> None:
    sentence = "Roll your foot over a cold bottle for ten minutes after work and dry it well."
    cleaned = clean_article(TEXT.format(sentence, STUFFED), PLAIN)
    assert cleaned.text == TEXT.format(sentence, STUFFED_AFTER)
    assert {finding.state for finding in cleaned.findings} == {"fixed"}
