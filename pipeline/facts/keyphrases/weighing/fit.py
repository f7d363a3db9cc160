"""How well phrases fit the sentences that they stand in, where their places alone do not tell enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import text_around
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.weighing.mention_features import Features

_IN_A_SENTENCE = frozenset({"inside", "appended", "detached", "prose"})
"""Positions in which a mention has text around it to fit."""
_MOST_READ = 4
"""Mentions of one phrase that are read, the first and the last among them."""
FOREIGN_BOUND = 6.0
"""Log-odds beyond which it is as good as certain that a mention is foreign."""
_LOGIT_BOUND = 8.0
_OF_THE_PHRASE = ("loose_edge", "on_topic")
"""Features of a phrase that tell how far its fit is to be trusted."""


def read_in_context(
    index: Index,
    phrases: Sequence[Sequence[Mention]],
    insertion_model: InsertionModel,
    may_count: Callable[[int, Sequence[float], int], bool] = lambda *_: True,
) -> list[list[float]]:
    """For each phrase the log-odds, bounded, that its mentions are foreign to their sentences; of some of them.

    Args:
        index: the text.
        phrases: the mentions of each phrase.
        insertion_model: reads them, one of each phrase at once.
        may_count: tells whether a phrase, by its number, the log-odds of the mentions that were read and the number of
            those that were not, is still worth reading; all are where nothing is given.

    Returns:
        For each phrase as many numbers as mentions of it were read; none where it has no text around it, or was never
        worth it.
    """
    places = [
        [_place(index, mention) for mention in _some([one for one in mentions if one.position in _IN_A_SENTENCE])]
        for mentions in phrases
    ]
    found: list[list[float]] = [[] for _ in phrases]
    for turn in range(_MOST_READ):
        open_ones = [
            number
            for number, own in enumerate(places)
            if len(own) > turn == len(found[number]) and may_count(number, found[number], len(own) - turn)
        ]
        if not open_ones:
            break
        logits = insertion_model.foreign([places[number][turn] for number in open_ones])
        for number, logit in zip(open_ones, logits, strict=True):
            found[number].append(max(-FOREIGN_BOUND, min(FOREIGN_BOUND, logit)))
    return found


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
    """At most ``_MOST_READ`` of the mentions, evenly spread, the first and the last before the others."""
    if len(mentions) > _MOST_READ:
        mentions = [mentions[number * (len(mentions) - 1) // (_MOST_READ - 1)] for number in range(_MOST_READ)]
    return [*mentions[:1], *mentions[:0:-1]]


def _place(index: Index, mention: Mention) -> tuple[str, str, str]:
    """The text of a mention's block to its left, the mention, and the text to its right."""
    left, right = text_around(index, mention.place.block, mention.span)
    return left, index.text[mention.span.start : mention.span.end], right
