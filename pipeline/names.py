"""Names of runs and findings, which come back from spreadsheets as they went in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from pipeline.model import Span

_CONTEXT = 40
"""Code points on each side of a finding that its name depends on."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_FINDING_DIGITS = 16
_NUMBER = re.compile(r"\d+(?:e\d+)?")
"""What a spreadsheet takes for a number, and rounds."""


def name_of(parts: Sequence[str], digits: int) -> str:
    """A name for what the parts say, in hexadecimal digits that are no number.

    Args:
        parts: texts.
        digits: how many.
    """
    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    while _NUMBER.fullmatch(name := sha256(content).hexdigest()[:digits]):
        content = sha256(content).digest()
    return name


def collapse(text: str) -> str:
    """``text`` on one line: each run of white space becomes a space, none is left at the ends."""
    return " ".join(text.split())


def words_around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span in its paragraph, 40 characters at most, each on one line.

    A paragraph ends with an empty line. Of a span that fills one, what stands in those around it.
    """
    before, after = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    inside = collapse(_BLANK_LINE.split(before)[-1]), collapse(_BLANK_LINE.split(after)[0])
    return inside if any(inside) else (collapse(before), collapse(after))


def fingerprint(rule_id: str, match: str, before: str, after: str) -> str:
    """Names a finding from run to run: it holds no position, so that it survives edits elsewhere in the article.

    Args:
        rule_id: of the rule.
        match: what it found.
        before: the words before that, see ``words_around``.
        after: the words after it.
    """
    return name_of((rule_id, *(collapse(part).casefold() for part in (match, before, after))), _FINDING_DIGITS)


def fingerprint_of(finding_id: str) -> str:
    """The fingerprint in a finding's id, which also counts findings that are alike in an article."""
    return finding_id.partition("-")[0]
