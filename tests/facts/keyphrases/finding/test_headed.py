"""Sentences that say what their heading says stay as their author wrote them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "This egg free lemon drizzle recipe is the one we bake for the school fair, where two children have allergies.",
        "Our favorite egg free lemon drizzle recipe goes to the school fair, where two of the children have allergies.",
    ],
)
def test_a_recipe_keeps_its_name_where_it_describes_a_noun(sentence: str) -> None:
    text = (
        f"Egg Free Lemon Drizzle\n\n{sentence}\n\negg free lemon drizzle\n\nWhisk the oil, the sugar and the juice. "
        "Bake it in a tin that is lined with paper.\n"
    )
    assert sentence in clean_article(text, PLAIN).text


def test_a_question_that_is_answered_under_the_heading_that_asks_it_stays() -> None:
    question = "Why Does My Splint Itch?"
    text = (
        f"# {question}\n\n{question} It is mostly sweat that stays in the lining, and it gets worse in warm rooms.\n\n"
        "A lining of wool can be changed. Keep sand out of it and let it dry after each walk. A wet splint must be "
        f"changed by a nurse.\n\nWhen people ring the clinic and ask “{question}” we ask them to come in, because a "
        "rash can also mean an allergy. Do not push anything down inside to scratch.\n"
    )
    assert clean_article(text, PLAIN).text == text
