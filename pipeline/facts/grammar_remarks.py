"""The grammar checker's remarks, sorted by the profile into our rules."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import tables
from pipeline.engines.protocols import GrammarMatch
from pipeline.spelling import SPELLERS, is_right
from pipeline.tables import ProfileAction

_UNLISTED = "category:*"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark and what the profile says of it.

    Attributes:
        match: the checker's remark.
        action: ``apply`` for a safe fix, ``suggest`` for a suggestion.
    """

    match: GrammarMatch
    action: ProfileAction


def group_remarks(text: str, matches: tuple[GrammarMatch, ...], language: str) -> dict[str, tuple[Remark, ...]]:
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
