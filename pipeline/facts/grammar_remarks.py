"""The grammar checker's remarks, sorted by the profile into our rules."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import tables
from pipeline.engines.protocols import GrammarMatch
from pipeline.facts.tokens import tokenize
from pipeline.tables import ProfileAction

_SPELLING = "TYPOS"
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


def group_remarks(text: str, matches: tuple[GrammarMatch, ...]) -> dict[str, tuple[Remark, ...]]:
    """The remarks by rule id, in the order of the text.

    A remark whose profile row is ``off``, and a spelling remark on words that health writing uses, are left out. The
    row of the checker's rule counts before the row of its category, and that before the row ``category:*``.
    """
    profile = tables.grammar_profile()
    groups: dict[str, list[Remark]] = {}
    for match in matches:
        row = profile.get(match.rule_id) or profile.get(f"category:{match.category}") or profile[_UNLISTED]
        if row.action == "off" or (match.category == _SPELLING and _is_known(text[match.span.start : match.span.end])):
            continue
        groups.setdefault(row.rule_id, []).append(Remark(match, row.action))
    return {rule_id: tuple(remarks) for rule_id, remarks in groups.items()}


def _is_known(words: str) -> bool:
    known, drugs = tables.known_words(), tables.drugs()
    return all(token.lower in known or token.lower in drugs for token in tokenize(words))
