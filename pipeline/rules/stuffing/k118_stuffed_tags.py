"""Tags of an article that are variants of one search phrase.

Finds: Links marked as tags of which three or more hold one phrase of two words or more, or two a phrase that is stuffed
into the article.
Why: Each tag makes a page of its own in most blogs; tags that differ by a word make pages that are the same.
Before: <a rel="tag">knee pain</a> <a rel="tag">best knee pain cure</a> <a rel="tag">knee pain 2024</a>
After: The same; the pages that the tags lead to are seen by readers.
When it is wrong: A site about nothing but knee pain.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrase_fields import find_field_stuffing, mentions_any
from pipeline.fields import whole_field_finding
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 2
"""Tags that may hold the same phrase."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each tag that holds the phrase."""
    tags = [(field, text) for field, text in reading.fields if field.name == "tag list"]
    if len(tags) <= 1:
        return
    phrases = [keyphrase.text for keyphrase in reading.keyphrases]
    stuffing = find_field_stuffing(", ".join(text for _, text in tags), phrases, most=_MOST)
    if stuffing is None:
        return
    message = f"{stuffing.count} tags of the article say “{stuffing.phrase}”."
    for field, text in tags:
        if mentions_any(text, [stuffing.phrase]):
            yield whole_field_finding(field, text, RULE.id, message, ("tags", str(stuffing.count)))


RULE = Rule(
    id="K118",
    name="stuffed-tags",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
