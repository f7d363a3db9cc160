"""Places where a phrase of spinners says what it says: "clogged pores and skin" for both, not for the skin alone."""

from __future__ import annotations

from pipeline import tables
from pipeline.facts.language.tokens import Tokens

_DETERMINERS = frozenset({"the", "your", "my", "our", "their", "his", "her", "these", "those"})


def is_natural(text: str, tokens: Tokens, first: int, after: int) -> bool:
    """Whether the word before a phrase, a determiner aside, belongs to the first word of it alone.

    Args:
        text: the text.
        tokens: its words.
        first: index of the first word of the phrase.
        after: index after its last word.
    """
    leads = tables.natural_places().get(" ".join(tokens.lower[first:after]))
    if not leads:
        return False
    place = first - 1
    if place >= 0 and tokens.lower[place] in _DETERMINERS:
        place -= 1
    return place >= 0 and tokens.lower[place] in leads and not _is_apart(text, tokens, place, first)


def _is_apart(text: str, tokens: Tokens, place: int, first: int) -> bool:
    """Whether a mark or an empty line stands between two words."""
    between = text[tokens.ends[place] : tokens.starts[first]]
    return "\n\n" in between or any(character in ".,;:!?()" for character in between)
