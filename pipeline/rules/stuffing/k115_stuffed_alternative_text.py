"""The text of a picture as a list of search phrases.

Finds: Parts of an ``alt`` attribute that hold one phrase three times or more, or twice a phrase that is stuffed into
the article; a single mention of what is cut from the article, unless it is the phrase that you name.
Why: The text is read aloud to those who cannot see the picture.
Before: <img src="knee.jpg" alt="knee pain relief, best knee pain relief, knee pain relief near me">
After: <img src="knee.jpg" alt="knee pain relief">; without commas, the end that says nothing new goes too.
Behind a comma, dash or bracket goes what the article is left without: “A bent knee, knee brace near me”.
When it is wrong: A chart whose text lists several products with one name.
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
    yield from field_findings(reading, RULE.id, ("alternative text",), "safe", most=2)


RULE = Rule(
    id="K115",
    name="stuffed-alternative-text",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
