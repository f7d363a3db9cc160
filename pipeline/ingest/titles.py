"""The title of a text whose file states none: the first line behind dates, bylines and tags, if it is no paragraph."""

from __future__ import annotations

import re

from pipeline.ingest.html.region.settings import beginnings, limits, listed

_LONGEST_TITLE = 200
"""Code points; a longer first line, or one of several sentences, is a paragraph."""
_PARAGRAPH = re.compile(r"\. |(?:(?<!\.)\.|[,;])[\"'”’)]*$")
_NUMBER_SIGNS = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM = re.compile(r"[-–—*•·]\s?\w")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FEWEST_TAGS = 5
_LONGEST_TAG = 6
"""Words."""


def first_line_title(text: str) -> str:
    """The first line that is not blank and not of another kind, if it can be a title; otherwise nothing."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not stands_before_title(line)), "")
    first = _NUMBER_SIGNS.sub("", first)
    return first if can_be_title(first) else ""


def can_be_title(line: str) -> bool:
    """Whether a line is no paragraph and no item of a list."""
    return len(line) <= _LONGEST_TITLE and not _PARAGRAPH.search(line) and not _ITEM.match(line)


def stands_before_title(line: str) -> bool:
    """Whether a line says when or by whom an article was written, or how it is filed, or belongs to the page."""
    return _is_date(line) or _begins_beside(line) or _is_list_of_tags(line)


def _is_date(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or not any(map(str.isdigit, line)):
        return False
    # Imported here: few first lines hold a figure.
    from pipeline.ingest.html.region.bylines import without_days

    rest, days = without_days(line.lower())
    return days > 0 and all(word.rstrip(".") in listed("comments", "fillers") for word in _WORD.findall(rest))


def _begins_beside(line: str) -> bool:
    folded = line.lower()
    begin = next((one for one in beginnings() if folded.startswith(one)), None)
    if begin is None or len(line.split()) > limits()["longest_begin"]:
        return False
    if begin == "by ":
        return _is_name(line[len(begin) :])
    if begin in ("posted ", "published ", "updated "):
        # "Updated guidelines on sleep" is a title.
        word = _WORD.match(folded, len(begin))
        return word is None or word[0] in listed("comments", "fillers") | listed("comments", "months")
    return True


def _is_name(written: str) -> bool:
    """Whether all there is before a comma, a bracket or a figure is names; "the Numbers" is none."""
    words = re.split(r"[,(\d|]", written, maxsplit=1)[0].split()
    return 0 < len(words) <= limits()["longest_name"] and all(word[0].isupper() for word in words)


def _is_list_of_tags(line: str) -> bool:
    """Whether a line is many short names with commas between them, or with a number sign before each."""
    tags = line.split(",")
    if len(tags) >= _FEWEST_TAGS and not re.search(r"[.!?:;]\s*$|[.!?:;] |, and ", line):
        return all(len(tag.split()) <= _LONGEST_TAG for tag in tags)
    return line.count(" #") > 0 and all(word.startswith("#") for word in line.split())
