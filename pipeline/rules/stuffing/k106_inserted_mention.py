"""A search question in the middle of a sentence.

Finds: A stuffed phrase that asks directly (“why do my …”) between two words of a sentence that goes on behind it.
Why: No sentence of English takes a direct question there without a mark; without it the sentence reads on.
Before: Rest eases the joints why do my knees click on stairs after a long walk.
After: Rest eases the joints after a long walk.
When it is wrong: The word before asks or searches (“people ask why do …”): then the cut is proposed, not made.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrase_report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_POSITIONS = frozenset({"inserted"})
_MESSAGE = "The search phrase “{phrase}” interrupts this sentence."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention in mid-sentence."""
    yield from mention_findings(reading.text, reading.keyphrases, "K106", _POSITIONS, _MESSAGE)


RULE = Rule(
    id="K106",
    name="inserted-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
