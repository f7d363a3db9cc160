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
STUFFED = "\n\nbest blood pressure monitor 2024"


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
def test_words_with_capitals_inside_of_a_sentence_go(sentence: str, query: str) -> None:
    text = TEXT.format(sentence.format(query), "")
    assert clean_article(text, PLAIN).text == text.replace(f"{query} ", "")


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
    assert cleaned.text == TEXT.format(sentence, "")
    assert [finding.state for finding in cleaned.findings] == ["fixed"]
