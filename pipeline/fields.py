"""Findings for stuffed fields: the same for every rule; a rule names its fields and says what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.facts.keyphrase_field_cuts import find_ends, find_entries
from pipeline.facts.keyphrase_fields import find_field_stuffing, mentions_any
from pipeline.model import Evidence, Field, FieldName, Finding, FixClass, Span
from pipeline.reading import Reading

_SURE, _KNOWN = 0.9, 0.97
_CATEGORY = "keyword stuffing"


def field_findings(
    reading: Reading, rule_id: str, names: tuple[FieldName, ...], fix_class: FixClass, most: int = 2
) -> Iterator[Finding]:
    """A finding for each part of a field that says what is cut from the article, or repeats what the field has said.

    Args:
        reading: the page.
        rule_id: the rule that speaks.
        names: of its fields.
        fix_class: of a repair that cuts the part out.
        most: how often a phrase may stand in one of them.
    """
    for field, text in reading.fields:
        if field.name in names:
            one = _Field(rule_id, field, text, fix_class)
            found = list(_stray_parts(reading, one)) or list(_repeated_parts(reading, one, most))
            yield from found or _single_mention(reading, one)


def tag_findings(reading: Reading, rule_id: str, field: Field, text: str) -> Iterator[Finding]:
    """A finding for a tag that says what is cut from the article; an entry that says nothing else may go."""
    one = _Field(rule_id, field, text, "safe")
    found = list(_stray_parts(reading, one)) if field.name in _LISTS else []
    yield from found or _single_mention(reading, one)


def whole_field_finding(field: Field, text: str, rule_id: str, message: str, *evidence: tuple[str, str]) -> Finding:
    """A finding about all of a field, without a repair."""
    named: Evidence = (("field", field.name), *evidence)
    return Finding(rule_id, field.span, text, (), _SURE, "none", message, named, _CATEGORY)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field, the rule that speaks of it, and the fix class of a repair that cuts a part of it out."""

    rule_id: str
    field: Field
    text: str
    fix_class: FixClass

    @property
    def shown(self) -> str:
        """What an editor calls it."""
        return _SHOWN[self.field.name]

    def part_finding(self, part: Span, confidence: float, message: str, *evidence: tuple[str, str]) -> Finding:
        """A finding for a part of the field, in the field's own positions, that may go."""
        span = Span(self.field.span.start + part.start, self.field.span.start + part.end)
        match = self.text[part.start : part.end]
        named: Evidence = (("field", self.field.name), *evidence)
        return Finding(self.rule_id, span, match, ("",), confidence, self.fix_class, message, named, _CATEGORY)


def _stray_parts(reading: Reading, one: _Field) -> Iterator[Finding]:
    """A finding for each part that says nothing but a phrase which the cleaned article never says."""
    gone = [phrase.text for phrase in reading.cut_phrases if phrase.is_gone and mentions_any(one.text, [phrase.text])]
    if not gone:
        return
    is_list = one.field.name in _LISTS
    for phrase, part in find_entries(one.text, gone) if is_list else find_ends(one.text, gone):
        # Without a mark before it, the phrase may be what the line is about.
        edges = one.text[: part.start].rstrip()[-1:], one.text[part.start : part.end].lstrip()[:1]
        is_set_off = is_list or not all(edge.isalnum() for edge in edges)
        spoken = one if is_set_off or one.fix_class == "none" else replace(one, fix_class="unsafe")
        message = f"The {one.shown} says “{phrase}”, which stands in the article as stuffing alone."
        known = (("phrase", phrase), ("stuffed_in_article", "true"), ("left_in_article", "false"))
        yield spoken.part_finding(part, _KNOWN, message, *known)


def _repeated_parts(reading: Reading, one: _Field, most: int) -> Iterator[Finding]:
    """A finding for each part that repeats a phrase; one for the whole field where none can go by itself."""
    stuffing = find_field_stuffing(one.text, [keyphrase.text for keyphrase in reading.keyphrases], most=most)
    if stuffing is None:
        return
    message = f"The {one.shown} says “{stuffing.phrase}” {stuffing.count} times."
    evidence = (
        ("phrase", stuffing.phrase),
        ("mentions", str(stuffing.count)),
        ("stuffed_in_article", str(stuffing.is_known).lower()),
    )
    confidence = _KNOWN if stuffing.is_known else _SURE
    for part in stuffing.cuts:
        yield one.part_finding(part, confidence, message, *evidence)
    if not stuffing.cuts:
        yield replace(whole_field_finding(one.field, one.text, one.rule_id, message, *evidence), confidence=confidence)


def _single_mention(reading: Reading, one: _Field) -> Iterator[Finding]:
    """A finding for a field that says once what is cut from the article; nobody's own phrase."""
    phrase = mentions_any(one.text, [phrase.text for phrase in reading.cut_phrases])
    if phrase:
        message = f"The {one.shown} says “{phrase}”, which is stuffed into the article. Does it belong?"
        known = (("phrase", phrase), ("mentions", "1"))
        yield whole_field_finding(one.field, one.text, one.rule_id, message, *known)


_LISTS: tuple[FieldName, ...] = ("keywords", "structured keywords", "tag")
"""Fields of entries that stand each for itself and that no reader sees."""
_SHOWN: dict[FieldName, str] = {
    "title": "page title",
    "description": "page description",
    "keywords": "list of keywords",
    "open graph": "title or description for social media",
    "structured data": "headline in the structured data",
    "structured keywords": "list of keywords in the structured data",
    "alternative text": "text of a picture",
    "tooltip": "tooltip",
    "tag list": "tag",
    "tag": "tag",
}
"""What an editor calls a field."""
