"""A list of keywords that are variants of one search phrase.

Finds: Items of the ``keywords`` of a page, or of its Dublin Core subjects, article tags and the like, that say one
phrase again, where it stands there four times or more, or twice and is stuffed into the article; every item that is a
phrase which the article is left without, unless you name it.
Why: No reader sees the list, and no large search engine has read it since 2009.
Before: <meta name="keywords" content="knee pain, best knee pain cure, knee pain 2024, knee pain fast">
After: <meta name="keywords" content="knee pain">, as a suggestion where “knee pain” is not stuffed into the article;
of a phrase that stands in the article as stuffing alone, nothing. What says more than the phrase and words of a search,
as “high blood pressure”, stays, and so does an item in quotation marks of its own.
When it is wrong: A phrase that the article says in other words; a list that feeds a search on the site itself.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fields import entry_findings, field_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 3
"""Keywords that may hold the same phrase."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each part that repeats."""
    yield from field_findings(reading, RULE.id, ("keywords",), "safe", _MOST)
    yield from entry_findings(reading, RULE.id, ("keyword",), "keywords", _MOST)


RULE = Rule(
    id="K112",
    name="stuffed-keywords",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
