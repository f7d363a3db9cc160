"""What other phrases of the text, and the sentences that it stands in, say of a phrase in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.facts.blocks import find_blocks
from pipeline.facts.keyphrase import Keyphrase
from pipeline.facts.keyphrase_context import judge_again
from pipeline.facts.keyphrase_features import logistic, phrase_features
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_mentions import find_mentions
from pipeline.facts.keyphrase_model import may_be_reported, model, phrase_logit
from pipeline.facts.tokens import tokenize

STUFFED = "cheap knee brace deals"
DOUBTFUL = "divorce lawyer free consultation"
SAFE = model()["threshold"]["phrase_safe"]


class Unasked:
    """An insertion model for phrases in lines of their own, where there is no sentence to read."""

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        raise AssertionError(contexts)

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        raise AssertionError(places)


def judged(**confidences: float) -> dict[str, Keyphrase]:
    """What is reported of phrases that stand in two lines of their own each; words are joined by underscores."""
    phrases = {name.replace("_", " "): confidence for name, confidence in confidences.items()}
    text = "\n\n".join(["Rest the leg.", *phrases, "Walk a little.", *phrases])
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    weighed = []
    for phrase, confidence in phrases.items():
        words = tuple(phrase.split())
        mentions = find_mentions(index, words)
        features = phrase_features(index, words, mentions)
        weighed.append((Keyphrase(phrase, tuple(mentions), confidence, ()), features))
    return {phrase.text: phrase for phrase, _ in judge_again(index, weighed, Unasked())}


def test_a_phrase_in_doubt_is_surer_beside_a_stuffed_one() -> None:
    found = judged(cheap_knee_brace_deals=0.99, divorce_lawyer_free_consultation=0.5)[DOUBTFUL]
    assert found.confidence == SAFE
    assert ("beside", STUFFED) in found.evidence


@pytest.mark.parametrize(
    "confidences",
    [
        {"divorce_lawyer_free_consultation": 0.5},
        {"cheap_knee_brace_deals": 0.9, "divorce_lawyer_free_consultation": 0.5},
        {"cheap_knee_brace_deals": 0.99, "divorce_lawyer_free_consultation": 0.4},
        {"cheap_knee_brace_deals": 0.99, "knee_brace": 0.5},
        {"cheap_knee_brace_deals": 0.99, "the_knee_brace_helps": 0.5},
        {"cheap_knee_brace_deals": 0.99, "hydralazine_and_isosorbide_dinitrate": 0.5},
        {"cheap_knee_brace_deals": 0.99, "two_tablets_of_500_mg": 0.5},
    ],
)
def test_alone_or_as_a_part_or_with_a_drug_or_a_dose_it_is_as_sure_as_before(confidences: dict[str, float]) -> None:
    found = judged(**confidences)
    assert {name.replace(" ", "_"): phrase.confidence for name, phrase in found.items()} == confidences


def test_what_is_hardly_stuffed_is_not_reported() -> None:
    assert judged(divorce_lawyer_free_consultation=0.2) == {}


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
