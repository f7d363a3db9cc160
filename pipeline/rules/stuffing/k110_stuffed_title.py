"""A page title that repeats a search phrase.

Finds: A phrase of two words or more that stands three times in the ``title`` of a page, or twice where it is stuffed
into the article; searches run together with nothing between, as “Gout | gout diet gout foods gout medicine”; a single
mention of what is cut from the article, unless it is the phrase that you name.
Why: The title is the line that search engines show; one that repeats itself reads as an advertisement.
Before: <title>Knee Pain Relief | Best Knee Pain Relief | Knee Pain Relief 2024</title>
After: <title>Knee Pain Relief</title>, as a suggestion: the title is seen by readers. The end of a title that says what
the article is left without is suggested for removal too: “A Stiff Knee: Get Relief For Knee Pain Gummies”.
When it is wrong: The name of a site that holds the topic, as in “Knee Pain - The Knee Pain Foundation”.
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
    yield from field_findings(reading, RULE.id, ("title",), "unsafe", most=2)


RULE = Rule(
    id="K110",
    name="stuffed-title",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
