"""A listed swap that is good English elsewhere.

Finds: phrases of the shipped table whose action is "suggest" or "gate", such as "reduced spine" or "and also".
Why: in a spun article these are the spinner's; in a good one they are the author's.
Before: Stretching will certainly ease the ache.
After: Stretching will ease the ache. (suggested, never applied by default)
When it is wrong: often, in text that is not spun. A clean document gets none; a suspect one only forms that are rare
in clean text.
Source: data/swaps/listed_swaps.tsv; the gate of data/swaps/gate.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.swaps.listed import ListedMatch
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The swaps that need context, as far as the gate allows."""
    words = set(reading.tokens.lower)
    for listed, gate in reading.listed_swaps_of(RULE.id):
        yield _finding(reading, listed, gate, words)


def _finding(reading: Reading, listed: ListedMatch, gate: str, words: set[str]) -> Finding:
    survives = all(word in words for word in listed.swap.originals[0].lower().split())
    return Finding(
        rule_id=RULE.id,
        span=listed.span,
        match=reading.text[listed.span.start : listed.span.end],
        suggestions=listed.replacements,
        confidence=(0.8 if gate == "spun" else 0.6) + (0.1 if survives else 0.0),
        fix_class="unsafe",
        message=f"{listed.shown} may stand for “{listed.replacements[0]}” in this spun text.",
        evidence=(
            ("listed_form", listed.swap.spun),
            ("clean_per_million", f"{listed.swap.clean_per_million:g}"),
            ("gate", gate),
            ("original_elsewhere_in_article", "yes" if survives else "no"),
            *reading.model_evidence(listed.span),
        ),
    )


RULE = Rule(
    id="S201",
    name="swap-in-context",
    category="mangled synonym",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
