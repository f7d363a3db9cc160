"""Items of keyword lists that are no mentions but are made of the phrases' words."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.finding.items import is_made_of
from pipeline.model import Article

PHRASE = "aloe vera juice"
STUFFED = """Caring for Dry Skin

Wash with lukewarm water and pat the skin dry. aloe vera juice. A cream holds the water in the skin.

Wool scratches, so wear cotton next to the skin. aloe vera juice

{list}

Turn the heating down at night. aloe vera juice. Dry air draws water out of the skin.
"""


def cleaned(text: str) -> str:
    return clean_article(Article.from_text(text), Config(grammar=False, select=("K",))).text


@pytest.mark.parametrize(
    "item", ["aloe juice", "ale vera juie", "aloe vera juice near me 2024", "juice aloe vera Boise"]
)
def test_an_item_is_made_of_a_phrase_and_what_searchers_add(item: str) -> None:
    assert is_made_of(item.lower().split(), PHRASE.split())


@pytest.mark.parametrize("item", ["juice", "a glass of juice", "near me", "wool and cotton", "aloe vera gel and cream"])
def test_an_item_of_other_words_is_not(item: str) -> None:
    assert not is_made_of(item.split(), PHRASE.split())


@pytest.mark.parametrize(
    "written",
    [
        "aloe vera juice, aloe vera juice near me 2024, ale vera juie, aloe vera juice 2022 2023",
        "aloe vera juice | aloe juice vera | aloe vera juice in Tucson near me | aloe vera juices",
        "- aloe vera juice\n- Aloe Vera Juice Near Me\n- ale vera juie\n- aloe juice near me 2019",
    ],
)
def test_a_keyword_list_goes_as_a_whole(written: str) -> None:
    without = STUFFED.replace("\n{list}\n", "").replace(" aloe vera juice.", "").replace(" aloe vera juice", "")
    assert cleaned(STUFFED.format(list=written)) == without


def test_a_word_before_the_phrase_in_an_item_stays() -> None:
    text = STUFFED.format(list="- aloe vera juice\n- aloe vera juice\n- Lotions aloe vera juice\n- aloe vera juice")
    assert "\n\n- Lotions\n\n" in cleaned(text)


def test_a_word_of_searches_before_the_phrase_in_an_item_goes_with_it() -> None:
    text = STUFFED.format(list="- aloe vera juice\n- aloe vera juice\n- best aloe vera juice\n- aloe vera juice")
    assert "aloe" not in cleaned(text) and "best" not in cleaned(text)


def test_what_follows_a_keyword_list_stays() -> None:
    text = STUFFED.format(list="aloe vera juice, aloe vera juice near me, aloe vera juice 2024. A balm helps too.")
    assert "\n\nA balm helps too.\n\n" in cleaned(text)


def test_an_authors_item_beside_stuffed_ones_stays() -> None:
    text = STUFFED.format(
        list="- aloe vera juice\n- aloe vera juice near me\n- a cream without perfume\n- cotton gloves"
    )
    assert "\n\n- a cream without perfume\n- cotton gloves\n\n" in cleaned(text)


@pytest.mark.parametrize("item", ["Yoga for beginners", "Yoga mats"])
def test_an_authors_item_that_shares_words_with_stuffed_ones_stays(item: str) -> None:
    stuffed = "- cheap yoga mats near me\n- best yoga mats for beginners\n- cheap yoga mats near me 2024"
    text = STUFFED.replace(PHRASE, "cheap yoga mats near me").format(list=f"{stuffed}\n- {item}\n- Warm socks")
    assert f"- {item}\n- Warm socks" in cleaned(text)


def test_an_item_is_as_sure_as_the_mention_that_is_nearest_to_it() -> None:
    stuffed = "- aloe vera juice\n- aloe vera juice near me\n- cold milk\n- aloe vera juice 2024\n- juice aloe vera"
    assert "- cold milk\n\n" in cleaned(STUFFED.format(list=stuffed))
