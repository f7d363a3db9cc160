"""What a short line of a page says of who wrote what, and when: headings of comments, and bylines."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from enum import Flag, auto
from functools import cache
from itertools import islice

from pipeline.ingest.html_lines import Line, upwards
from pipeline.ingest.html_naming import words_in_names
from pipeline.ingest.html_settings import limits, listed

_AROUND = string.digits + string.whitespace + string.punctuation + "“”‘’«»‹›–—…·•¶§►▼▾"
_DIGIT = re.compile(r"\d")
_QUOTES = "\"'“”‘’«»„‚ "
_STARS = re.compile(r"[★☆⭐]{3,}|\b[1-5](?:\.\d)?\s?(?:/|out of)\s?5\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_OPENS = re.compile(r"(?::|\.\.\.|…)\s*$")
_CLOSE = 3
"""Elements from a line outwards in which its name or its date may be told."""


class Announced(Flag):
    """What a heading says of comments: nothing, that they may follow, that they do."""

    NOTHING = 0
    PERHAPS = auto()
    PLAINLY = auto()


class Byline(Flag):
    """What a byline says."""

    NOTHING = 0
    NAME = auto()
    SAID = auto()
    DATE = auto()
    ACTION = auto()


def announced(line: Line, titles: Sequence[str]) -> Announced:
    """Whether a line such as "6 thoughts on How to sleep" announces comments.

    Args:
        line: of any length.
        titles: of the page and of its article, as they are written.
    """
    if line.words > limits()["longest_about"]:
        return Announced.NOTHING
    first = line.content[0].lower()
    if line.words <= limits()["longest_end"]:
        text = " ".join(line.content).lower()
        bare = text.strip(_AROUND)
        is_counted = line.level > 0 and (len(text) - len(bare) > 1 and _DIGIT.search(text) is not None)
        if first in listed("comments", "counts") and line.words > 1:
            bare, is_counted = bare[len(first) + 1 :], line.level > 0
        if bare in listed("comments", "headings") or (is_counted and bare in listed("comments", "counted")):
            return Announced.PLAINLY
        if bare in listed("comments", "doubtful_headings"):
            return Announced.PERHAPS
    if not (first.isdigit() or first in listed("comments", "counts")):
        return Announced.NOTHING
    about = _about().match(line.text)
    if about is None:
        return Announced.NOTHING
    named = about["title"].strip(_QUOTES)
    is_title = " " in named and any(title.startswith(named) for title in titles)
    return Announced.PLAINLY if is_title else Announced.PERHAPS


def ends_article(line: Line, titles: Sequence[str]) -> bool:
    """Whether a line is a heading such as "18 comments" or "Related posts", behind which the page goes on.

    Args:
        line: of any length.
        titles: of the page and of its article, as they are written.
    """
    if line.words <= limits()["longest_end"] and line.text.lower().strip(_AROUND) in listed("lines", "end"):
        return True
    return announced(line, titles) is Announced.PLAINLY


@cache
def _about() -> re.Pattern[str]:
    """A count of comments with the title of the article that they are about, as blogs have it."""
    counts = "|".join(sorted(listed("comments", "counts")))
    what = "|".join(sorted(listed("comments", "counted") | {"comments", "reviews"}))
    return re.compile(rf"(?:\d+|{counts}) (?:{what}) (?:on|to|about|for):? (?P<title>.+)", re.IGNORECASE)


def byline(line: Line) -> Byline:
    """What a line says of who wrote something, and when; nothing where it is no byline."""
    if line.words > limits()["longest_byline"]:
        return Byline.NOTHING
    text = line.text.lower()
    bare = text.strip(" .:!?()[]|·•↩»›0123456789")
    if bare in listed("comments", "actions") or (bare.startswith("reply to ") and not line.is_prose):
        return Byline.ACTION
    rest, dates = _dates().subn(" ", _CLOCK.sub(" ", text))
    rest, stars = _STARS.subn(" ", rest)
    words = [word.rstrip(".") for word in _WORD.findall(rest)]
    names = [word for word in words if word not in listed("comments", "fillers")]
    found = Byline.DATE if dates or stars or _stands_in(line, _TIMES, frozenset()) else Byline.NOTHING
    if names and names[-1] in listed("comments", "verbs") and (found or _OPENS.search(rest)):
        found |= Byline.SAID
        del names[-1]
    if not 0 < len(names) <= limits()["longest_name"]:
        return found if not names else Byline.NOTHING
    if found or (not line.is_prose and _stands_in(line, _NAMES, listed("comments", "authors"))):
        found |= Byline.NAME
    return found


_TIMES = frozenset({"time"})
_NAMES = frozenset({"b", "strong", "cite"})


def _stands_in(line: Line, tags: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a line begins in an element of a tag or with a word in its name, or in one close around."""
    for element in islice(upwards(line.element), _CLOSE):
        if element.name in tags or not names.isdisjoint(words_in_names(element)):
            return True
    return False


@cache
def _dates() -> re.Pattern[str]:
    """A day, in letters or figures, or how long ago it was."""
    months, periods = "|".join(sorted(listed("comments", "months"))), "|".join(sorted(listed("comments", "periods")))
    return re.compile(
        rf"\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{months})\b\.?(?:,? \d{{4}}\b)?"
        rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b"
        rf"|\b(?:\d+|an?|one) (?:{periods})s? ago\b|\byesterday\b"
    )
