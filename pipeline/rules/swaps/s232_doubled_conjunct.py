"""A list that names the same thing twice.

Finds: "an injury or injury", "stress and anxiety as well as stress", "pins and needles, pins and needles", and in
a list of three members and more a thing that stands twice: "meat, beans and beans", "milk, yogurt and milk".
Why: two different words of the author became the same word; one of the two is lost, so nothing is deleted.
Before: an injury or injury, such as a fracture
After: (flagged; the editor knows that it was "an injury or trauma")
When it is wrong: emphasis, such as "years and years" or "more and more"; "X and X" alone is therefore not flagged,
and neither is a name, a time or a number in a longer list, nor anything in a clean document.
Source: swaps.md, section 3, collapsed lists; the words of emphasis from data/swaps/words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import tables
from pipeline.facts.language.fluency import is_adjective, is_noun
from pipeline.facts.swaps.collapsed_lists import find_collapsed_lists, find_doubling_stretches
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
    """The doubled members of lists in suspect and spun text; they must name or describe something."""
    if reading.spin.gate == "clean" and not reading.spin.spun_windows:
        return
    taken: list[Span] = []
    for span, member in _doubled_members(reading.text):
        if reading.spin.gate_at(span.start) == "clean" or any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        yield Finding(
            rule_id=RULE.id,
            span=span,
            match=reading.text[span.start : span.end],
            confidence=0.8,
            fix_class="none",
            message=f"“{member}” stands twice in this list; one of the two was probably another word.",
            evidence=(("member", member),),
        )


def _doubled_members(text: str) -> Iterator[tuple[Span, str]]:
    for stretch in find_doubling_stretches(text):
        yield from _doubled_pairs(text, stretch)
        yield from find_collapsed_lists(text, stretch)


def _doubled_pairs(text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """The places where a noun or adjective, or a phrase that begins with one, is joined to itself."""
    for pattern in (_AROUND, _TWICE):
        for twice in pattern.finditer(text, stretch.start, stretch.end):
            if _is_content(twice["member"].lower().split()[0]):
                yield Span(*twice.span()), twice["member"]


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
