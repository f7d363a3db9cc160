"""Words that do not fit the place where they would be put: said before in a list, or a verb where a noun stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline import tables
from pipeline.facts.language.inflection import bases, parts_of_speech
from pipeline.facts.language.realization import ALL_ARTICLES

_JOINING = frozenset({"and", "or", "also", "plus", "&", ",", "/"})
"""What stands between the items of a list."""

_BEFORE_NOUNS = ALL_ARTICLES | {"my", "your", "its", "our", "their"}
"""Words that no verb follows, as it may follow "this" and "her"."""

_AS_ADJECTIVE = frozenset({"VBG", "VBN"})
"""Forms of a verb that may stand where nouns and adjectives do."""


def repeats_in_list(line: Sequence[str]) -> bool:
    """Whether one word is two items of a list of single words: "stress and also stress".

    Args:
        line: words and marks in lower case.
    """
    items: set[str] = set()
    is_joined = False
    for word in line:
        if word in _JOINING:
            is_joined = True
            continue
        if not is_joined:
            items = set()
        if word.isalpha() and word not in tables.function_words():
            if word in items:
                return True
            items.add(word)
        is_joined = False
    return False


def puts_verb_for_noun(before: str, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a word that is nothing but a verb comes in where a noun stood, behind an article or an adjective.

    Args:
        before: the word or mark before the phrase.
        old: the phrase, in lower case.
        new: what would take its place.
    """
    gone = set(old).difference(new)
    return any("NOUN" in parts_of_speech(word) for word in gone) and any(_verbs(before, old, new))


def _verbs(before: str, old: Sequence[str], new: Sequence[str]) -> Iterator[bool]:
    for left, word in pairwise((before, *new)):
        if word not in old and (left in _BEFORE_NOUNS or parts_of_speech(left) == {"ADJ"}):
            yield parts_of_speech(word) == {"VERB"} and _AS_ADJECTIVE.isdisjoint(tag for _, _, tag in bases(word))
