"""What people add to the end of a search, and whether the author's sentence may go on with it."""

from __future__ import annotations

from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import BLOCK_EDGE, total_attraction

_LONGEST = 4
"""Words of an end."""
_LOOSE = 1.0
"""Attraction over a seam up to which the words behind it belong to the search; see ``query_places``."""


def ends_search(words: Words) -> bool:
    """Whether some words are what people add to the end of a search: "walmart", "women", "for seniors"."""
    added = " ".join(words)
    return added in _search_ends() or added.removeprefix("for ") in word_list("audiences")


@cache
def _search_ends() -> frozenset[str]:
    return frozenset().union(*map(word_list, ("query_ends", "query_tails", "list_tails", "shop_tails")))


def may_be_the_authors(index: Index, first: int, last: int) -> bool:
    """Whether the end of a search in ``tokens[first:last]`` may be what the words before go on with.

    "One in ten births happens [cheap magnesium pills online] at home." So it may wherever something is denied: "do not
    lower it [...] fast".
    """
    lengths = (length for length in range(min(_LONGEST, last - first - 1), 0, -1))
    longest = next((length for length in lengths if ends_search(index.words[last - length : last])), 0)
    return longest > 0 and reads_on(index, first, last - longest)


def reads_on(index: Index, first: int, last: int) -> bool:
    """Whether the words of a sentence before a token may go on with those from another one on."""
    run = index.runs[index.run_of[first]]
    if first == run.first or last >= len(index.words):
        return False
    return (
        is_denied(index, first) or total_attraction(words_before(index, first), index.words[last : last + 2]) > _LOOSE
    )


def is_denied(index: Index, number: int) -> bool:
    """Whether a negation stands before a token in its run, so that what is cut from the end turns the sentence over."""
    run = index.runs[index.run_of[number]]
    return not tables.negations().isdisjoint(index.words[run.first : number])


def words_before(index: Index, first: int) -> tuple[str, str]:
    """The two words before a token that is not the first of its run."""
    is_second = first - 1 == index.runs[index.run_of[first]].first
    return BLOCK_EDGE if is_second else index.words[first - 2], index.words[first - 1]
