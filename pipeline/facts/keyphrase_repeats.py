"""What comes back in a text without being stuffed into it: a part of a passage that is given twice, and a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import eq

from pipeline import tables
from pipeline.facts.keyphrase_index import Index, Words

_PASSAGE = 30
"""Words on each side of a phrase that are compared."""

_INDEPENDENT = 3
"""Places that are no copies of each other, from which on a phrase may be stuffed though there are copies too."""

_LONGEST_INITIALS = 5
"""Letters of the longest word in capitals that counts as initials."""


def is_in_copies(index: Index, words: Words, starts: Sequence[int]) -> bool:
    """Whether a sequence comes back in copies of a passage, as where a page gives a list twice, and hardly elsewhere.

    What is stuffed into a text stands among other words each time; a sentence that is stuffed into it again and again
    is short.

    Args:
        index: the text.
        words: the sequence.
        starts: numbers of the tokens that it starts at, two or more.
    """
    size = tables.settings("stuffing/model.toml")["size"]
    least = size["copied_words"] if len(starts) <= _INDEPENDENT else size["copied_words_of_many"]
    apart: list[int] = []
    for start in starts:
        if not any(_shared_around(index.words, start, other, len(words)) >= least for other in apart):
            apart.append(start)
            if len(apart) == _INDEPENDENT:
                return False
    return len(apart) < len(starts)


def is_in_initials(index: Index, words: Words, starts: Sequence[int]) -> bool:
    """Whether a sequence is a name in initials wherever it stands, such as "GSA FAS CAR"; see ``is_in_copies``."""
    spelled = tables.speller_words("en-US")
    if max(map(len, words)) > _LONGEST_INITIALS or all(word in spelled for word in words):
        return False
    return all(token.text.isupper() for start in starts for token in index.tokens[start : start + len(words)])


def _shared_around(words: Words, one: int, other: int, length: int) -> int:
    """How many words before and behind two places of a sequence are the same, whatever marks stand between them."""
    before = [words[max(0, start - _PASSAGE) : start][::-1] for start in (one, other)]
    behind = [words[start + length : start + length + _PASSAGE] for start in (one, other)]
    return sum(len(list(takewhile(bool, map(eq, *pair)))) for pair in (before, behind))
