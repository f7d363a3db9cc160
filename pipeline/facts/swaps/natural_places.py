"""Places where a phrase of spinners says what it says: "clogged pores and skin" for both, not for the skin alone.

A spinner who writes the phrase for one word leaves its verb in the singular: "pores and skin is", but not "are".
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import tables
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span

_DETERMINERS = frozenset({"the", "your", "my", "our", "their", "his", "her", "these", "those"})
_CONJUNCTIONS = frozenset({"and", "as", "because", "both", "but", "if", "that", "when", "where", "while"})


def is_natural(text: str, tokens: Tokens, first: int, after: int) -> bool:
    """Whether the word before a phrase, a determiner aside, belongs to its first word alone, or it has a plural verb.

    Args:
        text: the text.
        tokens: its words.
        first: index of the first word of the phrase.
        after: index after its last word.
    """
    natural = tables.natural_places().get(" ".join(tokens.lower[first:after]))
    if natural is None:
        return False
    place = first - 1
    if place >= 0 and tokens.lower[place] in _DETERMINERS:
        place -= 1
    opens_clause = place < 0 or _is_apart(text, tokens, place, first)
    if not opens_clause and tokens.lower[place] in natural.before:
        return True
    # Behind another word, as in "creams for pores and skin are", the verb may have another subject.
    is_subject = opens_clause or tokens.lower[place] in _CONJUNCTIONS
    is_followed = not natural.behind.isdisjoint(tokens.lower[after : after + 1])
    return is_subject and is_followed and not _is_apart(text, tokens, after - 1, after)


def find_natural(text: str, tokens: Tokens) -> Iterator[Span]:
    """The places of such phrases where they say what they say."""
    for phrase in tables.natural_places():
        words = tuple(phrase.split())
        for first, word in enumerate(tokens.lower):
            after = first + len(words)
            if word == words[0] and tokens.lower[first:after] == words and is_natural(text, tokens, first, after):
                yield Span(tokens.starts[first], tokens.ends[after - 1])


def _is_apart(text: str, tokens: Tokens, place: int, first: int) -> bool:
    """Whether a mark or an empty line stands between two words."""
    between = text[tokens.ends[place] : tokens.starts[first]]
    return "\n\n" in between or any(character in ".,;:!?()" for character in between)
