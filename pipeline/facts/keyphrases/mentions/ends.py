"""What people add to the end of a search, and whether the author's sentence may go on with it."""

from __future__ import annotations

from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import BLOCK_EDGE, total_attraction

_LONGEST = 4
"""Words of an end."""
_MOST_BEFORE = 40
"""Words of a sentence before a mention that are looked at."""
_LOOSE = 1.0
"""Attraction over a seam up to which the words behind it belong to the search, as 91 % of queries are."""


def ends_search(words: Words) -> bool:
    """Whether some words are what people add to the end of a search: "walmart", "women", "for seniors"."""
    added = " ".join(words)
    return added in _search_ends() or added.removeprefix("for ") in word_list("audiences")


@cache
def _search_ends() -> frozenset[str]:
    return frozenset().union(*map(word_list, ("query_ends", "query_tails", "list_tails", "shop_tails")))


def may_be_the_authors(index: Index, first: int, last: int) -> bool:
    """Whether the end of a search in ``tokens[first:last]`` may be what the author's sentence goes on with.

    "One in ten births happens [cheap magnesium pills online] at home", "[Cheap magnesium pills] free of lead are rare".
    """
    words = index.words[first:last]
    lengths = range(min(_LONGEST, len(words) - 1), 0, -1)
    length = next((length for length in lengths if ends_search(words[-length:])), 0)
    if not length:
        return False
    if opens_run(index, first):
        return last < index.runs[index.run_of[first]].last and index.text[index.starts[last]].islower()
    end, rest = words[-length:], words[:-length]
    is_second = " ".join(end) in word_list("sentence_ends") and any(ends_search(rest[-n:]) for n in (1, 2))
    return is_second or names_patients(end) or _reads_on(index, first, last - length)


def names_patients(words: Words) -> bool:
    """Whether the last of some words is a group that doses and warnings are for."""
    return words[-1] in word_list("patients")


def opens_run(index: Index, first: int) -> bool:
    """Whether a token has no other before it in its run."""
    return first == index.runs[index.run_of[first]].first


def _reads_on(index: Index, first: int, last: int) -> bool:
    """Whether the words of a run before a token may go on with those from another one on, or need them."""
    if last >= len(index.words):
        return False
    behind = index.words[last : last + 2]
    return is_restricted(index, first) or total_attraction(words_of_run_before(index, first), behind) > _LOOSE


def is_restricted(index: Index, number: int) -> bool:
    """Whether a sentence denies or warns before a token: without its end it may say the contrary."""
    block = index.blocks[index.block_of(number)].span.start
    start = number
    while start and number - start < _MOST_BEFORE and index.starts[start - 1] >= block:
        if any(stop in STOPS for stop in index.text[index.ends[start - 1] : index.starts[start]]):
            break
        start -= 1
    return not _restricting_words().isdisjoint(index.words[start:number])


@cache
def _restricting_words() -> frozenset[str]:
    return tables.negations() | word_list("restricting_words")


def words_of_run_before(index: Index, first: int) -> tuple[str, str]:
    """The two words before a token that is not the first of its run."""
    is_second = first - 1 == index.runs[index.run_of[first]].first
    return BLOCK_EDGE if is_second else index.words[first - 2], index.words[first - 1]
