"""A title or description for social media that repeats a search phrase.

Finds: A phrase of two words or more that stands three times in an Open Graph or Twitter title or description, or twice
where it is stuffed into the article; a single mention of what is cut from the article, unless it is the phrase that you
name.
Why: It is shown whenever somebody shares the page.
Before: <meta property="og:title" content="Knee Pain Relief | Best Knee Pain Relief | Knee Pain Relief 2024">
After: The parts that repeat are suggested for removal, and the end that says what the article is left without.
When it is wrong: As with the title of a page.
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
    yield from field_findings(reading, RULE.id, ("open graph",), "unsafe", most=2)


RULE = Rule(
    id="K113",
    name="stuffed-open-graph",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
