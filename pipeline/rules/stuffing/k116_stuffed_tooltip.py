"""A tooltip that is a list of search phrases.

Finds: Parts of a ``title`` attribute that say one phrase again, where it stands there three times or more, or twice and
is stuffed into the article; a single mention of what is cut from the article, unless it is the phrase that you name.
Why: Hardly a reader sees it, and those who do learn nothing.
Before: <a href="/knee" title="knee pain relief, best knee pain relief, knee pain relief near me">knees</a>
After: <a href="/knee" title="knee pain relief">knees</a>, as a suggestion where the phrase is not stuffed into the
article; without commas, the end that says nothing new goes too. A part that says more than the phrase stays.
What stands behind a comma, dash or bracket goes where the article is left without it.
When it is wrong: A tooltip that spells out an abbreviation again and again.
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
    yield from field_findings(reading, RULE.id, ("tooltip",), "safe", most=2)


RULE = Rule(
    id="K116",
    name="stuffed-tooltip",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
