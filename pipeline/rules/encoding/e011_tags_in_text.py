"""A plain text with tags of HTML in it.

Finds: the first tag in an article that is read as plain text, though nobody said that it is plain text.
Why: tags are read as words there, and an edit may take a half of a pair; a page is edited around its tags.
Before: a file notes.txt in which "<b>Rest</b> when the knee swells" stands.
After: the same; name the file notes.html, or run with --format html, so that it is read as HTML.
When it is wrong: a text about HTML.
Source: this project's own choice. A text file that is HTML from end to end is read as HTML, and has no such finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest.html.sniffing import find_tag
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """One finding, at the first tag."""
    if reading.format != "text" or reading.config.format == "text":
        return
    span = find_tag(reading.text)
    if span is not None:
        yield Finding(
            rule_id=RULE.id,
            span=span,
            match=reading.text[span.start : span.end],
            message="This is a tag of HTML in plain text. If the file is HTML, name it .html or say --format html.",
        )


RULE = Rule(
    id="E011", name="tags-in-text", category="extraction", severity="warning", explanation=__doc__ or "", find=find
)
