"""Links whose texts are one search phrase again and again.

Finds: Three links or more in an article with the same text of two words or more, where the text is stuffed into the
article; five or more with any such text.
Why: The texts of links are weighed by search engines, and so they are stuffed; a reader cannot tell the links apart.
Before: See <a href="/a">knee pain relief</a>, <a href="/b">knee pain relief</a> and <a href="/c">knee pain relief</a>.
After: The same; what a link should say only its writer knows. A link that is cut with its mention is told of there.
When it is wrong: Lists in which each entry ends in a link of its own kind ("Get the recipe"). What leads on anywhere
("read more"), or to where a work is found ("Google Scholar"), and links in a bibliography are passed by.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.facts.keyphrases.fields import mentions_any
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.tokens import tokenize
from pipeline.fields import whole_field_finding
from pipeline.model import Field, Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_FEWEST_KNOWN, _FEWEST = 3, 5


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each of the links whose text comes back."""
    by_text = _links_by_text(reading)
    if not any(len(found) >= _FEWEST_KNOWN for found in by_text.values()):
        return
    phrases = [keyphrase.text for keyphrase in reading.keyphrases]
    for words, found in by_text.items():
        if len(found) >= (_FEWEST_KNOWN if mentions_any(words, phrases) else _FEWEST):
            message = f"{len(found)} links of the article read “{words}”."
            for field, text in found:
                yield whole_field_finding(field, text, RULE.id, message, ("links", str(len(found))))


def _links_by_text(reading: Reading) -> dict[str, list[tuple[Field, str]]]:
    """The links of several words, but for those of a bibliography: each of its entries leads to the same services."""
    by_text: dict[str, list[tuple[Field, str]]] = defaultdict(list)
    for field, text in reading.fields:
        if field.name == "anchor text" and not reading.bibliography.touch(field.span.start, field.span.end):
            words = " ".join(token.lower for token in tokenize(text))
            if " " in words and words not in word_list("link_labels"):
                by_text[words].append((field, text))
    return by_text


RULE = Rule(
    id="K117",
    name="stuffed-anchors",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
