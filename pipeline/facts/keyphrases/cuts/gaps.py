"""The gaps that mentions would leave, were they cut: whether the text around would miss a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Block, Span

_ASKED_ABOUT = frozenset({"inside", "appended", "detached"})
"""Positions in which a mention may hold a place in its sentence."""
_MOST_ASKED = 40
"""Mentions of one phrase that are asked about; a phrase that stands more often is the article's topic."""
_AROUND = 400
"""Characters to each side of a mention that are handed over."""


def is_closed(mention: Mention) -> bool:
    """Whether the text around a mention misses nothing without it."""
    return mention.gap is not None and mention.gap < -_bound()


def is_open(mention: Mention) -> bool:
    """Whether the text around a mention misses a noun phrase without it."""
    return mention.gap is not None and mention.gap > _bound()


def _bound() -> float:
    return float(tables.settings("stuffing/model.toml")["threshold"]["gap_bound"])


def text_around(index: Index, block: Block, span: Span) -> tuple[str, str]:
    """The text to the left and right of a span, in its block, as far as a model may read it."""
    text, around = index.text, block.span
    return text[max(around.start, span.start - _AROUND) : span.start], text[
        span.end : min(around.end, span.end + _AROUND)
    ]


def texts_beside(index: Index, number: int) -> tuple[str, str]:
    """The texts of the blocks before and behind a block, as far as a model may read them; empty where there is none."""
    before, behind = index.blocks[max(0, number - 1) : number], index.blocks[number + 1 : number + 2]
    return (
        "".join(index.text[block.span.start : block.span.end][-_AROUND:] for block in before),
        "".join(index.text[block.span.start : block.span.end][:_AROUND] for block in behind),
    )


class Gaps:
    """The gaps of one text, each looked at once.

    Args:
        index: the text.
        insertion_model: sees where a text misses a noun phrase.
    """

    def __init__(self, index: Index, insertion_model: InsertionModel) -> None:
        self._index = index
        self._model = insertion_model
        self._known: dict[Span, float] = {}

    def add_to(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a phrase, those that may hold a place in their sentence with their gap."""
        asked = islice((mention.place for mention in mentions if mention.position in _ASKED_ABOUT), _MOST_ASKED)
        places = {place.outer: place for place in asked}
        new = [place for span, place in places.items() if span not in self._known]
        if new:
            gaps = self._model.missing([text_around(self._index, place.block, place.outer) for place in new])
            self._known |= zip((place.outer for place in new), gaps, strict=True)
        return [
            replace(mention, gap=self._known[mention.place.outer])
            if mention.position in _ASKED_ABOUT and mention.place.outer in places
            else mention
            for mention in mentions
        ]
