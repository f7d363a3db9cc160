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
_NUMBERED = re.compile(r"\W*\d+(?:\.\d+)*[.)]")
_COUNTED = re.compile(r"^\d[\d,.]* \w|\(?\d[\d,.]*\)?$")
_QUOTES = "\"'“”‘’«»„‚ "
_SITE_MARKS = (" |", " -", " –", " —", " ·", " »", " ::", " •", " <")
"""What stands between the title of an article and the name of its site."""
_TOLD_SPACES = 3
"""Spaces in a title without quotation marks that is no common phrase."""
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
    """What a byline says: who, that somebody said something, on what day, at what time, what a reader can do."""

    NOTHING = 0
    NAME = auto()
    SAID = auto()
    DAY = auto()
    TIME = auto()
    ACTION = auto()


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
    is_title = any(title == named or title.startswith(tuple(named + mark for mark in _SITE_MARKS)) for title in titles)
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

    Args:
        line: of any length.
        titles: of the page and of its article, as they are written.
    """
    if line.words <= limits()["longest_end"] and without_count(line) in listed("lines", "end"):
        return True
    return announced(line, titles) is Announced.PLAINLY


@cache
def _about() -> re.Pattern[str]:
    """A count of comments with the title of the article that they are about, as blogs have it."""
    counts = "|".join(sorted(listed("comments", "counts")))
    what = "|".join(sorted(listed("comments", "about")))
    return re.compile(rf"(?:\d+|{counts}) (?:{what}) (?:on|to|about|for):? (?P<title>.+)", re.IGNORECASE)


def byline(line: Line) -> Byline:
    """What a line says of who wrote something, and when; nothing where it is no byline."""
    if line.words > limits()["longest_byline"]:
        return Byline.NOTHING
    text = line.text.lower()
    bare = without_count(line)
    if bare in listed("comments", "actions") or (bare.startswith("reply to ") and not line.is_prose):
        return Byline.ACTION
    rest, clocks = _CLOCK.subn(" ", text)
    rest, agos = _agos().subn(" ", rest)
    rest, days = _days().subn(" ", rest)
    rest, stars = _STARS.subn(" ", rest)
    words = [word.rstrip(".") for word in _WORD.findall(rest)]
    names = [word for word in words if word not in listed("comments", "fillers")]
    found = Byline.DAY if days or stars or agos else Byline.NOTHING
    if agos or (days and clocks):
        found |= Byline.TIME
    if names and names[-1] in listed("comments", "verbs") and (found or _OPENS.search(rest)):
        found |= Byline.SAID
        del names[-1]
    if not 0 < len(names) <= limits()["longest_name"]:
        return found if not names else Byline.NOTHING
    if found or (not line.is_prose and _is_author(line)):
        found |= Byline.NAME
    return found


def _is_author(line: Line) -> bool:
    """Whether the name of an element close around a line says that it holds the name of somebody."""
    around = islice(upwards(line.element), _CLOSE)
    return any(not listed("comments", "authors").isdisjoint(words_in_names(element)) for element in around)


@cache
def _days() -> re.Pattern[str]:
    """A day, in letters or figures."""
    months = "|".join(sorted(listed("comments", "months")))
    return re.compile(
        rf"\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{months})\b\.?(?:,? \d{{4}}\b)?"
        rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b"
    )


@cache
def _agos() -> re.Pattern[str]:
    """How long ago something was written."""
    periods = "|".join(sorted(listed("comments", "periods")))
    return re.compile(rf"\b(?:\d+|an?|one) (?:{periods})s? ago\b|\byesterday\b")
