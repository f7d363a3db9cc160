"""Findings made from the grammar checker's remarks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.grammar_remarks import Remark
from pipeline.facts.spelling_suggestions import is_decent
from pipeline.model import Finding
from pipeline.reading import Reading

_CONFIDENCE = {"apply": 0.95, "suggest": 0.5, "off": 0.0}
"""By the profile's action; the checker itself gives none."""


def remark_findings(reading: Reading, rule_id: str) -> Iterator[Finding]:
    """The remarks that the profile gives to one of our rules, as findings.

    Args:
        reading: the text.
        rule_id: our rule, such as ``G310``.

    Returns:
        Findings that are ``safe`` where the profile says ``apply``, ``unsafe`` where it says ``suggest`` and the
        checker has a suggestion, and ``none`` otherwise.
    """
    for remark in reading.remarks.get(rule_id, ()):
        yield _finding(reading.text, rule_id, remark)


def _finding(text: str, rule_id: str, remark: Remark) -> Finding:
    match = remark.match
    suggestions = tuple(filter(is_decent, match.suggestions))
    # What comes after a word that is kept back is a worse guess, so a person decides on it.
    is_best = suggestions[:1] == match.suggestions[:1]
    return Finding(
        rule_id=rule_id,
        span=match.span,
        match=text[match.span.start : match.span.end],
        suggestions=suggestions,
        confidence=_CONFIDENCE[remark.action],
        fix_class="none" if not suggestions or not is_best else "safe" if remark.action == "apply" else "unsafe",
        message=match.message,
        evidence=(("languagetool_rule", match.rule_id), ("languagetool_category", match.category)),
    )
