"""What the template of a spinner leaves in a text: "{Pull|Draw} it out", "[often|frequently]", "%lengthy%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import Span

_LONGEST = 600
"""Characters of the longest choice in braces that is looked at."""

_MARK = re.compile(r"[{}|\r\n]")
_NOT_PROSE = re.compile(r"[^\w \u00a0.,!?'’‘“”\"()–—-]|_")
"""What no option in braces holds; in mathematics, programs and templates one mostly stands."""

_LONE_LETTER = re.compile(r"\s*[b-hj-z]\s*", re.IGNORECASE)
"""An option that is a variable: "{x|x is even}"."""

_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_JOINED = re.compile(r"[\w\\$#^{%]")
"""What stands before a brace in mathematics, programs and templates."""

_OPTION = r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]+){0,3}"
_BRACKETS = re.compile(rf"(?<![\[!\\\w])\[(?P<options>{_OPTION}(?:\|{_OPTION}){{1,20}})\](?![(\[:\]\w])")
_PLACEHOLDER = re.compile(r"(?<![\w%\\/])%(?P<words>[A-Za-z][a-z]{2,}(?:[ -][a-z]{2,})?)%(?![\w%\\/])")


class Leftover(NamedTuple):
    """A place that the spinner's program should have filled.

    Attributes:
        span: with its braces, brackets or percent signs.
        words: of the first option that is not empty; of a placeholder nothing, for its name is no text.
        kind: ``braces``, ``brackets`` or ``placeholder``.
    """

    span: Span
    words: str
    kind: str


class _Group:
    """A brace that is still open, with the options up to here; of a choice inside of one the first words count."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.options = [""]


def find_spintax(text: str) -> Iterator[Leftover]:
    """The choices and placeholders of a template; of a choice within another the outer one alone."""
    if "{" in text and "|" in text:
        yield from _in_braces(text)
    if "[" in text and "|" in text:
        for found in _BRACKETS.finditer(text):
            options = found["options"].split("|")
            if not _is_usage(options) and all(map(_is_known, options)):
                yield Leftover(Span(*found.span()), options[0], "brackets")
    for found in _PLACEHOLDER.finditer(text) if "%" in text else ():
        if not _is_usage([found["words"]]) and _is_known(found["words"]):
            yield Leftover(Span(*found.span()), "", "placeholder")


def _in_braces(text: str) -> list[Leftover]:
    found: list[Leftover] = []
    open_groups: list[_Group] = []
    position = 0
    for mark in _MARK.finditer(text):
        sign, between = mark[0], text[position : mark.start()]
        position = mark.end()
        if open_groups:
            open_groups[-1].options[-1] += between
        if sign == "{":
            open_groups.append(_Group(mark.start()))
        elif sign in "\r\n":
            open_groups.clear()
        elif sign == "|" and open_groups:
            open_groups[-1].options.append("")
        elif sign == "}" and open_groups:
            group = open_groups.pop()
            is_choice = mark.end() - group.start <= _LONGEST and _is_choice(group.options)
            if not is_choice:
                # What looks like a choice in the braces of a program is a part of the program.
                _drop_from(found, group.start)
            words = _first(group.options) if is_choice else "{}"
            if open_groups:
                open_groups[-1].options[-1] += words
            if is_choice and _stands_alone(text, group.start, mark.end()):
                _drop_from(found, group.start)
                found.append(Leftover(Span(group.start, mark.end()), words, "braces"))
    return found


def _drop_from(found: list[Leftover], start: int) -> None:
    while found and found[-1].span.start > start:
        found.pop()


def _first(options: Sequence[str]) -> str:
    return next(option for option in options if option.strip())


def _is_choice(options: Sequence[str]) -> bool:
    """Whether the parts between braces are wordings to choose from, one of which may be to say nothing."""
    if len(options) < 2 or sum(not option.strip() for option in options) > 1 or _is_program(options):
        return False
    if any(_NOT_PROSE.search(option) or _LONE_LETTER.fullmatch(option) for option in options):
        return False
    if any(one.endswith(" ") and other.startswith(" ") for one, other in pairwise(options)):
        return False
    return any(map(_TWO_LETTERS.search, options))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no mark of a template or a formula, and no letter, leads on to a brace; nor "}" from it."""
    return not _JOINED.match(text, start - 1 if start else len(text)) and not text.startswith("}", end)


def _is_program(options: Sequence[str]) -> bool:
    """Whether options in braces are those of a program, "{start|stop}", or a value with its filter, "{name|upper}"."""
    words = tables.settings("swaps/words.toml")
    usage = all(option.strip().lower() in words["markup_words"] for option in options)
    return usage or options[-1].strip().lower() in words["filter_names"]


def _is_usage(options: Sequence[str]) -> bool:
    """Whether the first option is a word of markup or of a program's usage: "[caption|...]", "[yes|no]", "%temp%"."""
    return options[0].strip().lower() in tables.settings("swaps/words.toml")["markup_words"]


def _is_known(words: str) -> bool:
    return all(is_word(word.lower()) for word in re.split(r"[ '’-]", words) if len(word) > 1)
