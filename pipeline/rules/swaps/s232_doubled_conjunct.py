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

from collections.abc import Iterator

from pipeline.facts.swaps.collapsed_lists import find_collapsed_lists
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The doubled members of lists in suspect and spun text; they must name or describe something."""
    if reading.spin.gate == "clean" and not reading.spin.spun_windows:
        return
    taken: list[Span] = []
    for span, member in find_collapsed_lists(reading.text):
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


RULE = Rule(
    id="S232",
    name="doubled-conjunct",
    category="collapsed list",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
