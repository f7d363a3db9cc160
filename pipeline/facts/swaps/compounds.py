"""Compounds whose last part a spinner replaced by a synonym of another sense: "fragrance-loose", "protein-wealthy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.realization import match_case
from pipeline.model import Span
from pipeline.tables import CompoundPart, asks_for

_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*\Z")
_LONGEST_FIRST = 40
"""Letters of the first part that are looked at."""


class CompoundSwap(NamedTuple):
    """A compound of which the last part is a spinner's.

    Attributes:
        span: of the compound.
        replacement: it, with the part that stood there.
        part: the row of the table.
    """

    span: Span
    replacement: str
    part: CompoundPart


def find_compound_swaps(text: str) -> tuple[CompoundSwap, ...]:
    """The compounds of a text that hold a spinner's part, sorted."""
    return tuple(_compound_swaps(text))


def _compound_swaps(text: str) -> Iterator[CompoundSwap]:
    for found in _pattern().finditer(text):
        part = _parts()[found.group().lower().replace("\u00a0", " ")]
        first = _FIRST.search(text, max(0, found.start() - _LONGEST_FIRST), found.start())
        if first is None or not _goes_with(part, first.group().lower()):
            continue
        last = match_case(part.original, found.group()[1:])
        yield CompoundSwap(Span(first.start(), found.end()), f"{first.group()}-{last}", part)


def _goes_with(part: CompoundPart, first: str) -> bool:
    """Whether a first part, in lower case, is one with which the last part is a spinner's."""
    return not part.beside or asks_for(part.beside, first.rpartition("-")[2])


@cache
def _parts() -> dict[str, CompoundPart]:
    return {part.part: part for part in tables.compound_parts()}


@cache
def _pattern() -> re.Pattern[str]:
    parts = sorted(_parts(), key=len, reverse=True)
    forms = "|".join(re.escape(part).replace(r"\ ", "[ \u00a0]") for part in parts)
    return re.compile(rf"(?<=[^\W_])(?:{forms})(?![\w-])", re.IGNORECASE)
