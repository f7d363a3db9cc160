"""A list of one service in several cities.

Finds: The same words before each of three cities or more in one line: "plumber in Austin, plumber in Dallas, ...".
And the same words before four places or more, two of which are known, or five with a known one among them:
"Dentist Leeds | Dentist Morley | ...". Five towns or more behind "Serving:" and the like are only proposed.
Why: Writers say the words once. The list is there to be found in every city.
Before: Call us early. pest control in Austin, pest control in Dallas, pest control in Houston. We answer all calls.
After: Call us early. We answer all calls.
When it is wrong: A directory that lists its offices; as bullets, a line each, such a list is left alone.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "city-list"
_MESSAGE = "“{phrase}” stands in a list of cities that was written for search engines."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each list of cities."""
    yield from mention_findings(reading.text, reading.keyphrases, "K108", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K108",
    name="city-list",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
