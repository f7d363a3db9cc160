"""The name of a known organization with words swapped or put in.

Finds: "Occupational Safety and Health And Wellness Administration", or a known name in which words were swapped for
what a spinner has for them.
Why: a spinner does not know names; a reader who knows the name stops trusting the page.
Before: the Centers for Disease Control as well as Prevention
After: the Centers for Disease Control and Prevention (suggested, never applied by default)
When it is wrong: another organization with a similar name that the table lacks. A word that other known names have
("Family", "Medicine") is taken for no swap.
Source: data/terms/organizations.tsv and data/swaps/originals.npz.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The changed names: certain where only the spinner's own inflations were put in, else only in spun text."""
    for name in reading.broken_names:
        match = reading.text[name.span.start : name.span.end]
        yield Finding(
            rule_id=RULE.id,
            span=name.span,
            match=match,
            suggestions=(name.original,),
            confidence=name.confidence,
            fix_class="unsafe",
            message=f"“{match}” is not the name of an organization that is known here; “{name.original}” is.",
            evidence=(("known_name", name.original), ("gate", reading.spin.gate_at(name.span.start))),
        )


RULE = Rule(
    id="S231",
    name="organization-name",
    category="broken name",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
