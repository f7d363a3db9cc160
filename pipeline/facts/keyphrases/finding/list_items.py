"""Items of a list that may be searches for one thing, and what tells that they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline import tables
from pipeline.facts.keyphrases.finding.lists import cities_by_block
from pipeline.facts.keyphrases.finding.variants import YEAR
from pipeline.facts.keyphrases.mentions.index import Index, Run, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.vocabulary import stem

BARS = ("|", "•", "·", "/", "-", "–", "—")
"""Marks that part the entries of a menu as well."""
JOINING = frozenset({"and", "or"})
_LONGEST_TAIL = 3
"""Words of the longest addition to a search."""
_STATE_CODE = 2
"""Letters in the code of a state."""
_ROMAN = frozenset("IVX")
_LONGEST_NAME = 3
"""Words of the name of a place, the code of its state among them."""
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
        """The words of each item, without the "and" of the last one."""
        words = [self.index.words[run.first : run.last] for run in self.runs]
        return (*words[:-1], words[-1][self.is_joined :])

    @cached_property
    def is_joined(self) -> bool:
        """Whether the last item opens with "and" or "or", as in the list of an author."""
        last = self.runs[-1]
        return last.last - last.first > 1 and self.index.words[last.first] in JOINING

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
            places = known.get(run.block, [])
            inside = places[bisect_left(places, (run.first, 0)) : bisect_left(places, (run.last, 0))]
            inside = [(start, end) for start, end in inside if end <= run.last]
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
        """How many items hold what people add to a search: "best", "near me", a place.

        A series of years is an author's: "the reports 2021, 2022 and 2023". So are the names of clinics with their
        places.
        """
        years = {words[-1] for words in self.words if YEAR.fullmatch(words[-1])}
        return sum(
            self._is_plain(number)
            or is_asked(words)
            or (len(years) == 1 and words[-1] in years)
            or self._is_sought(number)
            for number, words in enumerate(self.words)
        )

    @cached_property
    def strongly_asked(self) -> int:
        """How many items hold what only a search does: "near me", a place in lower case."""
        return sum(self._is_plain(number) or is_strongly_asked(words) for number, words in enumerate(self.words))

    def _is_sought(self, number: int) -> bool:
        """Whether an item names a place, and is no name as a whole; an author puts a comma before a state's code."""
        run, small = self.runs[number], tables.function_words()
        if not self._towns[number]:
            return False
        texts = self.index.tokens.texts[run.first : run.last]
        return self.mark in BARS or self._is_state(run) or any(text.islower() and text not in small for text in texts)

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
    def for_somebody(self) -> int:
        """How many items end with whom they are for: "for women", "over 40"."""
        known = word_list("audiences")
        ends = (words[-2:] for words in self.words)
        return sum(end[-1] in known or (end[-1].isdigit() and end[0] == "over") for end in ends)

    @cached_property
    def headed(self) -> int:
        """How many items open with what people put before a search: "best"."""
        return sum(words[0] in word_list("query_heads") for words in self.words)

    @cached_property
    def sold(self) -> int:
        """How many items end with what people ask who buy something: "reviews", "for sale"."""
        return sum(ends_with(words, word_list("shop_tails")) > 0 for words in self.words)

    @cached_property
    def are_linked(self) -> bool:
        """Whether every item shares a word with another, or is a search by itself; the first one shares one."""
        counts = Counter(word for item in self.stems for word in item - _asked())
        linked = [any(counts[word] > 1 for word in item) for item in self.stems]
        return linked[0] and all(
            one or is_asked(words) or bool(towns)
            for one, words, towns in zip(linked, self.words, self._towns, strict=True)
        )

    @cached_property
    def are_dated(self) -> bool:
        """Whether all items end with a year."""
        return all(YEAR.fullmatch(words[-1]) for words in self.words)

    @cached_property
    def most_added(self) -> int:
        """The most words that an item adds to what all are about; 0 where one adds none."""
        added = [len(self._added(number)) for number in range(len(self))]
        return max(added) if min(added) else 0

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


@cache
def _asked() -> frozenset[str]:
    """The stems of what people add to a search."""
    names = ("query_heads", "query_ends", "query_tails", "list_tails")
    return frozenset(stem(word) for name in names for entry in word_list(name) for word in entry.split())


def is_asked(words: Words) -> bool:
    """Whether an item opens or ends with what people add to a search."""
    if YEAR.fullmatch(words[-1]):
        words = words[:-1]
    tails = word_list("query_ends") | word_list("query_tails")
    is_headed = len(words) > 1 and words[0] in word_list("query_heads")
    return is_headed or ends_with(words, tails) > 0 or is_strongly_asked(words)


def is_strongly_asked(words: Words) -> bool:
    """Whether an item ends with what only a search does."""
    return ends_with(words, word_list("list_tails")) > 0


def ends_with(words: Words, tails: frozenset[str]) -> int:
    """How many words at the end of an item are one of some tails, with another word before them; 0 for none."""
    sizes = range(min(_LONGEST_TAIL, len(words) - 1), 0, -1)
    return next((size for size in sizes if " ".join(words[-size:]) in tails), 0)
