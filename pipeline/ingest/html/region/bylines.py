"""Short lines that say who wrote something, and when."""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import cache
from itertools import islice

from pipeline.ingest.html.region.endings import without_count
from pipeline.ingest.html.region.lines import Line, upwards
from pipeline.ingest.html.region.naming import words_in_names
from pipeline.ingest.html.region.settings import limits, listed

_STARS = re.compile(r"[★☆⭐]{3,}|\b[1-5](?:\.\d)?\s?(?:/|out of)\s?5\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_OPENS = re.compile(r"(?::|\.\.\.|…)\s*$")
_CLOSE = 3
"""Elements from a line outwards in which its name or its date may be told."""


class Byline(Flag):
    """What a byline says: who, that somebody said something, on what day, at what time, what a reader can do."""

    NOTHING = 0
    NAME = auto()
    SAID = auto()
    DAY = auto()
    TIME = auto()
    ACTION = auto()


def byline(line: Line) -> Byline:
    """What a line says of who wrote something, and when; nothing where it is no byline."""
    if line.words > limits()["longest_byline"]:
        return Byline.NOTHING
    bare = without_count(line)
    if bare in listed("comments", "actions") or (bare.startswith("reply to ") and not line.is_prose):
        return Byline.ACTION
    rest, clocks = _CLOCK.subn(" ", line.text.lower())
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


def without_days(text: str) -> tuple[str, int]:
    """A text in small letters without the days and the times of day in it, and how many days it names."""
    return _days().subn(" ", _CLOCK.sub(" ", text))


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
