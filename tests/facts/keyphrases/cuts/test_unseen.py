"""Stuffed phrases beside characters that show nothing: they go as without these, and leave no gap or mark too many."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PHRASE = "cheap magnesium pills online"
AROUND = f"""How to Sleep Well

Sleep is when the body mends itself. {PHRASE}. The heart and the mind suffer when nights are short.

A dark and cool bedroom helps the body to settle. {PHRASE} Try to keep your phone in another room.

{{}}

Coffee stays in the blood for hours. Talk to your doctor if poor sleep lasts for months. {PHRASE}
"""


def clean(part: str) -> str:
    """What becomes of a part of an article in which a phrase is stuffed; ``P`` stands for the phrase."""
    text = clean_article(AROUND.format(part.replace("P", PHRASE)), Config(grammar=False, swap_model=False)).source
    return text.split("another room.\n\n")[1].split("\n\nCoffee")[0]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060"])
@pytest.mark.parametrize(
    "part",
    [
        "Tea helps. cheap mag#nesium pills online. A walk helps too.",
        "Tea helps. cheap #magnesium pills online. A walk helps too.",
        "Tea helps. #P. A walk helps too.",
        "Tea helps. P#. A walk helps too.",
        "Tea helps.#P. A walk helps too.",
        "Tea helps. P.#A walk helps too.",
    ],
)
def test_a_phrase_beside_what_shows_nothing_goes_as_without_it(part: str, unseen: str) -> None:
    assert clean(part.replace("#", unseen)) == "Tea helps. A walk helps too."


def test_what_shows_nothing_stays_where_no_phrase_stands() -> None:
    part = "A mag\u00adnesium tablet\u200b is small. P. A walk helps too."
    assert clean(part) == "A mag\u00adnesium tablet\u200b is small. A walk helps too."
