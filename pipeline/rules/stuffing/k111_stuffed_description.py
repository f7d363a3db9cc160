"""A page description that repeats a search phrase.

Finds: A phrase of two words or more that stands three times in the ``description`` of a page, or twice where it is
stuffed into the article; a single mention of what is cut from the article, unless it is the phrase that you name.
Why: Search engines show the description below the title; a reader decides by it.
Before: <meta name="description" content="Knee pain relief at home, knee pain relief fast, best knee pain relief.">
After: The parts that repeat are suggested for removal, and the end that says what the article is left without.
When it is wrong: A description that has to name a long term again.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fields import field_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each part that repeats."""
    yield from field_findings(reading, RULE.id, ("description",), "unsafe", most=2)


RULE = Rule(
    id="K111",
    name="stuffed-description",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
