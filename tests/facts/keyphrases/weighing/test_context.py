"""When a phrase in doubt is read in its sentences."""

from __future__ import annotations

import pytest

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
