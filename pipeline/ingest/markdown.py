"""Markdown: the rules read the source as it is, and know its marks."""

from __future__ import annotations

import re

from pipeline.ingest.formats import Parsed, TextFormat, verbatim
from pipeline.ingest.plain import first_line_title

_FRONT_MATTER_TITLE = re.compile(
    r"\A---[ \t]*$(?:(?!^---[ \t]*$).)*?^title:[ \t]*(?P<quote>[\"']?)(?P<title>[^\r\n]+?)(?P=quote)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*$", re.MULTILINE)


def parse(source: str) -> Parsed:
    """The article in a Markdown file."""
    found = _FRONT_MATTER_TITLE.search(source) or _HEADING.search(source)
    return verbatim(source, title=found["title"].strip() if found else first_line_title(source))


FORMAT = TextFormat("markdown", (".md", ".markdown"), parse)
