"""A line that only calls the reader to a search phrase.

Finds: A line or sentence of the form “See more on …” that holds nothing but a stuffed phrase.
Why: There is no link behind it. A heading that leads only to such lines (“Additional Resources:”) goes with them.
Before: See more on why do my knees click on stairs??
After: (nothing)
When it is wrong: The line carried a link that the conversion to text lost, and an editor wants it back.
Source: The seed article of the project: its closing line.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "call-to-action"
_MESSAGE = "This line only calls the reader to the search phrase “{phrase}”."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each call to action."""
    yield from mention_findings(reading.text, reading.keyphrases, "K104", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K104",
    name="call-to-action-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
