"""The gaps that mentions would leave, were they cut: whether the text around would miss a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from pipeline.engines.protocols import GapModel
from pipeline.facts.fluency import is_noun
from pipeline.facts.keyphrase_features import Features, bounded_gap
from pipeline.facts.keyphrase_index import Index, Words
from pipeline.facts.keyphrase_mentions import Mention, asks

_ASKED_ABOUT = frozenset({"inside", "appended", "detached"})
"""Positions in which a mention may hold a place in its sentence."""
SAMPLE = 6
"""Mentions by which a phrase is judged: more of them tell hardly more."""
_MOST_ASKED = 40
"""Mentions of one phrase that are asked about; a phrase that stands more often is the article's topic."""
_LOGIT_BOUND = 20.0
"""Log-odds of a phrase beyond which it is as good as certain."""
_AROUND = 400
"""Characters to each side of a mention that are handed over."""


_OF_OPEN_GAPS = (
    "query_start",
    "question",
    "foreign",
    "off_topic",
    "on_topic",
    "query_words",
    "misspelt",
    "fluent_words",
)
"""Features of a phrase that tell whether it belongs where a noun phrase would be missing without it."""


def gap_features(words: Words, mentions: Sequence[Mention], phrase: Features, logit: float) -> Features:
    """What the gaps that its mentions would leave say of a phrase: prose misses what belongs to it.

    Where it would be missing, it was put in the place of a noun phrase if it is none itself, or foreign to the text.

    Args:
        words: the phrase in lower case.
        mentions: its mentions, their ``gap`` set.
        phrase: its features.
        logit: log-odds that it was injected, without a look at gaps.
    """
    gaps = sorted(bounded_gap(mention) for mention in mentions if mention.gap is not None)
    features = {"logit": max(-_LOGIT_BOUND, min(_LOGIT_BOUND, logit)), "gaps": log(1 + len(gaps))}
    if gaps:
        closed = sum(gap < 0 for gap in gaps)
        features |= {
            "gap_mean": sum(gaps) / len(gaps),
            "gap_least": gaps[0],
            "gap_most": gaps[-1],
            "closed": log(1 + closed),
            "open_share": 1 - closed / len(gaps),
        }
        share = features["open_share"]
        features |= {f"open_{name}": share * phrase.get(name, 0.0) for name in _OF_OPEN_GAPS}
        features |= {"open_asks": share * asks(words), "open_no_noun": share * (not is_noun(words[-1]))}
    return features


class Gaps:
    """The gaps of one text, each looked at once.

    Args:
        index: the text.
        gap_model: sees where a text misses a noun phrase.
    """

    def __init__(self, index: Index, gap_model: GapModel) -> None:
        self._index = index
        self._model = gap_model
        self._known: dict[tuple[int, int], float] = {}

    def add_to(self, mentions: Sequence[Mention], most: int = _MOST_ASKED) -> list[Mention]:
        """The mentions, those that may hold a place in their sentence with the log-odds of a gap without them.

        Args:
            mentions: mentions of one phrase.
            most: how many of them are asked about, the first ones.
        """
        asked = [mention for mention in mentions if mention.position in _ASKED_ABOUT][:most]
        places = {(mention.place.outer.start, mention.place.outer.end): mention for mention in asked}
        new = [place for place in places if place not in self._known]
        if new:
            contexts = [self._context(*place, places[place]) for place in new]
            self._known |= zip(new, self._model.missing(contexts), strict=True)
        found = {id(mention): self._known[mention.place.outer.start, mention.place.outer.end] for mention in asked}
        return [replace(m, gap=found[id(m)]) if id(m) in found else m for m in mentions]

    def _context(self, start: int, end: int, mention: Mention) -> tuple[str, str]:
        """The text of the mention's block to its left and right."""
        text, block = self._index.text, mention.place.block.span
        return text[max(block.start, start - _AROUND) : start], text[end : min(block.end, end + _AROUND)]
