"""Chains of short runs of words with one mark between them, of which lists of searches are made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline import tables
from pipeline.facts.keyphrases.finding.list_items import JOINING, Items, ends_with
from pipeline.facts.keyphrases.mentions.index import ITEM_MARKS, Index, Run
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.inflection import is_base
from pipeline.facts.language.realization import ALL_ARTICLES

_MARK = re.compile(rf"[?!]?\s*([,;|·{ITEM_MARKS}])\s*|[?!]?\s+([-–—/])\s+|([.!])\s+")
"""What parts two items: a mark, or the stop of a sentence where each item is one."""
_STOPS = (".", "!")
_LONGEST = 8
"""Words of the longest item."""
_FEWEST = 3
"""Runs in a chain: a list, or a title and two items behind it."""
_MOST = 100
"""Runs in a chain, so that a list without end takes no time without end."""
_FEWEST_BARE = 2
"""Items behind a title."""
_ALIKE = 4
"""First letters of two words that may be one word, in the singular and the plural."""


def find_chains(index: Index) -> Iterator[Items]:
    """The chains of three or more runs of words of a text, all but the first of them short."""
    text, starts, ends = index.text, index.starts, index.ends
    chain: list[Run] = []
    mark = ""
    for run in index.runs:
        found = ""
        if run.last - run.first <= _LONGEST and chain and run.block == chain[-1].block:
            found = mark_of(text[ends[run.first - 1] : starts[run.first]])
        if found and mark in ("", found) and len(chain) < _MOST:
            chain.append(run)
            mark = found
            continue
        if len(chain) >= _FEWEST:
            yield Items(index, tuple(chain), mark)
        chain = [chain[-1], run] if found else [run]
        mark = found
    if len(chain) >= _FEWEST:
        yield Items(index, tuple(chain), mark)


@lru_cache(maxsize=256)
def mark_of(gap: str) -> str:
    """The mark between two items that a gap holds, if it holds nothing else."""
    found = _MARK.fullmatch(gap)
    return (found[1] or found[2] or found[3]) if found else ""


def bare_stretches(items: Items) -> Iterator[Items]:
    """The stretches of a chain that are no part of a sentence by their words, two items or more.

    Where each item is a sentence these are all that there are, else the last one.
    """
    if items.mark not in _STOPS and not _ends_like_list(items):
        return
    counts = Counter(word for words in items.words for word in set(words))
    shared = frozenset(word for word, count in counts.items() if count > 1)
    end = len(items)
    for number in range(len(items) - 1, -1, -1):
        if is_bare(items.index, items.runs[number], shared):
            continue
        if end - number > _FEWEST_BARE:
            yield Items(items.index, items.runs[number + 1 : end], items.mark)
        if items.mark not in _STOPS:
            return
        end = number
    if end >= _FEWEST_BARE:
        yield Items(items.index, items.runs[:end], items.mark)


def _ends_like_list(items: Items) -> bool:
    """Whether the last item shares a word with one of the two before it, and no small word opens it; a quick look."""
    last, *others = ({word[:_ALIKE] for word in items.index.words[run.first : run.last]} for run in items.runs[:-4:-1])
    opening = items.words[-1][0]
    small = tables.function_words()
    if opening in small and opening not in word_list("query_starts"):
        return False
    return any(len(word) == _ALIKE and word not in small for word in last.intersection(set().union(*others)))


def is_bare(index: Index, run: Run, shared: frozenset[str]) -> bool:
    """Whether an item is but a noun phrase or a search, by its words.

    Args:
        index: the text.
        run: the words of the item.
        shared: words of other items too, which tell nothing: "filter" may be a verb.
    """
    words = index.words[run.first : run.last]
    if len(words) > _LONGEST:
        return False
    joined = words[0] in JOINING and len(words) > 1
    words = words[joined:]
    words = words[: len(words) - ends_with(words, word_list("list_tails"))]
    if words[0] in word_list("query_starts"):
        return True
    small, joins = tables.function_words(), word_list("item_joins")
    if words[0] in small and words[0] != "most":
        return False
    for number, (before, word) in enumerate(pairwise(words), run.first + joined + 1):
        # "In a week" is typed into a search as it is written.
        is_article = word in ALL_ARTICLES and before in joins
        if word in small and not (word in joins or is_article or index.tokens.texts[number].istitle()):
            return False
    known = shared | word_list("query_heads")
    if len(words) > 1 and words[-2] in shared:
        # "Causes" may be a noun behind what all items are about.
        words = words[:-1]
    return not has_verb(word for word in words[is_base(words[0], "VERB") :] if word not in known)
