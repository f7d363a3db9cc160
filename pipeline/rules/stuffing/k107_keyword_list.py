"""A list of search phrases.

Finds: Three mentions or more of stuffed phrases, or of their variants, with commas, pipes, dashes or slashes between
them, with the word that announces them ("Tags:") and items that are no mentions themselves. And three items or more
that are variants of one search, of which each may stand once in the text: two of them end or begin as people type it
into a search ("best", "near me", a place), one says again what another has said, or most say for whom they are; two
items behind the title of a page; what follows "Related searches:" or "People also ask:"; four hashtags or more, or two
of which one glues a phrase of the text together.
Why: The list says nothing to a reader; it was put there for a search engine.
Before: Rest the knee. knee brace for running, knee braces for running 2024, best knee brace for running. Use ice.
After: Rest the knee. Use ice.
When it is wrong: A list of products or symptoms that all share the words of a phrase that is stuffed elsewhere, or
examples of searches in an article about searching.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "keyword-list"
_MESSAGE = "This is a list of search phrases, among them “{phrase}”."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each list of mentions."""
    yield from mention_findings(reading.text, reading.keyphrases, "K107", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K107",
    name="keyword-list",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
