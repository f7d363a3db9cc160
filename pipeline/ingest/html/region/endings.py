"""Lines behind which a page goes on with something else than its article, such as "18 comments" or "Related posts"."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from pipeline.ingest.html.region.lines import Line, upwards
from pipeline.ingest.html.region.settings import limits, listed

_AROUND = string.digits + string.whitespace + string.punctuation + "“”‘’«»‹›–—…·•¶§►▼▾"
_NUMBERED = re.compile(r"\W*\d+(?:\.\d+)*[.)]")
_COUNTED = re.compile(r"^\d[\d,.]* \w|\(?\d[\d,.]*\)?$")
_QUOTES = "\"'“”‘’«»„‚ "
_SITE_MARKS = (" |", " -", " –", " —", " ·", " »", " ::", " •", " <")
"""What stands between the title of an article and the name of its site."""
_TOLD_SPACES = 3
"""Spaces in a title without quotation marks that is no common phrase."""


class Announced(IntEnum):
    """What a heading says of comments: nothing, that they may follow, that they do."""

    NOTHING = 0
    PERHAPS = 1
    PLAINLY = 2


def announced(line: Line, titles: Sequence[str]) -> Announced:
    """Whether a line such as "6 thoughts on How to sleep" announces comments.

    Args:
        line: of any length.
        titles: of the page and of its article, as they are written.
    """
    if line.words > limits()["longest_about"]:
        return Announced.NOTHING
    if line.words <= limits()["longest_end"]:
        said = _announced_shortly(line)
        if said is not Announced.NOTHING:
            return said
    first = line.content[0].lower()
    if not (first.isdigit() or first in listed("comments", "counts")):
        return Announced.NOTHING
    about = _about().match(line.text)
    if about is None:
        return Announced.NOTHING
    named = about["title"].strip(_QUOTES)
    is_quoted = about["title"][0] in _QUOTES
    is_title = bool(named) and any(
        title == named or title.startswith(tuple(named + mark for mark in _SITE_MARKS)) for title in titles
    )
    is_told = is_title and (is_quoted or named.count(" ") >= _TOLD_SPACES)
    return Announced.PLAINLY if is_told else Announced.PERHAPS


def without_count(line: Line) -> str:
    """What a line says in lower case, without figures and marks at either end."""
    return line.text.lower().strip(_AROUND)


def _announced_shortly(line: Line) -> Announced:
    text = " ".join(line.content).lower()
    bare = text.strip(_AROUND)
    is_counted = False
    if bare != text:
        if _NUMBERED.match(text):
            return Announced.NOTHING
        is_counted = line.level > 0 and _COUNTED.search(text) is not None
    if bare in listed("comments", "headings") or (is_counted and bare in listed("comments", "counted")):
        return Announced.PLAINLY
    return Announced.PERHAPS if bare in listed("comments", "doubtful_headings") else Announced.NOTHING


def ends_article(line: Line, titles: Sequence[str]) -> bool:
    """Whether a line is a heading such as "18 comments" or "Related posts", behind which the page goes on.

    The head of a table's column is none.

    Args:
        line: of any length.
        titles: of the page and of its article, as they are written.
    """
    if any(element.name == "th" for element in upwards(line.element)):
        return False
    if line.words <= limits()["longest_end"] and without_count(line) in listed("lines", "end"):
        return True
    return announced(line, titles) is Announced.PLAINLY


@cache
def _about() -> re.Pattern[str]:
    """A count of comments with the title of the article that they are about, as blogs have it."""
    counts = "|".join(sorted(listed("comments", "counts")))
    what = "|".join(sorted(listed("comments", "about")))
    return re.compile(rf"(?:\d+|{counts}) (?:{what}) (?:on|to|about|for):? (?P<title>.+)", re.IGNORECASE)


def up_to_end(lines: Sequence[Line], chosen: list[int], titles: Sequence[str]) -> list[int]:
    """The lines up to a heading such as "Related posts" behind which the page goes on.

    One that comes back behind each of several texts ends none of them.

    Args:
        lines: of the page.
        chosen: the numbers of those that may be the article.
        titles: of the page and of its article, as they are written.
    """
    prose = 0
    whole = sum(lines[number].words for number in chosen if lines[number].is_prose)
    counts: Counter[str] | None = None
    for place, number in enumerate(chosen):
        line = lines[number]
        prose += line.words if line.is_prose else 0
        if 2 * prose > whole and ends_article(line, titles):
            counts = _behind_prose(lines, chosen) if counts is None else counts
            if counts[without_count(line)] <= limits()["most_ends"]:
                return chosen[:place]
    return chosen


def _behind_prose(lines: Sequence[Line], chosen: Sequence[int]) -> Counter[str]:
    """How often short lines stand behind prose of their own, by their text."""
    counts: Counter[str] = Counter()
    seen: dict[str, int] = {}
    last = -1
    for number in chosen:
        line = lines[number]
        if line.is_prose:
            last = number
        elif line.words <= limits()["longest_end"]:
            text = without_count(line)
            counts[text] += seen.get(text, -1) < last
            seen[text] = number
    return counts
