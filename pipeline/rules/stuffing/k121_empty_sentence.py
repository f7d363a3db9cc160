"""A sentence that is there for a search phrase alone.

Finds: A sentence of running text that names a phrase of two words or more twice, where all else in it is small words,
praise ("best", "important") and talk of the reader and the article; and one beside it that only praises the phrase.
Why: It was written to hold the phrase, and tells a reader nothing. Where a word is left that may say something, or
marks are, the sentence is only reported, with the cut proposed.
Before: This is why cheap knee braces are the best cheap knee braces. Ice helps in the first two days.
After: Ice helps in the first two days.
When it is wrong: Rhetoric that repeats a term for effect; what denies or compares is let pass.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "filler"
_MESSAGE = "This sentence says nothing but the search phrase “{phrase}”."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each sentence that only holds a phrase."""
    yield from mention_findings(reading.text, reading.keyphrases, "K121", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K121",
    name="empty-sentence",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
