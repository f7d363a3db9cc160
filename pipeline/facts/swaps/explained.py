"""Swaps that an author speaks of ("heart fee (for heart rate)"), and words that are an article's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline import tables
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span
from pipeline.tables import ListedSwap

PlacedSwap = tuple[Span, ListedSwap]
"""The whole of a spun form where it stands, and its row of the table."""

_REACH = 80
"""Characters of the line on each side of a swap that are looked at."""
_EXPLAINS = r"(?:[(\[|=→:;,–—-]|\b(?:for|means?|meant|of|from))"
"""What stands between a word and what it stands for."""
_SENTENCE_END = re.compile(r"[.?!](?=\s|\Z)|[\r\n]")
_FEWEST_NAMED = 2
"""Terms that a text about swaps names beside what was made of them."""
_EMPHASIS = ("*", "_")


def is_explained(text: str, span: Span, original: str) -> bool:
    """Whether the line of a swap says beside it what it stands for, or emphasis encloses just the swap.

    Args:
        text: the text.
        span: of the swap.
        original: what it stands for.
    """
    before = text[max(0, span.start - _REACH) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _REACH].partition("\n")[0]
    if before.endswith(_EMPHASIS) and behind.startswith(before[-1]):
        return True
    # Hardly any line names it, and each pattern has to be compiled.
    sought, named = original.lower(), re.escape(original)
    after_swap = rf"\W{{0,4}}{_EXPLAINS}\W{{0,4}}(?:for )?{named}\b"
    before_swap = rf"\b{named}\W{{0,3}}{_EXPLAINS}\W{{0,4}}\Z"
    is_named_behind = sought in behind.lower() and re.match(after_swap, behind, re.IGNORECASE)
    is_named_before = sought in before.lower() and re.search(before_swap, before, re.IGNORECASE)
    return bool(is_named_behind or is_named_before)


def speaks_of_swaps(text: str, found: Sequence[PlacedSwap]) -> bool:
    """Whether a text is about swaps: it names half of what its swaps stand for, in their sentences.

    "Breast cancer becomes bosom peril." Only terms of several words tell, since others come back by themselves.

    Args:
        text: the text.
        found: its listed swaps.
    """
    telling = [
        (phrase, swap)
        for phrase, swap in found
        if (swap.is_repair or swap.is_tortured_phrase) and " " in swap.originals[0]
    ]
    if len(telling) < _FEWEST_NAMED:
        return False
    ends = [end.start() for end in _SENTENCE_END.finditer(text)]
    folded = text.lower()
    named = [swap for phrase, swap in telling if _is_named(folded, ends, phrase, swap)]
    return len({swap.spun for swap in named}) >= _FEWEST_NAMED and 2 * len(named) >= len(telling)


def _is_named(folded: str, ends: Sequence[int], phrase: Span, swap: ListedSwap) -> bool:
    """Whether the sentence of a swap says what it stands for beside it."""
    place = bisect_right(ends, phrase.start)
    start = ends[place - 1] if place else 0
    end = ends[place] if place < len(ends) else len(folded)
    beside = f"{folded[start : phrase.start]} | {folded[phrase.end : end]}"
    return any(original.lower() in beside for original in swap.originals)


def is_own_word(tokens: Tokens, swap: ListedSwap, found: Sequence[PlacedSwap]) -> bool:
    """Whether a word that a spinner would have put in stands elsewhere in a text, and in none of its listed swaps.

    "Facet outcomes" are no side effects in an article on facet joints.

    Args:
        tokens: the words of the text.
        swap: a listed swap of it.
        found: all of them.
    """
    spun = {word for word in swap.spun.split() if word not in tables.function_words()}
    put_in = spun.difference(*(original.lower().split() for original in swap.originals))
    places = (number for number, word in enumerate(tokens.lower) if word in put_in)
    return any(not any(one.start <= tokens.starts[n] < one.end for one, _ in found) for n in places)
