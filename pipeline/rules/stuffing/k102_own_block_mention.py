"""A search phrase that is a paragraph, list item or heading of its own.

Finds: A stuffed phrase with a whole line to itself, such as a bullet among the causes of a pain.
Why: The line says nothing, and an item of a list that is no item confuses.
Before: A paragraph, an empty line, “why do my knees click on stairs”, an empty line, a paragraph.
After: The two paragraphs with one empty line between them.
When it is wrong: The phrase is a heading that its author wants: well-formed headings are only proposed, or not
reported, and the title of an article always stays. So is a line whose phrase stands nowhere else and is no plain
search: a label, a line of navigation, an item of two lists.
Source: Shapes of stuffing listed for this project; the seed article for the closing line.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "own-block"
_MESSAGE = "The search phrase “{phrase}” stands on a line of its own and says nothing there."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention on a line of its own."""
    yield from mention_findings(reading.text, reading.keyphrases, "K102", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K102",
    name="own-block-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
