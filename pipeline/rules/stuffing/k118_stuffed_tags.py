"""Tags of an article that are search phrases.

Finds: Links marked as tags, or entries of the tags in front matter, of which four or more hold one phrase of two words
or more as people type it into a search, or two a phrase that is stuffed into the article; a single one that says what
is cut from the article, unless it is the phrase that you name. Tags that name kinds of one thing (high blood pressure,
low blood pressure) are no search phrases.
Why: Each tag makes a page of its own in most blogs; tags that differ by a word make pages that are the same.
Before: tags: [knees, cheap knee brace near me]
After: tags: [knees], where the article is left without the phrase. Links stay as they are, since readers see them, and
so does an entry of a list that stands in brackets with comments, or that is used elsewhere in the front matter. With an
entry goes the comment on its line, and that above it where no other entry stands below the comment.
Categories are looked at likewise; that one goes is a suggestion, since the address of the article may hang on it.
When it is wrong: A site about nothing but knee pain.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fields import entry_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 3
"""Tags that may hold the same phrase."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each tag that holds the phrase, and for each that may go by itself."""
    yield from entry_findings(reading, RULE.id, ("tag list", "tag"), "tags", _MOST)
    yield from entry_findings(reading, RULE.id, ("category",), "categories", _MOST, "unsafe")


RULE = Rule(
    id="K118",
    name="stuffed-tags",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
