"""Cuts a unit into sentences of which each can be checked, and remembered, by itself.

Of the rules of LanguageTool that look farther than a sentence, the profile leaves on those of white space, of capitals
at a sentence start and of brackets. They find nothing where these cuts are, and brackets are not parted.
"""

from __future__ import annotations

import re

from pipeline.engines.languagetool_text import open_brackets

GAP = " "
"""What stands between two sentences of a unit."""

# Only where LanguageTool ends a sentence too, so not behind what it takes for abbreviations.
_CUT = re.compile(
    rf"[.!?]{GAP}(?=[A-Z][a-z])(?<=[a-z]{{4}}..)(?<!\b(?:[Aa]pprox|Messrs)..)(?<!\b(?:Lieut|props)..)"
    r"(?<!\b(?:conn|corp|defs|dept|excl|figs|govt|incl|lems|ltda|retd|vols)..)"
)


def sentences(unit: str) -> list[str]:
    """The unit in pieces of one or more sentences, without the space between them.

    Nothing is cut within brackets, or anywhere behind a bracket that has no other.
    """
    found: list[str] = []
    opened: list[str] = []
    start = read = 0
    for cut in _CUT.finditer(unit):
        opened = open_brackets(unit[read : cut.end()], opened)
        read = cut.end()
        if not opened:
            found.append(unit[start : read - len(GAP)])
            start = read
    return [*found, unit[start:]]
