"""A compound whose last part was swapped.

Finds: "fragrance-loose" for "fragrance-free", "protein-wealthy" for "protein-rich", "plant-primarily based" for
"plant-based", and a few without the hyphen ("sugar unfastened").
Why: a spinner takes the last part of a compound for a word by itself, and puts a synonym of another sense.
Before: Choose a fragrance-loose cream.
After: Choose a fragrance-free cream.
When it is wrong: a coinage, or a compound in which the word has its own sense; most are known only with some first
parts, so that "hang-loose" and "ultra-wealthy" are left alone. Outside spun text, and for parts that may well be
meant, the repair is only suggested.
Source: data/swaps/compound_parts.tsv; the gate of data/swaps/gate.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_CONFIDENCE = {"spun": 0.97, "suspect": 0.9, "clean": 0.7}


def find(reading: Reading) -> Iterator[Finding]:
    """The compounds: those that nobody writes in every text, the others where it is spun."""
    for compound in reading.compound_swaps:
        gate = reading.spin.gate_at(compound.span.start)
        match = reading.text[compound.span.start : compound.span.end]
        yield Finding(
            rule_id=RULE.id,
            span=compound.span,
            match=match,
            suggestions=(compound.replacement,),
            confidence=_CONFIDENCE[gate],
            fix_class="safe" if compound.part.is_repair and gate == "spun" else "unsafe",
            message=f"“{match}” is a mangled compound; write “{compound.replacement}”.",
            evidence=(
                ("part", compound.part.part.strip(" -")),
                ("gate", gate),
                *reading.model_evidence(compound.span),
            ),
        )


RULE = Rule(
    id="S236", name="compound-part", category="mangled word", severity="error", explanation=__doc__ or "", find=find
)
