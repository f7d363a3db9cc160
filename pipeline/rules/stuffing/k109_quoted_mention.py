"""A stuffed search phrase in quotation marks, or in an entry of a bibliography.

Finds: A mention, in quotation marks or among works cited, of a phrase that stands elsewhere in the article as stuffing.
Why: What somebody is quoted with is never changed, but some tools put quotation marks around the phrase they put in.
Before: Strong thighs "why do my knees click on stairs" protect the joint.
After: The sentence is left for the editor to see.
When it is wrong: The article speaks about the search phrase.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "quoted"
_MESSAGE = "The stuffed search phrase “{phrase}” is quoted or cited here; look whether it was put in."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention in quotation marks."""
    yield from mention_findings(reading.text, reading.keyphrases, "K109", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K109",
    name="quoted-mention",
    category="keyword stuffing",
    severity="info",
    explanation=__doc__ or "",
    find=find,
)
