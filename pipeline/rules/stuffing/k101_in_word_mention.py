"""A search phrase inside a word.

Finds: A stuffed phrase, or a query that stands but once, with a part of one word on each side, where the two parts make
a word that exists.
Why: The phrase was inserted at a count of characters. The word around it can be healed without doubt.
Before: This may stop it in the fuwhy do my knees click on stairsture.
After: This may stop it in the future.
When it is wrong: Both parts belong to other words that also lost a piece.
Source: The seed article of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "in-word"
_MESSAGE = "The search phrase “{phrase}” was inserted inside a word."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention inside a word."""
    yield from mention_findings(reading.text, reading.keyphrases, "K101", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K101",
    name="in-word-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
