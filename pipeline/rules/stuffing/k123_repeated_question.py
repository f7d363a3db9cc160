"""A question of searchers that comes back between the sentences of an article.

Finds: A question as people type it that stands as a sentence among others three times or more, but for small words in
the same words; of its mentions all but the first. Cuts are proposed where it stands there word for word four times.
Why: Asked once it may lead to an answer. Asked again and again it is there for a search engine.
Before: LDL is checked again in May. Does keto raise cholesterol? Blood sugar falls on it.
After: LDL is checked again in May. Blood sugar falls on it; as a suggestion.
When it is wrong: A question that its author asks again for effect. Questions that speak to the reader or of "it",
those that open a paragraph under each of several headings, those that the steps of a checklist lead to, and those in
lists and interviews are let pass.
Source: seen in articles written for the tests of this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "question"
_MESSAGE = "The question “{phrase}” comes back between sentences."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention of such a question but the first."""
    yield from mention_findings(reading.text, reading.keyphrases, "K123", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K123",
    name="repeated-question",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
