"""Headings keep the topic that their author named there, and lose what was stuffed into them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

HONEST = """# {heading}

My aunt took the train to Vienna and came back with two crowns. Dental crowns abroad cost half of what she pays here.

The trouble comes later. With dental crowns abroad you pay for a trip each time that something hurts. Of all dental \
crowns abroad, those of a clinic that your own dentist knows are the safest.

Ask first who will repair them. If nobody will, dental crowns abroad are no bargain.
"""

STUFFED = """# {heading}

Sleep is when the body mends itself, and people who sleep too little feel it. {phrase}

The heart and the mind all suffer. {phrase} A walk in the evening helps many people.

{phrase}

Tea helps some people as well. {phrase}.. Whoever lies awake for weeks should see a doctor.
"""


def cleaned(text: str) -> str:
    return clean_article(text, Config(grammar=False, swap_model=False)).text


@pytest.mark.parametrize(
    "heading",
    [
        "Guide | Dental Crowns Abroad",
        "Advice – Dental Crowns Abroad",
        "FAQ: Dental Crowns Abroad",
        "How to Choose: Dental Crowns Abroad",
        "Questions and Answers: Dental Crowns Abroad",
        "A Patient Guide – Dental Crowns Abroad",
        "Dental Crowns Abroad",
    ],
)
def test_an_article_keeps_its_topic_in_its_title(heading: str) -> None:
    text = HONEST.format(heading=heading)
    assert cleaned(text) == text


@pytest.mark.parametrize("heading", ["Why We Sleep", "The Long Night Shift", "By the Numbers"])
@pytest.mark.parametrize("mark", [" – ", " | ", ": "])
def test_a_stuffed_phrase_goes_from_the_title(heading: str, mark: str) -> None:
    phrase = "cheap magnesium pills online"
    result = cleaned(STUFFED.format(heading=f"{heading}{mark}{phrase}", phrase=phrase))
    assert result.startswith(f"# {heading}\n")
    assert phrase not in result


def test_a_title_that_would_say_nothing_without_a_stuffed_phrase_keeps_it() -> None:
    phrase = "cheap magnesium pills online"
    heading = f"How to Choose: {phrase.title()}"
    assert cleaned(STUFFED.format(heading=heading, phrase=phrase)).startswith(f"# {heading}\n")
