"""A search phrase that stands between sentences as if it were one.

Finds: A phrase that comes back in the article and stands before, between or after whole sentences: in lower case,
without a stop, with one too many, or as a query that nobody would write there; and a search query that stands so once.
Why: It belongs to no sentence. It was put there for a search engine and stops every reader.
Before: Poor sleep can make the ache worse. why do my knees click on stairs. Lie on your side.
After: Poor sleep can make the ache worse. Lie on your side.
When it is wrong: A refrain that its author leaves in lower case. Quoted search queries are left alone.
Source: The seed article of the project, where ten of thirteen mentions stand like this.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "detached"
_MESSAGE = "The search phrase “{phrase}” stands between sentences and belongs to none of them."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention that stands between sentences."""
    yield from mention_findings(reading.text, reading.keyphrases, "K100", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K100",
    name="detached-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
