"""How well phrases fit the sentences that they stand in, where their places alone do not tell enough."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrase_features import Features
from pipeline.facts.keyphrase_gaps import text_around
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_mentions import Mention

_IN_A_SENTENCE = frozenset({"inside", "appended", "detached", "prose"})
"""Positions in which a mention has text around it to fit."""
_MOST_READ = 4
"""Mentions of one phrase that are read, the first and the last among them."""
_BOUND = 6.0
"""Log-odds beyond which it is as good as certain that a mention is foreign."""
_LOGIT_BOUND = 8.0
_OF_THE_PHRASE = ("loose_edge", "on_topic")
"""Features of a phrase that tell how far its fit is to be trusted."""


def read_in_context(
    index: Index, phrases: Sequence[Sequence[Mention]], insertion_model: InsertionModel
) -> list[list[float]]:
    """For each phrase the log-odds, bounded, that its mentions are foreign to their sentences; of some of them.

    Args:
        index: the text.
        phrases: the mentions of each phrase.
        insertion_model: reads them, those of all phrases at once.

    Returns:
        For each phrase as many numbers as mentions of it were read; none where it has no text around it.
    """
    read = [_some([mention for mention in mentions if mention.position in _IN_A_SENTENCE]) for mentions in phrases]
    places = [_place(index, mention) for mentions in read for mention in mentions]
    logits = iter(insertion_model.foreign(places) if places else ())
    return [[max(-_BOUND, min(_BOUND, next(logits))) for _ in mentions] for mentions in read]


def context_features(logit: float, phrase: Features, foreign: Sequence[float]) -> Features:
    """What is to be said of a phrase once some of its mentions were read in their sentences.

    Args:
        logit: how likely it was injected by all else.
        phrase: its features.
        foreign: what ``read_in_context`` found, one number or more.
    """
    return {
        "logit": max(-_LOGIT_BOUND, min(_LOGIT_BOUND, logit)),
        "foreign_mean": sum(foreign) / len(foreign),
        "foreign_most": max(foreign),
        "foreign_least": min(foreign),
        "read": log(len(foreign)),
    } | {name: phrase[name] for name in _OF_THE_PHRASE if name in phrase}


def _some(mentions: list[Mention]) -> list[Mention]:
    """At most ``_MOST_READ`` of the mentions, evenly spread."""
    if len(mentions) <= _MOST_READ:
        return mentions
    return [mentions[number * (len(mentions) - 1) // (_MOST_READ - 1)] for number in range(_MOST_READ)]


def _place(index: Index, mention: Mention) -> tuple[str, str, str]:
    """The text of a mention's block to its left, the mention, and the text to its right."""
    left, right = text_around(index, mention.place, mention.span)
    return left, index.text[mention.span.start : mention.span.end], right
