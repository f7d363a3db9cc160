"""A tortured phrase of the Problematic Paper Screener.

Finds: health phrases that the screener lists, such as "bosom peril" for "breast cancer", where the words that it
requires stand in the same article.
Why: the established term was replaced word by word.
Before: Patients with lactose bigotry avoid milk.
After: Patients with lactose intolerance avoid milk. (suggested, never applied by default)
When it is wrong: where the phrase means what it says; the screener's own list asks for a person's look.
Source: data/swaps/listed_swaps.tsv, rows from the Problematic Paper Screener (G. Cabanac, C. Labbé, A. Magazinov).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The tortured phrases, in every document: the list has no hit in three million words of clean health text."""
    for listed, gate in reading.listed_swaps_of(RULE.id):
        yield Finding(
            rule_id=RULE.id,
            span=listed.span,
            match=reading.text[listed.span.start : listed.span.end],
            suggestions=listed.replacements,
            confidence=0.9 if gate == "spun" else 0.8,
            fix_class="unsafe",
            message=f"{listed.shown} is a tortured phrase; the established term is “{listed.replacements[0]}”.",
            evidence=(
                ("listed_form", listed.swap.spun),
                ("requires", listed.swap.requires),
                ("clean_per_million", f"{listed.swap.clean_per_million:g}"),
                ("gate", gate),
                *reading.model_evidence(listed.span),
            ),
        )


RULE = Rule(
    id="S202",
    name="tortured-phrase",
    category="mangled synonym",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
