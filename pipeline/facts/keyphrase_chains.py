"""Chains of short items with one mark between them, and what tells that they are searches for one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from pipeline import tables
from pipeline.facts.fluency import has_verb
from pipeline.facts.inflection import is_base
from pipeline.facts.keyphrase_index import Index, Run, Words
from pipeline.facts.keyphrase_lists import cities_by_block
from pipeline.facts.keyphrase_places import word_list
from pipeline.facts.keyphrase_variants import YEAR
from pipeline.facts.vocabulary import stem

_MARK = re.compile(r"[?!]?\s*([,;|•·])\s*|[?!]?\s+([-–—/])\s+|([.!])\s+")
"""What parts two items: a mark, or the stop of a sentence where each item is one."""
_STOPS = (".", "!")
_LONGEST = 8
"""Words of the longest item."""
_LONGEST_TAIL = 3
"""Words of the longest addition to a search."""
_STATE_CODE = 2
"""Letters in the code of a state."""
_ROMAN = frozenset("IVX")
_LONGEST_NAME = 3
"""Words of the name of a place, the code of its state among them."""
_FEWEST = 3
"""Runs in a chain: a list, or a title and two items behind it."""
_FEWEST_BARE = 2
"""Items behind a title."""
_ALIKE = 4
"""First letters of two words that may be one word, in the singular and the plural."""
_ARTICLES = frozenset({"a", "an", "the"})
"""May stand behind a preposition in a search: "in a week"."""
_FEWEST_WITH_OTHER = 4
"""Items in a list of which one may lack the words that the others share."""


@dataclass(frozen=True)
class Items:
    """Neighboring items with one mark between them.

    Attributes:
        index: the text.
        runs: the words of each item.
        mark: what stands between two of them.
    """

    index: Index
    runs: tuple[Run, ...]
    mark: str

    def __len__(self) -> int:
        return len(self.runs)

    def behind(self, number: int) -> Items:
        """The items from one on, by its number."""
        return Items(self.index, self.runs[number:], self.mark)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of each item."""
        return tuple(self.index.words[run.first : run.last] for run in self.runs)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of the content words of each item."""
        small = tables.function_words()
        return tuple(frozenset(stem(word) for word in item if word not in small) for item in self.words)

    @cached_property
    def core(self) -> frozenset[str]:
        """The stems of what all items are about: no word of a search, and no place.

        Of four items or more, one behind the first may be about something else; the last one where it is a search.
        """
        counts = Counter(word for item in self.stems for word in item)
        fewest = max(2, len(self) - (len(self) >= _FEWEST_WITH_OTHER))
        places = {stem(word) for towns in self._towns for town in towns for word in town}
        core = frozenset(word for word in self.stems[0] if counts[word] >= fewest) - _asked() - places
        ends = not core.isdisjoint(self.stems[-1]) or self._towns[-1] or is_asked(self.words[-1])
        return core if ends else frozenset()

    @cached_property
    def _towns(self) -> tuple[tuple[Words, ...], ...]:
        """The names of the places in each item, a state's code among them."""
        known = cities_by_block(self.index)
        found: list[tuple[Words, ...]] = []
        for run, words in zip(self.runs, self.words, strict=True):
            inside = ((start, end) for start, end in known.get(run.block, ()) if run.first <= start < end <= run.last)
            towns = [self.index.words[start:end] for start, end in inside]
            state = [words[-1:]] if len(words) > 1 and self._is_state(run) else []
            found.append((*towns, *state))
        return tuple(found)

    def _is_state(self, run: Run) -> bool:
        """Whether an item ends with the code of a state: "Hip Surgeon Salem MA", but not "Diabetes Type II"."""
        before, last = self.index.tokens.texts[run.last - 2 : run.last]
        is_code = len(last) == _STATE_CODE and last.isupper() and before.istitle() and not _ROMAN.issuperset(last)
        return is_code or last.lower() in word_list("states")

    @cached_property
    def towns(self) -> int:
        """How many items name a place."""
        return sum(map(bool, self._towns))

    @cached_property
    def asked(self) -> int:
        """How many items hold what people add to a search: "best", "near me", a place."""
        return sum(
            bool(towns) or is_asked(words) or self._is_plain(number)
            for number, (words, towns) in enumerate(zip(self.words, self._towns, strict=True))
        )

    @cached_property
    def strongly_asked(self) -> int:
        """How many items hold what only a search does: "near me", a year, a place in lower case."""
        return sum(self._is_plain(number) or is_strongly_asked(words) for number, words in enumerate(self.words))

    def _is_plain(self, number: int) -> bool:
        """Whether an item names a place in lower case."""
        run = self.runs[number]
        texts = self.index.tokens.texts[run.first : run.last]
        return any(text.islower() and (text,) in self._towns[number] for text in texts)

    @cached_property
    def nested(self) -> int:
        """How many items hold all that another says in two words or more."""
        return sum(
            any(len(other) > 1 and other <= one for place, other in enumerate(self.stems) if place != number)
            for number, one in enumerate(self.stems)
        )

    @cached_property
    def opens_alike(self) -> bool:
        """Whether all items open with the same two words, both of them content words."""
        opening = {item[:2] for item in self.words}
        return len(opening) == 1 and tables.function_words().isdisjoint(*opening) and len(self.words[0]) > 1

    @cached_property
    def has_bare(self) -> bool:
        """Whether one item says what all are about, and nothing else but what people add to a search."""
        return any(item - _asked() <= self.core for item in self.stems)

    @cached_property
    def are_named(self) -> bool:
        """Whether every item adds words with a capital to what all are about, three at most."""
        added = [self._added(number) for number in range(len(self))]
        return all(0 < len(texts) <= _LONGEST_NAME and all(text[0].isupper() for text in texts) for texts in added)

    def _added(self, number: int) -> list[str]:
        run = self.runs[number]
        texts = self.index.tokens.texts[run.first : run.last]
        return [text for text, word in zip(texts, self.words[number], strict=True) if stem(word) not in self.core]


def find_chains(index: Index) -> Iterator[Items]:
    """The chains of three or more runs of words of a text, all but the first of them short."""
    chain: list[Run] = []
    mark = ""
    for run in index.runs:
        found = ""
        if chain and run.block == chain[-1].block and run.last - run.first <= _LONGEST:
            found = mark_of(index.text[index.ends[run.first - 1] : index.starts[run.first]])
        if found and mark in ("", found):
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
    counts = Counter(word for words in items.words for word in words)
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
    opening = items.index.words[items.runs[-1].first]
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
    if words[0] in word_list("query_starts"):
        return True
    small, joins = tables.function_words(), word_list("item_joins")
    if words[0] in small and words[0] != "most":
        return False
    for number, (before, word) in enumerate(pairwise(words), run.first + 1):
        is_article = word in _ARTICLES and before in joins
        if word in small and not (word in joins or is_article or index.tokens.texts[number].istitle()):
            return False
    known = shared | word_list("query_heads")
    if len(words) > 1 and words[-2] in shared:
        # "Causes" may be a noun behind what all items are about.
        words = words[:-1]
    return not has_verb(word for word in words[is_base(words[0], "VERB") :] if word not in known)


@cache
def _asked() -> frozenset[str]:
    """The stems of what people add to a search."""
    names = ("query_heads", "query_ends", "query_tails", "list_tails")
    return frozenset(stem(word) for name in names for entry in word_list(name) for word in entry.split())


def is_asked(words: Words) -> bool:
    """Whether an item opens or ends with what people add to a search."""
    tails = word_list("query_ends") | word_list("query_tails")
    return len(words) > 1 and (
        words[0] in word_list("query_heads") or _ends_with(words, tails) or is_strongly_asked(words)
    )


def is_strongly_asked(words: Words) -> bool:
    """Whether an item ends with what only a search does."""
    return len(words) > 1 and (bool(YEAR.fullmatch(words[-1])) or _ends_with(words, word_list("list_tails")))


def _ends_with(words: Words, tails: frozenset[str]) -> bool:
    return any(" ".join(words[-size:]) in tails for size in range(1, min(_LONGEST_TAIL, len(words) - 1) + 1))
