"""What pages that were broken into hold: queries twice on the spot, and goods of spam inside of sentences."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False, select=("K",))
TEXT = """Walking With a Sore Knee

Start on flat ground and keep the first walks short. {} Shoes with a firm heel take some of the load.

Most people can add five minutes a week. See a doctor if the knee swells or gives way.
"""


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "Ice it for ten minutes buy knee brace online buy knee brace online and rest.",
            "Ice it for ten minutes and rest.",
        ),
        (
            "Ice helps in the first days cheap knee braces cheap knee braces.",
            "Ice helps in the first days.",
        ),
    ],
)
def test_a_query_that_stands_twice_on_the_spot_goes(sentence: str, left: str) -> None:
    cleaned = clean_article(TEXT.format(sentence), PLAIN)
    assert cleaned.text == TEXT.format(left)
    assert clean_article(cleaned.text, PLAIN).text == cleaned.text


@pytest.mark.parametrize(
    "sentence",
    [
        "You should wear a knee brace knee brace when you walk.",
        "Many doctors recommend physical therapy physical therapy for it.",
        "He has had high blood pressure high blood pressure for years.",
        "Shift your weight from side to side to find the sore spot.",
        "It took us the best of the best of the best to find out.",
        "The band played New York New York while we walked.",
        "Go slowly slowly, step by step by step.",
        "The dog barked woof woof woof woof at the nurse.",
        "My knee goes click pop click pop on the stairs.",
        "Go up the stairs good leg bad leg good leg bad leg until you reach the top.",
        "Mark the days work rest work rest in your log.",
        "Take one step, one step, and then rest.",
    ],
)
def test_words_that_an_author_says_twice_stay(sentence: str) -> None:
    text = TEXT.format(sentence)
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("After a week we cheap nfl jerseys look at how you walk.", "After a week we look at how you walk."),
        ("The muscles hold it in the buy viagra online middle.", "The muscles hold it in the middle."),
    ],
)
def test_goods_of_spam_inside_of_a_sentence_go(sentence: str, left: str) -> None:
    assert clean_article(TEXT.format(sentence), PLAIN).text == TEXT.format(left)


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        ("The knee bends, online casino which takes the load off the hip.", "online casino"),
        ("The thigh muscles cheap viagra hold the knee.", "cheap viagra"),
    ],
)
def test_goods_of_spam_are_reported(sentence: str, goods: str) -> None:
    cleaned = clean_article(TEXT.format(sentence), PLAIN)
    assert goods in [finding.match.strip(" ,") for finding in cleaned.findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "Viagra and Cialis can give you a backache.",
        "Do not buy tramadol online without a prescription.",
        "Some men order Cialis online, and others ask a doctor.",
        "Patients buy Viagra online because they are ashamed.",
        "Is it safe to buy Xanax online?",
        "You can order generic Viagra online from a pharmacy.",
        "The club sells football jerseys in its own store.",
        "Her essay on walking won a prize, and so did her poker face.",
        "The drugs phentermine and topiramate raise the pulse.",
        "Opioids such as OxyContin or Percocet are no answer to a sore knee.",
        "He lost his house in a casino and took out a payday loan.",
        "A free essay contest for nurses opens in May.",
    ],
)
def test_sentences_about_such_goods_stay(sentence: str) -> None:
    text = TEXT.format(sentence)
    cleaned = clean_article(text, PLAIN)
    assert (cleaned.text, cleaned.findings) == (text, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "Ads promise casino bonus cash to people who owe money.",
        "Young men see casino bonus ads every day on their phones.",
        "Many face payday loan debts after an illness.",
        "Rehab nurses see online casino addicts more and more.",
        "The police raided Canadian pharmacy tramadol sellers last spring.",
        "Debt from payday loans online lenders grows fast.",
        "We tested discount Ugg boots slippers for a month.",
    ],
)
def test_goods_that_may_describe_a_noun_stay(sentence: str) -> None:
    text = TEXT.format(sentence)
    assert clean_article(text, PLAIN).text == text
