"""Paragraphs that are a list of searches as a whole, and those of authors."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False, select=("K",))
TEXT = """Sleeping Through the Night

Go to bed at the same hour and keep the room dark. A warm bath helps some people, and a book helps others.
{}
Coffee after lunch keeps many of us awake. See a doctor if you snore and are tired all day.
"""
SEARCHES = """
his sleep apnea mask, sleep apnea mask for men, sleep apnea pillow, dr oz sleep apnea, sleep apnea tape, sleep apnea app
"""


def test_a_paragraph_of_searches_for_one_thing_is_proposed_to_go() -> None:
    """An author may list foods or pains so."""
    text = TEXT.format(SEARCHES)
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert [(finding.rule_id, finding.suggestions) for finding in cleaned.findings] == [("K107", ("",))]
    all_fixes = Config(grammar=False, swap_model=False, select=("K",), fix="all")
    assert clean_article(text, all_fixes).text == TEXT.format("")


@pytest.mark.parametrize(
    "own",
    [
        "\nchest pain at rest, chest pain at night, chest pain with fever, chest pain after meals, chest pain in bed, "
        "chest pain when breathing\n",
        "\nlow fat milk, low fat yogurt, low fat cheese, low fat cream, low fat butter, low fat ice cream\n",
        "\nlower back pain, upper back pain, neck pain, hip pain, knee pain, heel pain\n",
        "\n2 cups oat flour, 1 cup almond milk, salt, cinnamon, nutmeg, vanilla, one egg\n",
        "\nSleep Apnea Mask, Sleep Apnea Pillow, Sleep Apnea Tape, Sleep Apnea App, Sleep Apnea Ring, Sleep Apnea TV\n",
        "\nsleep apnea masks, sleep apnea pillows, sleep apnea tapes, sleep apnea beds, sleep apnea rings, or sleep "
        "apnea apps\n",
    ],
)
def test_paragraphs_of_authors_stay(own: str) -> None:
    text = TEXT.format(own)
    assert clean_article(text, PLAIN).text == text


def test_a_labeled_list_with_check_marks_goes_with_its_label() -> None:
    listed = """
Top Trending Search Keywords:
✔ how to sleep fast
✔ healthy sleep tips
✔ sleep calculator explained
✔ best sleep diet plan
"""
    assert clean_article(TEXT.format(listed), PLAIN).text == TEXT.format("")


def test_a_list_of_the_author_with_check_marks_stays() -> None:
    text = TEXT.format("\nWhat helps:\n✔ a dark room\n✔ a cool room\n✔ a firm bed\n✔ best of all, sleep itself\n")
    assert clean_article(text, PLAIN).text == text
