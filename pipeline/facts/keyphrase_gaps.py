"""The gaps that mentions would leave, were they cut: whether the text around would miss a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.protocols import GapModel
from pipeline.facts.keyphrase_index import Index
from pipeline.facts.keyphrase_mentions import Mention

_ASKED_ABOUT = frozenset({"inside", "appended", "detached"})
"""Positions in which a mention may hold a place in its sentence."""
_MOST_ASKED = 40
"""Mentions of one phrase that are asked about; a phrase that stands more often is the article's topic."""
_AROUND = 400
"""Characters to each side of a mention that are handed over."""


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

    def add_to(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a phrase, those that may hold a place in their sentence with their gap."""
        asked = [mention for mention in mentions if mention.position in _ASKED_ABOUT][:_MOST_ASKED]
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
