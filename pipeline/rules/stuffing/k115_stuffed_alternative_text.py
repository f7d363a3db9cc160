"""The text of a picture as a list of search phrases.

Finds: Parts of an ``alt`` attribute that say one phrase again, where it stands there three times or more, or twice and
is stuffed into the article; searches run together with nothing between; a single mention of what is cut from the
article, unless it is the phrase that you name.
Why: The text is read aloud to those who cannot see the picture.
Before: <img src="knee.jpg" alt="knee pain relief, best knee pain relief, knee pain relief near me">
After: <img src="knee.jpg" alt="knee pain relief">, as a suggestion where the phrase is not stuffed into the article;
without commas, the end that says nothing new goes too. A part that says more stays: a dose, a size, who is to be seen.
Behind a comma, dash or bracket goes what the article is left without: “A bent knee, knee brace near me”.
When it is wrong: A picture of several posters that all read the same.
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
