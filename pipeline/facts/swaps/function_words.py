"""A spinner's longer forms of function words, where the words around them leave no other reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.facts.language.inflection import bases
from pipeline.facts.language.phrases import PhraseMatcher
from pipeline.facts.language.realization import match_case
from pipeline.facts.language.tokens import Token, Tokens
from pipeline.model import Span
from pipeline.tables import FunctionSwap, asks_for

_JOINTS = frozenset(["", ","])
"""What may stand between a form and the word before it or after it, white space aside."""

_GERUND, _FIGURES, _EDGE = "-ing", "#", "^"
"""Signs of the table: a verb in -ing, a number in figures, and the edge of the clause."""


@dataclass(frozen=True, slots=True)
class FunctionSwapMatch:
    """A row of the table where it stands in a text, between words that the row asks for.

    Attributes:
        span: of the form.
        swap: the row.
        replacement: the original, in the letter case of the place.
        count: how often the form stands so in the text.
    """

    span: Span
    swap: FunctionSwap
    replacement: str
    count: int


def find_function_swaps(text: str, tokens: Tokens) -> tuple[FunctionSwapMatch, ...]:
    """The spinner's function words of ``text``, sorted and apart; forms that stand too seldom are left out.

    Args:
        text: the text.
        tokens: its words.
    """
    found = [
        (Span(tokens[first].start, tokens[after - 1].end), swap)
        for first, after, swap in _matcher().find(text, tokens)
        if _fits(swap.follows, _neighbor(text, tokens, first, first - 1))
        and _fits(swap.precedes, _neighbor(text, tokens, after - 1, after))
        and (_GERUND not in swap.precedes or not _describes(text, tokens, after))
    ]
    counts = Counter(swap.spun for _, swap in found)
    return tuple(
        FunctionSwapMatch(span, swap, match_case(swap.original, text[span.start : span.end]), counts[swap.spun])
        for span, swap in found
        if counts[swap.spun] >= swap.least
    )


def _neighbor(text: str, tokens: Sequence[Token], edge: int, place: int) -> str:
    """The word beside the edge of a form, in lower case; empty beyond the clause."""
    if not 0 <= place < len(tokens):
        return ""
    first, second = sorted((edge, place))
    between = text[tokens[first].end : tokens[second].start]
    return tokens[place].lower if between.strip() in _JOINTS and "\n\n" not in between else ""


def _describes(text: str, tokens: Sequence[Token], gerund: int) -> bool:
    """Whether a verb in -ing may say what the noun behind it is for: "by using moisturizing creams"."""
    behind = _neighbor(text, tokens, gerund, gerund + 1)
    described = tables.settings("swaps/words.toml")["describing_verbs"]
    return tokens[gerund].lower in described and bool(behind) and behind not in tables.function_words()


def _fits(wanted: tuple[str, ...], neighbor: str) -> bool:
    """Whether a neighbor is one that a cell of the table asks for; if it asks for any, the clause may end there."""
    if not wanted or not neighbor:
        return not wanted or _EDGE in wanted
    is_gerund = _GERUND in wanted and any(tag == "VBG" for _, _, tag in bases(neighbor))
    if wanted[0].startswith("!"):
        return not is_gerund and asks_for(wanted, neighbor)
    return asks_for(wanted, neighbor) or is_gerund or (_FIGURES in wanted and neighbor.isdigit())


@cache
def _matcher() -> PhraseMatcher[FunctionSwap]:
    return PhraseMatcher((swap.spun, swap) for swap in tables.function_swaps())
