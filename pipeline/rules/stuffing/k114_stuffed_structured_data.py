"""Keywords in structured data that are variants of one search phrase.

Finds: Items of ``keywords`` in JSON-LD that say one phrase again, where it stands there four times or more, or twice
and is stuffed into the article; every item that is a phrase which the article is left without, unless you name it.
A headline or a description of the page that says a phrase three times, or once what is cut from the article, is
reported. Of the article's text and of answers in JSON-LD, every line or sentence that is but such a phrase; other
mentions there are reported.
Why: No reader sees the data; search engines call such lists spam.
Before: {"keywords": ["knee pain", "best knee pain cure", "knee pain 2024", "knee pain fast"]}
After: {"keywords": ["knee pain"]}, as a suggestion where “knee pain” is not stuffed into the article. What says more
than the phrase and words of a search stays, and so does an item with an escape in it, or a list that is no JSON.
A text that is written in HTML stays too, and an answer that would be left empty.
When it is wrong: A list that a search on the site itself is fed from.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fields import field_findings, text_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each part that repeats."""
    yield from field_findings(reading, RULE.id, ("structured keywords",), "safe", most=3)
    yield from field_findings(reading, RULE.id, ("structured data",), "none")
    yield from text_findings(reading, RULE.id)


RULE = Rule(
    id="K114",
    name="stuffed-structured-data",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
