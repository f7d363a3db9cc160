"""When a phrase in doubt is read in its sentences, and what its parts tell of it."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.keyphrases.weighing.model import may_be_reported, phrase_logit


@pytest.mark.parametrize(
    ("contexts", "foreign", "unread", "counts"),
    [
        (1.7, [], 4, True),
        (1.7, [6.0], 3, True),
        (1.7, [-6.0], 1, False),
        (1.0, [], 1, False),
        (2.6, [-6.0], 1, True),
    ],
)
def test_a_phrase_is_read_on_only_while_it_can_still_be_reported(
    contexts: float, foreign: list[float], unread: int, counts: bool
) -> None:
    features = {"contexts": contexts}
    confidence = logistic(phrase_logit(features))
    assert may_be_reported(confidence, features, foreign, unread) == counts


def test_a_phrase_goes_whole_where_one_of_its_mentions_is_damaged() -> None:
    phrase = "best knee pain relief exercises near me"
    text = f"""Sore knee

Knee pain is one of the most common reasons that people over fifty see a doctor. Most of it settles within a few weeks.

Rest helps {phrase.replace("knee pain", "kneepain")}. Put a cold pack on the joint for fifteen minutes at a time.

Gentle movement keeps the joint supple {phrase}. Try straightening the leg while you sit on a chair.

Strong thigh muscles take load off the joint {phrase}. Walking and swimming build them slowly.

Shoes with soft soles are kinder to the joint than hard ones {phrase}. A stick takes away some of the load.

Many people find that the worst is over after six weeks {phrase}. Some need longer, and a few need an operation.
"""
    cleaned = clean_article(text, Config(grammar=False, swap_model=False)).text
    assert cleaned.count("best knee") <= 1
    for end in ("supple", "load off the joint", "hard ones", "six weeks"):
        assert f"{end}. " in cleaned
