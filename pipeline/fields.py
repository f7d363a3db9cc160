"""Findings for stuffed fields: the same for every rule; a rule names its fields and says what may be done."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrase_fields import find_field_stuffing, mentions_any
from pipeline.facts.tokens import tokenize
from pipeline.model import Evidence, Field, FieldName, Finding, FixClass, Span
from pipeline.reading import Reading

_SURE, _KNOWN = 0.9, 0.97


def field_findings(
    reading: Reading, rule_id: str, names: tuple[FieldName, ...], fix_class: FixClass, most: int = 2
) -> Iterator[Finding]:
    """A finding for each part of a field that repeats a phrase which the field has said before.

    Args:
        reading: the page.
        rule_id: the rule that speaks.
        names: of its fields.
        fix_class: of a repair that cuts the part out.
        most: how often a phrase may stand in one of them.
    """
    phrases = [keyphrase.text for keyphrase in reading.keyphrases] if reading.fields else []
    for field, text in reading.fields:
        if field.name not in names:
            continue
        stuffing = find_field_stuffing(text, phrases, most=most)
        if stuffing is None:
            yield from _single_mention(reading, rule_id, field, text)
            continue
        evidence: Evidence = (
            ("field", field.name),
            ("phrase", stuffing.phrase),
            ("mentions", str(stuffing.count)),
            ("stuffed_in_article", str(stuffing.is_known).lower()),
        )
        message = f"The {_SHOWN.get(field.name, field.name)} says “{stuffing.phrase}” {stuffing.count} times."
        confidence = _KNOWN if stuffing.is_known else _SURE
        for cut in stuffing.cuts:
            span = Span(field.span.start + cut.start, field.span.start + cut.end)
            yield Finding(
                rule_id,
                span,
                text[cut.start : cut.end],
                ("",),
                confidence,
                fix_class,
                message,
                evidence,
                "keyword stuffing",
            )
        if not stuffing.cuts:
            yield Finding(rule_id, field.span, text, (), confidence, "none", message, evidence)


def _single_mention(reading: Reading, rule_id: str, field: Field, text: str) -> Iterator[Finding]:
    """A finding for a title or a description that says once what is cut from the article; nobody's own phrase."""
    if field.name not in _SEEN_BY_SEARCHERS:
        return
    wanted = {" ".join(token.lower for token in tokenize(phrase)) for phrase in reading.wanted_phrases}
    cut = [keyphrase.text for keyphrase in reading.keyphrases if any(mention.cut for mention in keyphrase.mentions)]
    phrase = mentions_any(text, [phrase for phrase in cut if phrase not in wanted])
    if phrase:
        message = f"The {_SHOWN[field.name]} says “{phrase}”, which is stuffed into the article. Does it belong?"
        yield whole_field_finding(field, text, rule_id, message, ("phrase", phrase), ("mentions", "1"))


_SEEN_BY_SEARCHERS: tuple[FieldName, ...] = ("title", "description")
_SHOWN: dict[FieldName, str] = {
    "title": "page title",
    "description": "page description",
    "keywords": "list of keywords",
    "open graph": "title or description for social media",
    "structured data": "headline in the structured data",
    "structured keywords": "list of keywords in the structured data",
    "alternative text": "text of a picture",
    "tooltip": "tooltip",
}
"""What an editor calls a field."""


def whole_field_finding(field: Field, text: str, rule_id: str, message: str, *evidence: tuple[str, str]) -> Finding:
    """A finding about all of a field, without a repair."""
    return Finding(rule_id, field.span, text, (), _SURE, "none", message, (("field", field.name), *evidence))
