"""The grammar checker's remarks, sorted by the profile into our rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline import tables
from pipeline.engines.protocols import GrammarMatch
from pipeline.facts.keyphrases.mentions.wrapping import join_wrapped
from pipeline.facts.language.blocks import PROSE
from pipeline.model import Block, Span
from pipeline.spelling import SPELLERS, is_right
from pipeline.tables import ProfileAction

Matches = tuple[GrammarMatch, ...]

_UNLISTED = "category:*"
_OF_MARKS = ("G300", "G303")
"""Rules that change no word."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark and what the profile says of it.

    Attributes:
        match: the checker's remark.
        action: ``apply`` for a safe fix, ``suggest`` for a suggestion.
    """

    match: GrammarMatch
    action: ProfileAction


def remarks_on_prose(matches: Iterable[GrammarMatch], blocks: Iterable[Block], code: Iterable[Span]) -> Matches:
    """The remarks that neither begin nor end in code, a tag or a block that is no prose."""
    unread = sorted([*code, *(block.span for block in blocks if block.kind not in PROSE)])
    reaches = list(accumulate((span.end for span in unread), max))

    def is_unread(place: int) -> bool:
        number = bisect_right(unread, place, key=lambda span: span.start) - 1
        return number >= 0 and place < reaches[number]

    return tuple(m for m in matches if not (is_unread(m.span.start) or is_unread(max(m.span.start, m.span.end - 1))))


def remarks_off_seams(matches: Matches, seams: Sequence[Span]) -> Matches:
    """The remarks that reach to no seam of the page, where a reader may see a gap that the text does not have.

    Args:
        matches: the remarks.
        seams: pairs of characters, sorted, see ``Layout``.
    """
    if not seams:
        return matches
    # An edit may have taken the character before the seam.
    places = [seam.end - 1 for seam in seams]

    def is_on_seam(match: GrammarMatch) -> bool:
        number = bisect_left(places, match.span.start)
        return number < len(places) and places[number] <= match.span.end

    return tuple(match for match in matches if not is_on_seam(match))


def remarks_in_blocks(text: str, matches: Matches, blocks: Sequence[Block]) -> Matches:
    """The remarks that lie in one block, the lines of a hard-wrapped paragraph being one: lines of a label are not."""
    if not any(_has_line_end(text, match) for match in matches):
        return matches
    spans = [block.span for block in join_wrapped(text, blocks)]
    starts = [span.start for span in spans]

    def is_in_block(match: GrammarMatch) -> bool:
        number = bisect_right(starts, match.span.start) - 1
        return number >= 0 and match.span.end <= spans[number].end

    return tuple(match for match in matches if not _has_line_end(text, match) or is_in_block(match))


def _has_line_end(text: str, match: GrammarMatch) -> bool:
    return "\n" in text[match.span.start : match.span.end].strip()


def without_works_cited(
    groups: Mapping[str, tuple[Remark, ...]], is_cited: Callable[[int, int], bool]
) -> dict[str, tuple[Remark, ...]]:
    """The remarks by rule id, without those on the words of works cited: names, titles and abbreviations of journals.

    Args:
        groups: the remarks.
        is_cited: whether a bibliography has a part of what lies between two places. White space and doubled marks in
            it may be mended.
    """
    return {
        rule_id: tuple(
            one for one in remarks if rule_id in _OF_MARKS or not is_cited(one.match.span.start, one.match.span.end)
        )
        for rule_id, remarks in groups.items()
    }


def group_remarks(text: str, matches: Matches, language: str) -> dict[str, tuple[Remark, ...]]:
    """The remarks by rule id, in the order of the text.

    A remark whose profile row is ``off``, and a spelling remark on terms of health writing, names and acronyms, are
    left out. The row of the checker's rule counts before the row of its category, and that before ``category:*``.
    """
    profile = tables.grammar_profile()
    groups: dict[str, list[Remark]] = {}
    for match in matches:
        row = profile.get(match.rule_id) or profile.get(f"category:{match.category}") or profile[_UNLISTED]
        is_off = row.action == "off" or (
            match.rule_id.startswith(SPELLERS) and is_right(text, match.span.start, match.span.end, language)
        )
        if is_off:
            continue
        groups.setdefault(row.rule_id, []).append(Remark(match, row.action))
    return {rule_id: tuple(remarks) for rule_id, remarks in groups.items()}
