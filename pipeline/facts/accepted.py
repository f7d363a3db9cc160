"""Words and phrases that the user never wants to see flagged."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.facts.language.phrases import PhraseMatcher
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span
from pipeline.tables.user import vocabulary


def find_accepted(text: str, tokens: Tokens, accept_list: Path | None) -> tuple[Span, ...]:
    """Where the words and phrases of an accept-list stand, in any letter case; sorted and apart."""
    if accept_list is None:
        return ()
    found = _matcher(accept_list).find(text, tokens)
    return tuple(Span(tokens[first].start, tokens[after - 1].end) for first, after, _ in found)


@lru_cache(maxsize=4)
def _matcher(accept_list: Path) -> PhraseMatcher[bool]:
    return PhraseMatcher((phrase, True) for phrase in vocabulary(accept_list))
