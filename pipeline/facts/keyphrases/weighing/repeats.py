"""What comes back in a text without being stuffed into it: a part of a passage that is given twice, and a name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.weighing.records import is_searched
from pipeline.facts.language.vocabulary import SHORT_WORD

_PASSAGE = 30
"""Words on each side of a phrase that are compared."""

_INDEPENDENT = 3
"""Places that are no copies of each other, from which on a phrase may be stuffed though there are copies too."""

_WORDS_OF_SEARCH = 8
"""Words of a long search, so that the word on which a list of searches turns comes once in so many at least."""

_LONGEST_INITIALS = 5
"""Letters of the longest word in capitals that counts as initials."""


def is_in_copies(index: Index, words: Words, starts: Sequence[int]) -> bool:
    """Whether a sequence comes back in copies of a passage, as where a page gives a list twice, and hardly elsewhere.

    What is stuffed into a text stands among other words each time, but for sentences, which are short, and lists of
    searches, whose items share words or are written as only searches are.

    Args:
        index: the text.
        words: the sequence.
        starts: numbers of the tokens that it starts at, two or more.
    """
    size = tables.settings("stuffing/model.toml")["size"]
    least = size["copied_words"] if len(starts) <= _INDEPENDENT else size["copied_words_of_many"]
    apart: list[int] = []
    for start in starts:
        if not any(_shared_around(index.words, start, other, words) >= least for other in apart):
            apart.append(start)
            if len(apart) == _INDEPENDENT:
                return False
    return len(apart) < len(starts) and not is_searched(words)


def is_in_initials(index: Index, words: Words, starts: Sequence[int]) -> bool:
    """Whether a sequence is a name in initials wherever it stands, such as "GSA FAS CAR"; see ``is_in_copies``."""
    spelled = tables.speller_words("en-US")
    if max(map(len, words)) > _LONGEST_INITIALS or all(word in spelled for word in words):
        return False
    return all(text.isupper() for start in starts for text in index.tokens.texts[start : start + len(words)])


def _shared_around(text: Words, one: int, other: int, words: Words) -> int:
    """How many words before and behind two places of a sequence are the same, whatever marks stand between them.

    None, if a long word of the sequence is often among them: most items of a list of searches name the same thing.
    """
    first = last = 0
    while first < min(one, other, _PASSAGE) and text[one - first - 1] == text[other - first - 1]:
        first += 1
    ends = one + len(words), other + len(words)
    while last < min(len(text) - max(ends), _PASSAGE) and text[ends[0] + last] == text[ends[1] + last]:
        last += 1
    if not first + last:
        return 0
    around = text[one - first : one] + text[ends[0] : ends[0] + last]
    most = max((around.count(word) for word in words if len(word) > SHORT_WORD), default=0)
    return 0 if most >= max(2, len(around) / _WORDS_OF_SEARCH) else len(around)
