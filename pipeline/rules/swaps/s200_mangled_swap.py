"""A listed swap that practically nobody writes.

Finds: phrases of the shipped table whose action is "fix" or "fix_in_spun", such as "pores and skin" for "skin".
Why: a spinner put a synonym of another sense; a reader stumbles or laughs.
Before: You may feel pins and also needles.
After: You may feel pins and needles.
When it is wrong: a text that quotes spun text without quotation marks; where what it means is said beside it ("heart
fee (for heart rate)"), emphasis sets it off, or it is part of a name that it does not make that of a known
organization, the repair is only suggested, and so are all in a text that names half of its swaps in their sentences,
or is hardly spun and has a word of the swap in other places ("facet joint"). In a document that is gated clean the
repair is only suggested; forms that can be read literally ("fix_in_spun") are repaired in spun documents, suggested in
suspect ones and left alone in clean ones.
Source: data/swaps/listed_swaps.tsv; the gate of data/swaps/gate.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.swaps.explained import is_explained, is_own_word, speaks_of_swaps
from pipeline.facts.swaps.listed import ListedMatch
from pipeline.facts.swaps.organization_names import is_known_name
from pipeline.model import Finding, Gate
from pipeline.reading import Reading
from pipeline.rule import Rule

_CONFIDENCE = {"spun": 0.98, "suspect": 0.95, "clean": 0.7}
"""By gate; the listed forms occur 0.18 times in 100,000 words of clean text, so the gate moves little."""


def find(reading: Reading) -> Iterator[Finding]:
    """The listed swaps with an action that repairs; safe as far as the gate allows."""
    found = list(reading.listed_swaps_of(RULE.id))
    placed = [(listed.phrase, listed.swap) for listed in reading.listed_swaps] if found else []
    is_told = speaks_of_swaps(reading.text, placed)
    for listed, gate in found:
        is_own = gate == "suspect" and is_own_word(reading.tokens, listed.swap, placed)
        yield _finding(reading, listed, gate, is_literal=is_told or is_own)


def _finding(reading: Reading, listed: ListedMatch, gate: Gate, *, is_literal: bool) -> Finding:
    is_repaired = gate == "spun" or (gate == "suspect" and listed.swap.action == "fix")
    is_safe = is_repaired and not is_literal
    is_safe = is_safe and not _is_in_unknown_name(reading, listed)
    is_safe = is_safe and not is_explained(reading.text, listed.span, listed.replacements[0])
    return Finding(
        rule_id=RULE.id,
        span=listed.span,
        match=reading.text[listed.span.start : listed.span.end],
        suggestions=listed.replacements,
        confidence=_CONFIDENCE[gate],
        fix_class="safe" if is_safe else "unsafe",
        message=f"{listed.shown} is a mangled synonym; write “{listed.replacements[0]}”.",
        evidence=(
            ("listed_form", listed.swap.spun),
            ("table_source", listed.swap.source),
            ("clean_per_million", f"{listed.swap.clean_per_million:g}"),
            ("gate", gate),
            *reading.model_evidence(listed.span),
        ),
    )


def _is_in_unknown_name(reading: Reading, listed: ListedMatch) -> bool:
    """Whether a swap is part of a name that the repair does not make that of a known organization."""
    name = reading.name_around(listed.span)
    if name is None:
        return False
    before, behind = reading.text[name.start : listed.span.start], reading.text[listed.span.end : name.end]
    return not is_known_name(f"{before}{listed.replacements[0]}{behind}")


RULE = Rule(
    id="S200", name="mangled-swap", category="mangled synonym", severity="error", explanation=__doc__ or "", find=find
)
