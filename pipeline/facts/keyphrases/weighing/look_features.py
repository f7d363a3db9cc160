"""What a glance tells of a phrase: what stands around its places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log

from pipeline.facts.keyphrases.mentions.index import CLOSERS, STOPS, Index, Words
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.language.fluency import total_pair_attraction

_BOUND = 7.0
"""Beyond this, an attraction says no more about a seam."""
_PAUSES = ",;:"
_BEFORE, _BEHIND = "\"'“‘«([*_ \t\u00a0", CLOSERS + "*_"
"""What may stand between a phrase and the mark before or behind it: emphasis, quotation marks, brackets, a space."""
_LOOKED_AT = 6
"""Characters in which such a mark is looked for."""


def place_features(index: Index, words: Words, starts: Sequence[int]) -> Features:
    """What the places of a phrase tell at a glance.

    Args:
        index: the text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it starts at.
    """
    count = len(starts)
    lone = lower = opening = closing = 0
    before, after = set(), set()
    enter = leave = 0.0
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
        enter += _attraction(left, words[0]) if left else 0.0
        leave += _attraction(words[-1], right) if right else 0.0
    return {
        "lone": log(1 + lone),
        "lone_once": float(lone > 0),
        "lower_start": float(lower > 0),
        "contexts_before": len(before) / count,
        "contexts_after": len(after) / count,
        "starts_run": opening / count,
        "ends_run": closing / count,
        "enter": enter / count,
        "leave": leave / count,
    }


@lru_cache(maxsize=50_000)
def _attraction(word: str, after: str) -> float:
    """The attraction of two neighbors by themselves and by their classes."""
    return max(-_BOUND, min(_BOUND, total_pair_attraction(word, after)))


def mark_features(index: Index, words: Words, starts: Sequence[int]) -> Features:
    """Which marks stand around the places of a phrase, and whether it is written like a name: shares of the places.

    Args:
        index: the text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it starts at.
    """
    text, length = index.text, len(words)
    capitalized = 0
    before: list[str] = []
    behind: list[str] = []
    for start in starts:
        places = index.starts[start : start + length]
        capitalized += all(text[place].isupper() for place in places)
        first, end = places[0], index.ends[start + length - 1]
        before.append(text[max(0, first - _LOOKED_AT) : first].rstrip(_BEFORE)[-1:])
        behind.append(text[end : end + _LOOKED_AT].lstrip(_BEHIND)[:1])
    count = len(starts)
    return {
        "capitalized": capitalized / count,
        "stop_before": _share(before, STOPS),
        "pause_before": _share(before, _PAUSES),
        "stop_behind": _share(behind, STOPS),
        "pause_behind": _share(behind, _PAUSES),
        "mark_behind": sum(bool(mark) and not mark.isspace() and mark not in STOPS + _PAUSES for mark in behind)
        / count,
    }


def _share(marks: Sequence[str], wanted: str) -> float:
    return sum(bool(mark) and mark in wanted for mark in marks) / len(marks)
