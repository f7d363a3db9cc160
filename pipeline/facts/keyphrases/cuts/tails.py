"""What people add to a search behind a mention, which would be left of the search without it: "... for beginners"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.keyphrases.mentions.ends import (
    ends_search,
    is_restricted,
    may_be_the_authors,
    names_patients,
    opens_run,
    words_of_run_before,
)
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify, is_misspelt
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import total_attraction
from pipeline.model import Span

_LONGEST = 4
"""Words of a tail."""
_LEADS = frozenset({"for", "in", "near"})
"""Words that lead from a search to whom it is for, and where."""


def with_tails(index: Index, phrases: Sequence[Keyphrase]) -> list[Keyphrase]:
    """The phrases, each mention with the end of its search that goes on to the end of the sentence.

    A mention whose search may go on, as a slip behind it lets think, is not sure; nor is one whose own end may be the
    author's.
    """
    return [replace(one, mentions=tuple(_with_tail(index, m) for m in one.mentions)) for one in phrases]


def _with_tail(index: Index, mention: Mention) -> Mention:
    first, last = mention.tokens
    if "query_tail" in mention.form and may_be_the_authors(index, first, last):
        return replace(mention, is_sure=False)
    if mention.position != "inside" or mention.place.right != "word" or "listed" in mention.form:
        return mention
    end = index.runs[index.run_of[last - 1]].last
    tail = index.words[last:end]
    if mention.is_sure and _goes_on_better_behind(index, first, last, end):
        return replace(mention, is_sure=False)
    if not 1 < len(tail) <= _LONGEST:
        return mention
    if not _is_added(tail):
        return replace(mention, is_sure=mention.is_sure and not is_misspelt(tail))
    if names_patients(tail) or is_restricted(index, first):
        return replace(mention, is_sure=False)
    span = Span(mention.span.start, index.ends[end - 1])
    whole = classify(index, index.words[first:end], (first, end), span, mention.count, mention.form)
    if whole.position != "appended":
        return mention
    return replace(mention, span=span, position=whole.position, place=whole.place, tokens=whole.tokens)


def _goes_on_better_behind(index: Index, first: int, last: int, end: int) -> bool:
    """Whether one word behind a mention may end its search, and the sentence goes on better without it.

    "It is [best running shoes for flat feet] men flexible".
    """
    if opens_run(index, first) or last + 1 >= end or not ends_search(index.words[last : last + 1]):
        return False
    before = words_of_run_before(index, first)
    with_it, without = (total_attraction(before, index.words[start : start + 2]) for start in (last, last + 1))
    return with_it < without


def _is_added(tail: Words) -> bool:
    """Whether words say whom a search is for, or where: "for beginners", "in Boston"."""
    rest = " ".join(tail[1:])
    return tail[0] in _LEADS and (rest in word_list("audiences") or rest in word_list("cities"))
