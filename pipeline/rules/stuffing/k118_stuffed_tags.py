"""Tags of an article that are search phrases.

Finds: Links marked as tags, or entries of the tags in front matter, of which three or more hold one phrase of two words
or more, or two a phrase that is stuffed into the article; a single one that says what is cut from the article, unless
it is the phrase that you name.
Why: Each tag makes a page of its own in most blogs; tags that differ by a word make pages that are the same.
Before: tags: [knees, cheap knee brace near me]
After: tags: [knees], where the article is left without the phrase. Links stay as they are, since readers see them.
When it is wrong: A site about nothing but knee pain.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrase_fields import find_field_stuffing, mentions_any
from pipeline.fields import tag_findings, whole_field_finding
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 2
"""Tags that may hold the same phrase."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each tag that holds the phrase, and for each that may go by itself."""
    tags = [(field, text) for field, text in reading.fields if field.name in ("tag list", "tag")]
    if not tags:
        return
    phrases = [keyphrase.text for keyphrase in reading.keyphrases]
    stuffing = find_field_stuffing(", ".join(text for _, text in tags), phrases, most=_MOST)
    for field, text in tags:
        found = next(tag_findings(reading, RULE.id, field, text), None)
        if stuffing and mentions_any(text, [stuffing.phrase]) and not (found and found.suggestions):
            message = f"{stuffing.count} tags of the article say “{stuffing.phrase}”."
            yield whole_field_finding(field, text, RULE.id, message, ("tags", str(stuffing.count)))
        elif found:
            yield found


RULE = Rule(
    id="K118",
    name="stuffed-tags",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
