"""Questions that come back between sentences, and which of them are proposed to go."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False, select=("K123",))
KETO = ("People eat less.", "Blood sugar falls.", "So do triglycerides.", "Weight goes down.")


def _proposed(text: str) -> list[bool]:
    """Whether there is a cut, for each question that is reported."""
    return [bool(found.suggestions) for found in clean_article(f"Three Questions\n\n{text}\n", PLAIN).findings]


@pytest.mark.parametrize(
    "text",
    [
        "A study of nurses followed 9,000 of them. Does sugar cause cancer? It did not seem so. "
        "A study of twins took ten years. Does sugar cause cancer? Half of the pairs were lost. "
        "A study of mice was done in Leeds. Does sugar cause cancer? Mice are not people.",
        "A child of two has a fever. Can children take ibuprofen? Their doctor decides. "
        "A child of six has hurt a knee. Can children take ibuprofen? Ask a pharmacist. "
        "A child of ten has asthma. Can children take ibuprofen? Some wheeze on it.",
        " ".join(f"{one} Does keto raise cholesterol?" for one in KETO[:3]) + " Nobody knows.",
    ],
)
def test_an_author_may_ask_three_times(text: str) -> None:
    assert not any(_proposed(text))


def test_what_stands_four_times_word_for_word_is_proposed_to_go_but_for_the_first() -> None:
    text = " ".join(f"{one} Does keto raise cholesterol?" for one in KETO) + " Nobody knows."
    assert _proposed(text) == [True, True, True]
