"""A search phrase hung on the end of a heading, title or sentence.

Finds: A stuffed phrase, or a search query that stands but once, behind the words of a heading, title or sentence, with
the words that only lead up to it; searches run together in a heading ("Gout diet gout foods gout medicine").
Why: The line was complete without the phrase; with it, it is ungrammatical.
Before: Quick Home Remedies…and why do my knees click on stairs
After: Quick Home Remedies
When it is wrong: The words before the phrase need an object (“How to Treat …”): then the cut is proposed, not made.
The words behind a query may be the author's (“... for more than a week”).
Source: The seed article of the project: its title and one of its headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "appended"
_MESSAGE = "The search phrase “{phrase}” is hung on the end of a line that is complete without it."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention at the end of a line or sentence."""
    yield from mention_findings(reading.text, reading.keyphrases, "K103", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K103",
    name="appended-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
