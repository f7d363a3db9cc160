"""Entries of bibliographies, told by their names and the place of their year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model import Block, Span

_NAMES = r"(?:(?:[A-Z][\w.'’-]{0,40},?|of|for|the|and|&|et|al\.,?) ){1,20}"
_DAY = (
    r"(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2},? )?(?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_SHAPED = (
    r".*\b(?:19|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?; ?\d{0,4}(?:\([^()]{1,12}\))?:"
    rf"|{_NAMES}\((?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]{{2,8}}(?: \d{{1,2}})?)?\)\. "
    rf"|{_NAMES}.*\. (?:19|20)\d\d\.?\Z"
)
_RETRIEVED = rf"\b(?:[Rr]etrieved|[Aa]ccessed|Archived)(?: on| from|:)? {_DAY}"
_ENTRY = re.compile(rf"{_SHAPED}|.*\bdoi(?::|\.org/)|.*{_RETRIEVED}", re.DOTALL)
"""A work cited: "2015;(9):", "2021;9:12", names and "(2021).", a name and at the end "2012.", a DOI, or the day on
which it was "Retrieved"."""
_ENTRY_ALONE = re.compile(
    rf"{_SHAPED}|.*(?:(?<![(\[])\bdoi(?::|\.org/)\s*\S+|{_RETRIEVED})(?:\W+\w+){{0,6}}\W*\Z", re.DOTALL
)
"""The same, but a DOI or a day stands at the end and in no brackets: a sentence that cites a work goes on behind it."""
_LONGEST_ENTRY = 600
"""Characters of an entry of a bibliography that are looked at."""
_FEWEST_MORE = 2
"""By how many the blocks of a bibliography that cite a work outnumber those that do not."""


def is_entry(text: str, block: Block) -> bool:
    """Whether a block is an entry of a bibliography."""
    return _is_short(block) and _cites(text[block.span.start : block.span.end])


def find_bibliography(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The entries of the bibliographies of a text, sorted.

    A paragraph that cites a work may look as an entry does, so an entry does not stand alone. What is as short, and
    stands between two of them, is one that is written in another way.

    Args:
        text: the text.
        blocks: of it, in order.
    """
    found: list[Span] = []
    for run in _runs(text, blocks):
        cited = sum(cites for _, cites in run)
        if cited - (len(run) - cited) >= _FEWEST_MORE:
            found += (block.span for block, _ in run)
    return tuple(found)


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[tuple[Block, bool]]]:
    """Short blocks, each with whether it cites a work: the first and the last do, and of two in a row one does."""
    run: list[tuple[Block, bool]] = []
    for block in blocks:
        cites = block.kind != "h" and _is_short(block) and _stands_for_work(text[block.span.start : block.span.end])
        if cites or (run and run[-1][1] and block.kind != "h" and _is_short(block)):
            run.append((block, cites))
        else:
            yield _to_last_cited(run)
            run = []
    yield _to_last_cited(run)


def _to_last_cited(run: list[tuple[Block, bool]]) -> list[tuple[Block, bool]]:
    return run if not run or run[-1][1] else run[:-1]


def _is_short(block: Block) -> bool:
    return block.span.end - block.span.start <= _LONGEST_ENTRY


def _stands_for_work(block: str) -> bool:
    return _ENTRY_ALONE.match(block) is not None


@lru_cache(maxsize=64)
def _cites(entry: str) -> bool:
    """Asked for each mention of a block, one behind the other."""
    return _ENTRY.match(entry) is not None
