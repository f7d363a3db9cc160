"""Services with a place behind them and nothing between, as searches have them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """Caring for Your Feet

Feet carry us for a lifetime, and few people think of them before they hurt. {}

Good shoes matter most, since they spread the weight over the whole foot. {}

Dry your feet well after a bath, and look between the toes once a week. {}

Small sores heal slowly in older people. Ask for help early.
"""


def _suggested(*sentences: str) -> list[tuple[str, str]]:
    """What is reported in a text with three sentences more, and what is suggested first."""
    cleaned = clean_article(TEXT.format(*sentences), PLAIN)
    assert cleaned.text == TEXT.format(*sentences)
    return [(finding.match, finding.suggestions[0]) for finding in cleaned.findings if finding.rule_id == "K105"]


def test_a_town_with_its_state() -> None:
    found = _suggested(
        "If yours do, you should visit a foot doctor Fairview OH for advice.",
        "A foot doctor Fairview OH measures both feet.",
        "If you are unsure, a foot doctor Fairview OH will show you how.",
    )
    assert found == [("foot doctor Fairview OH", "foot doctor")] * 3


def test_a_large_city_in_lower_case() -> None:
    found = _suggested(
        "Many go to a foot clinic denver for that.", "They come from a foot clinic denver.", "It is easy."
    )
    assert found == [("foot clinic denver", "foot clinic")] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "We visited a foot clinic in Denver for this article.",
        "The best doctors Denver has to offer work there.",
        "The best doctors Denver had to offer worked there.",
        "There are many shops in downtown Denver for this.",
        "Nurses with a photo ID may enter.",
        "People with type IA pain need rest.",
        "Some take the painkiller Tylenol OR the gel on such days.",
        "They use a multislice Siemens CT and a probe for this.",
        "Show your student Photo ID and a letter at the door.",
        "We wrote to the county Hospital PA and the nurse.",
        "Ask the clinic Nurse ME or the doctor.",
        "Dr. Ann Lee, a surgeon from Fairview, OH, told us so.",
    ],
)
def test_what_people_write(sentence: str) -> None:
    assert not _suggested(sentence, sentence, sentence)


def test_a_known_city_with_any_state() -> None:
    sentence = "Many go to a foot clinic Portland OR for that."
    assert _suggested(sentence, sentence, "It is easy.") == [("foot clinic Portland OR", "foot clinic")] * 2


@pytest.mark.parametrize(("sentences", "expected"), [(1, 0), (2, 2)])
def test_a_title_is_no_sentence(sentences: int, expected: int) -> None:
    said = ["Yours may know a foot doctor Fairview OH for that.", "A foot doctor Fairview OH measures both feet."]
    text = TEXT.replace("Caring for Your Feet", "Foot doctor Fairview OH and you")
    text = text.format(*said[:sentences], *["It is easy."] * (3 - sentences))
    found = [finding for finding in clean_article(text, PLAIN).findings if finding.rule_id == "K105"]
    assert [finding.suggestions for finding in found] == [("foot doctor",)] * expected


def test_one_mention_tells_nothing() -> None:
    assert not _suggested("Many go to a foot clinic Denver for that.", "It is easy.", "It takes a minute.")
