"""Phrases in doubt, judged once more by the sentences that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.weighing.fit import read_in_context
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.keyphrases.weighing.model import (
    confidence_in_context,
    is_foreign,
    is_unsure,
    may_be_reported,
    model,
)

_SHARE_OF_PART = 0.75
"""The share of the mentions of a part in which the whole phrase stands, from which the part tells of the whole."""


def judge_again(
    index: Index, weighed: Sequence[tuple[Keyphrase, Features]], insertion_model: InsertionModel
) -> list[tuple[Keyphrase, Features]]:
    """The phrases that are to be reported, once those that are in doubt were read in their sentences.

    What is a part of a surer phrase, or has one as a part, is that phrase once more, and is not read.
    """
    likely = [phrase for phrase, _ in weighed if phrase.confidence >= model()["threshold"]["phrase_safe"]]
    unsure = [
        phrase
        for phrase, features in weighed
        if (features["patched"] > 0 or is_unsure(tuple(phrase.text.split()), phrase.confidence))
        and not any(other.confidence > phrase.confidence and _is_related(phrase, other) for other in likely)
    ]
    features_of = {phrase.text: features for phrase, features in weighed}

    def may_count(number: int, foreign: Sequence[float], unread: int) -> bool:
        phrase = unsure[number]
        if features_of[phrase.text]["patched"] > 0:
            return True
        return may_be_reported(phrase.confidence, features_of[phrase.text], foreign, unread)

    read = read_in_context(index, [phrase.mentions for phrase in unsure], insertion_model, may_count)
    foreign = {phrase.text: logits for phrase, logits in zip(unsure, read, strict=True) if logits}
    found = [
        (_in_context(phrase, features, foreign[phrase.text]) if phrase.text in foreign else phrase, features)
        for phrase, features in weighed
    ]
    reported = [(phrase, features) for phrase, features in found if phrase.confidence >= _least(phrase, features)]
    return [(_as_sure_as_its_parts(phrase, reported), features) for phrase, features in reported]


def _as_sure_as_its_parts(phrase: Keyphrase, found: Sequence[tuple[Keyphrase, Features]]) -> Keyphrase:
    """The phrase with the confidence of the surest part that hardly ever stands without it.

    Where one mention of several is damaged, the part that is intact in all of them would else be cut out of each.
    """
    most = phrase.count / _SHARE_OF_PART
    parts = (other for other, _ in found if _holds(phrase, other) and other.count <= most)
    return replace(phrase, confidence=max(part.confidence for part in parts))


def _least(phrase: Keyphrase, features: Features) -> float:
    """The confidence from which a phrase is reported.

    More is asked of a line that stands in the text but once and comes back in other articles of the folder: the pages
    of a site share many, such as "Last reviewed by our medical team".
    """
    is_once = phrase.count == 1 and not features["given"]
    return float(model()["threshold"]["shared_alone" if is_once and features["articles"] > 0 else "report"])


def _is_related(one: Keyphrase, other: Keyphrase) -> bool:
    """Whether one of two phrases is a part of the other."""
    return _holds(one, other) or _holds(other, one)


def _holds(phrase: Keyphrase, part: Keyphrase) -> bool:
    return f" {part.text} " in f" {phrase.text} "


def _in_context(phrase: Keyphrase, features: Features, foreign: Sequence[float]) -> Keyphrase:
    threshold, mean = model()["threshold"], sum(foreign) / len(foreign)
    confidence, alien = confidence_in_context(phrase.confidence, features, foreign), is_foreign(foreign)
    if features["patched"] > 0:
        alien = alien or (features["misspelt"] > 0 and mean >= threshold["foreign_misspelt"])
        confidence = max(confidence, threshold["in_context_safe" if alien else "in_context_most"])
    evidence = (("out_of_context", f"{mean:.2f}"), *phrase.evidence)
    return replace(phrase, confidence=confidence, evidence=evidence, is_foreign=alien)
