"""Cuts beside characters that show nothing: the gap that is left is one that a reader sees."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.language.references import UNSEEN
from pipeline.model import Span


def with_seen_gaps(text: str, phrases: Sequence[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, each cut that would leave nothing but such characters as a gap with these in place of a space.

    Args:
        text: the text as it is written.
        phrases: the phrases.
    """
    if text.isascii():
        return tuple(phrases)
    cuts = [mention.cut for phrase in phrases for mention in phrase.mentions if mention.cut]
    edges = {cut.start for cut in cuts} | {cut.end for cut in cuts}
    return tuple(
        replace(phrase, mentions=tuple(_with_seen_gap(text, mention, edges) for mention in phrase.mentions))
        for phrase in phrases
    )


def _with_seen_gap(text: str, mention: Mention, edges: Container[int]) -> Mention:
    if not mention.cut or mention.leaves:
        return mention
    start, end = mention.cut.start, mention.cut.end
    before = len(text[:start].rstrip(UNSEEN)) if text[start - 1 : start] in tuple(UNSEEN) else start
    behind = end
    while behind < len(text) and text[behind] in UNSEEN:
        behind += 1
    if before == 0 or text[before - 1].isspace() or not text[behind : behind + 1].strip():
        return mention
    if before < start and before not in edges and text[end - 1] == " " and end - 1 > mention.span.start:
        return replace(mention, cut=Span(before, end - 1))
    if behind > end and behind not in edges and text[start] == " ":
        return replace(mention, cut=Span(start + 1, behind))
    return mention
