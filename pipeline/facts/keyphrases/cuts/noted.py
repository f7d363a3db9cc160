"""Cuts with the marks of notes right behind them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.facts.keyphrases.cuts.joins import Cut
from pipeline.facts.keyphrases.cuts.marks import SPACES
from pipeline.facts.keyphrases.mentions.index import STOPS, STOPS_AND_PAUSES
from pipeline.model import Block, Span


def before_note(text: str, block: Block, cut: Cut, noted: int) -> Cut:
    """A cut with the marks of notes right behind it, up to ``noted``: they stay with the sentence before.

    Of a stop there and one behind the notes, one came with the mention.
    """
    start = block.span.start + len(text[block.span.start : cut.span.start].rstrip(SPACES))
    if start == block.span.start:
        return replace(cut, leaves_marks=True)
    before, behind = text[start - 1], text[noted : min(block.span.end, noted + 1)]
    if before not in STOPS_AND_PAUSES or text[cut.span.end - 1] in STOPS_AND_PAUSES:
        return cut
    if behind and (before == behind or (before == "," and behind in STOPS)):
        return replace(cut, span=Span(start - 1, cut.span.end))
    following = text[noted : block.span.end].lstrip()[:1]
    ends = before in STOPS and (not behind or (behind.isspace() and following.isupper()))
    return cut if ends else replace(cut, leaves_marks=True)
