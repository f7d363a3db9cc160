"""A stuffed search phrase that is part of a sentence.

Finds: A mention, inside a sentence, of a phrase that stands elsewhere in the article as stuffing.
Why: Cutting it would leave a hole. The noun phrases of the article that fit best are suggested, first the one that the
article itself uses between the same two words, if there is just one; only that one is put back, with ``--fix all``.
Before: People with why do my knees click on stairs should rest.
After: People with arthritis should rest.
When it is wrong: The phrase is the article's topic and reads well there.
Source: Shapes of stuffing listed for this project (integrated mentions).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "prose"
_MESSAGE = "The stuffed search phrase “{phrase}” is part of this sentence; reword the sentence."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention that is part of a sentence."""
    yield from mention_findings(reading.text, reading.keyphrases, "K105", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K105",
    name="prose-mention",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
