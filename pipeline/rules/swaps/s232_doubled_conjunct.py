"""A list that names the same thing twice.

Finds: "an injury or injury", "stress and anxiety as well as stress", "pins and needles, pins and needles".
Why: two different words of the author became the same word; one of the two is lost, so nothing is deleted.
Before: an injury or injury, such as a fracture
After: (flagged; the editor knows that it was "an injury or trauma")
When it is wrong: emphasis, such as "years and years" or "more and more"; "X and X" alone is therefore not flagged,
and neither is anything in a clean document.
Source: swaps.md, section 3, collapsed lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import tables
from pipeline.facts.language.fluency import is_adjective, is_noun
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_MEMBER = r"[^\W\d_]{4,}(?:[ \u00a0](?:and[ \u00a0])?[^\W\d_]{4,}){0,2}?"
_LINK = r"(?:,[ \u00a0]+(?:(?:and|or)[ \u00a0]+)?|[ \u00a0]+(?:or|as well as|and also)[ \u00a0]+)"
_TWICE = re.compile(rf"\b(?P<member>{_MEMBER}){_LINK}(?:(?:an?|the)[ \u00a0]+)?(?P=member)\b", re.IGNORECASE)
_AROUND = re.compile(
    rf"\b(?P<member>{_MEMBER})[ \u00a0]+(?:and|or)[ \u00a0]+[^\W\d_]{{4,}}"
    rf"[ \u00a0]+(?:or|as well as|and also)[ \u00a0]+(?P=member)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """The doubled members of lists in suspect and spun text; the words must be nouns or adjectives."""
    if reading.spin.gate == "clean" and not reading.spin.spun_windows:
        return
    taken: list[Span] = []
    for pattern in (_AROUND, _TWICE):
        for twice in pattern.finditer(reading.text):
            span = Span(*twice.span())
            if reading.spin.gate_at(span.start) == "clean" or any(span.overlaps(other) for other in taken):
                continue
            if not _is_content(twice["member"].lower().split()[0]):
                continue
            taken.append(span)
            yield Finding(
                rule_id=RULE.id,
                span=span,
                match=twice.group(),
                confidence=0.8,
                fix_class="none",
                message=f"“{twice['member']}” stands twice in this list; one of the two was probably another word.",
                evidence=(("member", twice["member"]),),
            )


def _is_content(word: str) -> bool:
    return word not in tables.function_words() and (is_noun(word) or is_adjective(word))


RULE = Rule(
    id="S232",
    name="doubled-conjunct",
    category="collapsed list",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
