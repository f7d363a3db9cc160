"""Findings in fields: what is the same for every rule. A rule of stuffing names its fields and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.draft import splice
from pipeline.facts.keyphrases.field_cuts import find_ends, find_entries, find_text_cuts
from pipeline.facts.keyphrases.fields import count_mentions, find_field_stuffing, mentions_any
from pipeline.model import Edit, Evidence, Field, FieldName, Finding, FixClass, Span
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


def text_findings(reading: Reading, rule_id: str) -> Iterator[Finding]:
    """A finding for each line or sentence of a text in structured data that is but what is cut from the article.

    And one for a text with other mentions of it, which are its editor's to reword.

    Args:
        reading: the page.
        rule_id: the rule that speaks.
    """
    for field, text in reading.fields:
        if field.name != "structured text" or not mentions_any(text, [one.text for one in reading.cut_phrases]):
            continue
        one = _Field(rule_id, field, text, "safe")
        gone = [phrase.text for phrase in reading.cut_phrases if phrase.is_gone]
        cuts = [] if field.is_kept else find_text_cuts(text, gone)
        for phrase, part in cuts:
            message = f"The {one.shown} says “{phrase}”, which stands in the article as stuffing alone."
            known = (("phrase", phrase), ("stuffed_in_article", "true"), ("left_in_article", "false"))
            yield one.part_finding(part, _KNOWN, message, *known)
        left = splice(text, [Edit(part.start, part.end, "", ()) for _, part in cuts])
        if stuffed := mentions_any(left, [one.text for one in reading.cut_phrases]):
            message = f"The {one.shown} says “{stuffed}”, which is stuffed into the article. Does it belong?"
            count = str(count_mentions(left, stuffed))
            yield whole_field_finding(field, text, rule_id, message, ("phrase", stuffed), ("mentions", count))


def entry_findings(
    reading: Reading, rule_id: str, names: tuple[FieldName, ...], shown: str, most: int, fix_class: FixClass = "safe"
) -> Iterator[Finding]:
    """A finding for each entry, a field by itself, that says what is cut from the article or what many entries say.

    Args:
        reading: the page.
        rule_id: the rule that speaks.
        names: of the entries of one list.
        shown: what an editor calls them, in the plural.
        most: how many of them may hold a phrase.
        fix_class: of a repair that takes one out.
    """
    entries = [(field, text) for field, text in reading.fields if field.name in names]
    if not entries:
        return
    phrases = [keyphrase.text for keyphrase in reading.keyphrases]
    stuffing = find_field_stuffing(", ".join(text for _, text in entries), phrases, most=most)
    phrase = stuffing.phrase if stuffing and (stuffing.is_known or stuffing.cuts) else ""
    count = sum(bool(mentions_any(text, [phrase])) for _, text in entries) if phrase else 0
    for field, text in entries:
        found = next(_entry_findings(reading, _Field(rule_id, field, text, fix_class)), None)
        if count > 1 and mentions_any(text, [phrase]) and not (found and found.suggestions):
            message = f"{count} {shown} of the article say “{phrase}”."
            yield whole_field_finding(field, text, rule_id, message, ("entries", str(count)))
        elif found:
            yield found


def _entry_findings(reading: Reading, one: _Field) -> Iterator[Finding]:
    found = list(_stray_parts(reading, one)) if one.field.name in _LISTS else []
    yield from found or _single_mention(reading, one)


def find_everywhere(reading: Reading, find_in: Callable[[str], Iterable[Finding]]) -> Iterator[Finding]:
    """The findings in the text that is read, and in each field behind it by itself.

    Args:
        reading: the text with its fields.
        find_in: finds in a text, with spans that count in it.
    """
    yield from find_in(reading.text)
    for field, text in reading.fields:
        if field.span.start >= len(reading.text):
            yield from (_of_field(finding, field) for finding in find_in(text))


def _of_field(finding: Finding, field: Field) -> Finding:
    """A finding in a field's own text as one of the article; it is but reported where the field is kept as it is."""
    span = Span(field.span.start + finding.span.start, field.span.start + finding.span.end)
    evidence: Evidence = (("field", field.name), *finding.evidence)
    return replace(finding, span=span, evidence=evidence, fix_class="none" if field.is_kept else finding.fix_class)


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
        """A finding for a part of the field, in the field's own positions, that may go where ``fix_class`` says so."""
        span = Span(self.field.span.start + part.start, self.field.span.start + part.end)
        match = self.text[part.start : part.end]
        named: Evidence = (("field", self.field.name), *evidence)
        fix_class = "none" if self.field.is_kept else self.fix_class
        suggestions = () if self.field.is_kept else ("",)
        return Finding(self.rule_id, span, match, suggestions, confidence, fix_class, message, named, _CATEGORY)

    def kept_finding(self, part: Span, confidence: float, message: str, *evidence: tuple[str, str]) -> Finding:
        """A finding for a part of the field that stays, for it says more or cannot be cut out cleanly."""
        found = self.part_finding(part, confidence, message, *evidence)
        return replace(found, suggestions=(), fix_class="none")

    @property
    def at_most_suggested(self) -> _Field:
        """The same, where a repair is the editor's to decide on."""
        return replace(self, fix_class="unsafe") if self.fix_class == "safe" else self


def _stray_parts(reading: Reading, one: _Field) -> Iterator[Finding]:
    """A finding for each part that says nothing but a phrase which the cleaned article never says."""
    gone = [phrase.text for phrase in reading.cut_phrases if phrase.is_gone and mentions_any(one.text, [phrase.text])]
    if not gone:
        return
    known = (("stuffed_in_article", "true"), ("left_in_article", "false"))
    message = f"The {one.shown} says “{{}}”, which stands in the article as stuffing alone."
    if one.field.name in _LISTS:
        for entry in find_entries(one.text, gone):
            finding = one.part_finding if entry.is_only else one.kept_finding
            yield finding(entry.span, _KNOWN, message.format(entry.phrase), ("phrase", entry.phrase), *known)
        return
    for phrase, part in find_ends(one.text, gone):
        # Without a mark before it, the phrase may be what the line is about.
        edges = one.text[: part.start].rstrip()[-1:], one.text[part.start : part.end].lstrip()[:1]
        spoken = one.at_most_suggested if all(edge.isalnum() for edge in edges) else one
        yield spoken.part_finding(part, _KNOWN, message.format(phrase), ("phrase", phrase), *known)


def _repeated_parts(reading: Reading, one: _Field, most: int) -> Iterator[Finding]:
    """A finding for each part that repeats a phrase; one for the whole field where none can go by itself.

    A phrase that is not stuffed into the article may be its topic: variants of it are no stuffing in a list of names,
    and a cut is a suggestion.
    """
    stuffing = find_field_stuffing(one.text, [keyphrase.text for keyphrase in reading.keyphrases], most=most)
    if stuffing is None:
        return
    if one.field.name in _NAMING and not (stuffing.is_known or stuffing.is_run_together or stuffing.cuts):
        return
    message = f"The {one.shown} says “{stuffing.phrase}” {stuffing.count} times."
    evidence = (
        ("phrase", stuffing.phrase),
        ("mentions", str(stuffing.count)),
        ("stuffed_in_article", str(stuffing.is_known).lower()),
    )
    confidence = _KNOWN if stuffing.is_known else _SURE
    for cut in stuffing.cuts:
        spoken = one if stuffing.is_known and cut.is_typed else one.at_most_suggested
        yield spoken.part_finding(cut.span, confidence, message, *evidence)
    if not stuffing.cuts:
        yield replace(whole_field_finding(one.field, one.text, one.rule_id, message, *evidence), confidence=confidence)


def _single_mention(reading: Reading, one: _Field) -> Iterator[Finding]:
    """A finding for a field that says once what is cut from the article; nobody's own phrase."""
    phrase = mentions_any(one.text, [phrase.text for phrase in reading.cut_phrases])
    if phrase:
        message = f"The {one.shown} says “{phrase}”, which is stuffed into the article. Does it belong?"
        known = (("phrase", phrase), ("mentions", "1"))
        yield whole_field_finding(one.field, one.text, one.rule_id, message, *known)


_LISTS: tuple[FieldName, ...] = ("keywords", "structured keywords", "tag", "keyword", "category")
"""Fields of entries that stand each for itself and that no reader sees."""
_NAMING: tuple[FieldName, ...] = ("keywords", "structured keywords", "alternative text", "tooltip")
"""Fields that name what the article is about, and so hold its topic with good reason in all its variants."""
_SHOWN: dict[FieldName, str] = {
    "title": "page title",
    "description": "page description",
    "keywords": "list of keywords",
    "open graph": "title or description for social media",
    "structured data": "headline or description in the structured data",
    "structured keywords": "list of keywords in the structured data",
    "structured text": "text in the structured data",
    "alternative text": "text of a picture",
    "tooltip": "tooltip",
    "tag list": "tag",
    "tag": "tag",
    "category": "category",
    "keyword": "list of keywords",
}
"""What an editor calls a field."""
