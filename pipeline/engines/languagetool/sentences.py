"""Cuts a unit into sentences of which each can be checked, and remembered, by itself.

Of the rules of LanguageTool that look farther than a sentence, the profile leaves on those of white space, of capitals
at a sentence start and of brackets. They find nothing where these cuts are, and brackets are not parted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.engines.languagetool.text import open_brackets

# Only where LanguageTool ends a sentence too, so not behind what it takes for abbreviations, and before a capital only.
_CUT = re.compile(
    r"[.!?\r\n](?:"
    r"(?<=[.!?])(?: (?=[A-Z][a-z]|A [a-z])|\n(?=[-*•] [A-Z]))(?:(?<=[a-z]{4}..)|(?<=\)..))"
    r"(?<!\b(?:[Aa]pprox|Messrs)..)(?<!\b(?:Lieut|props)..)"
    r"(?<!\b(?:conn|corp|defs|dept|excl|figs|govt|incl|lems|ltda|retd|vols)..)"
    r"|(?:(?<=\S\n)\n+|(?<=\S\r)\n(?:\r\n)+)(?=(?:[-*•] )?[A-Z][a-z]))",
    re.DOTALL,
)


class Sentence(NamedTuple):
    """One or more sentences, without the white space around them.

    Attributes:
        start: where in the unit they begin.
        text: they themselves.
    """

    start: int
    text: str


def sentences(unit: str) -> list[Sentence]:
    """The unit in pieces.

    Nothing is cut within brackets, or anywhere behind a bracket that has no other.
    """
    found: list[Sentence] = []
    opened: list[str] = []
    start = read = 0
    for cut in _CUT.finditer(unit):
        opened = open_brackets(unit[read : cut.end()], opened)
        read = cut.end()
        if not opened:
            found.append(Sentence(start, unit[start:read].rstrip()))
            start = read
    return [*found, Sentence(start, unit[start:])]
