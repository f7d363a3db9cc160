"""A glance at the phrases that come back in a text, which spares most of them the closer look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import Any

from pipeline import tables
from pipeline.facts.fluency import total_pair_attraction
from pipeline.facts.keyphrase_features import count_features, topic_features, word_features
from pipeline.facts.keyphrase_index import Index, Words
from pipeline.facts.keyphrase_mention_features import Features
from pipeline.facts.keyphrase_model import weighted_sum

_MOST_OFF_TOPIC = 0.25
"""How far off the topic of a text a phrase stands at most, or hardly further."""
_BOUND = 7.0
"""Beyond this, an attraction says no more about a seam."""


def is_worth_a_look(index: Index, words: Words, starts: Sequence[int]) -> bool:
    """Whether a phrase may turn out to be stuffed.

    Args:
        index: the text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it starts at.
    """
    weights, threshold = _model()["weights"], _model()["threshold"]["look"]
    logit = _logit_of_words(words) + weighted_sum(weights, place_features(index, words, starts))
    # What a phrase says of the topic takes longer to tell than all the rest.
    if logit + _MOST_OFF_TOPIC * weights["off_topic"] < threshold:
        return False
    topic = topic_features(index, words, len(starts))
    return bool(logit + weighted_sum(weights, topic) >= threshold)


@lru_cache(maxsize=50_000)
def _logit_of_words(words: Words) -> float:
    """What a phrase, given in lower case, adds to the log-odds in every text."""
    weights = _model()["weights"]
    return float(weights["bias"]) + weighted_sum(weights, word_features(words))


def _model() -> dict[str, Any]:
    return tables.settings("stuffing/look.toml")


def place_features(index: Index, words: Words, starts: Sequence[int]) -> Features:
    """What the places of a phrase tell at a glance: how often it stands, and what stands around it.

    Args:
        index: the text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it starts at.
    """
    count = len(starts)
    lone = lower = opening = closing = 0
    before, after = set(), set()
    enter = leave = gain = 0.0
    for start in starts:
        run, end = index.runs[index.run_of[start]], start + len(words)
        left = index.words[start - 1] if start > run.first else ""
        right = index.words[end] if end < run.last else ""
        # The end of the sentence before differs from place to place as well.
        before.add(index.words[start - 1] if start else "")
        after.add(right)
        opening += not left
        closing += not right
        lone += run.last - run.first == len(words)
        lower += not left and index.text[index.starts[start]].islower()
        entered = _attraction(left, words[0]) if left else 0.0
        left_behind = _attraction(words[-1], right) if right else 0.0
        enter += entered
        leave += left_behind
        gain += _attraction(left, right) - entered - left_behind if left and right else 0.0
    return count_features(index, words, count) | {
        "lone": log(1 + lone),
        "lone_once": float(lone > 0),
        "lower_start": float(lower > 0),
        "contexts_before": len(before) / count,
        "contexts_after": len(after) / count,
        "starts_run": opening / count,
        "ends_run": closing / count,
        "enter": enter / count,
        "leave": leave / count,
        "gain": gain / count,
    }


def _attraction(word: str, after: str) -> float:
    """The attraction of two neighbors by themselves and by their classes."""
    return max(-_BOUND, min(_BOUND, total_pair_attraction(word, after)))
