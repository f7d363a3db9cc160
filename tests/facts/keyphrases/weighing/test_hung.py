"""Phrases that hang in sentence after sentence with nothing that leads to them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """When the Elbow Hurts

A tennis elbow is a sore tendon. The pain comes on slowly{0}. Lifting a kettle is enough.

The tendon is short of blood, so it heals slowly{0}. A strap below the joint takes some of the load.

Rest it for a week, then lift a light weight, ten times a day{0}. If that hurts in the night, take a lighter one.

Nine in ten are well within a year, whatever they do{0}. A doctor can help with the others.
"""


@pytest.mark.parametrize("phrase", ["tennis elbow brace benefits", "tennis elbow diet plan"])
def test_a_phrase_of_the_topic_that_hangs_everywhere_goes(phrase: str) -> None:
    assert clean_article(TEXT.format(f" {phrase}"), PLAIN).text == TEXT.format("")


def test_one_that_the_sentences_make_less_sure_is_reported_each_time() -> None:
    cleaned = clean_article(TEXT.format(" tennis elbow foods to avoid"), PLAIN)
    assert [finding.state for finding in cleaned.findings] == ["open"] * 4


def test_a_term_that_sentences_lead_to_stays() -> None:
    sentences = (
        "Tennis elbow exercises help most people.",
        "Ask your doctor which tennis elbow exercises are right for you.",
        "Stop the tennis elbow exercises if the pain gets worse.",
        "Good tennis elbow exercises take five minutes.",
    )
    text = "\n\n".join((TEXT.format("").strip(), *sentences))
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert not [finding for finding in cleaned.findings if finding.rule_id.startswith("K")]
