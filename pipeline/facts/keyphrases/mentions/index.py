"""Where the words of a text stand: in which block, in which run of words, and how its sentences start."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import copy
from functools import cached_property, partial
from itertools import chain, compress, count, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.tokens import Tokens
from pipeline.facts.language.topics import Topic
from pipeline.facts.language.vocabulary import stem
from pipeline.model import Block, Span

Words = tuple[str, ...]

STOPS = ".?!…"
"""Characters that end a sentence."""

STOPS_AND_PAUSES = STOPS + ",;:"
"""These, and those that end a part of one."""

CLOSERS = "\"'”’»)]"
"""Characters that may stand between a stop and the space after it."""

ITEM_MARKS = "•✓✔✅☑➤►▪‣"
"""Characters that stand before the items of a list."""

_BREAK = re.compile(rf"[.,?!…:;|/{ITEM_MARKS}<>{{}}()\[\]\"“”„«»\r\n]|[–—]|\s[-*]\s")
"""What a search phrase does not run across."""

_SENTENCE_GAP = re.compile(r"(?<=[a-z][.?!])[ \t\u00a0]{1,4}(?=[A-Z])")

_FEW = 10
"""Words that are looked for one by one, before it takes less time to sort all of them once."""


class Run(NamedTuple):
    """Neighboring words, ``tokens[first:last]``, with nothing between them that a phrase does not run across."""

    first: int
    last: int
    block: int


# ``Run._make`` without its check of the length, which takes longer than all the rest.
_run = partial(tuple.__new__, Run)


class Coded(NamedTuple):
    """Words by number.

    Attributes:
        vocabulary: each word with its number, in the order of the numbers.
        words: the number of each word of the text.
        runs: the number of the run that each word belongs to; negative for none.
    """

    vocabulary: dict[str, int]
    words: NDArray[np.int64]
    runs: NDArray[np.int64]


def code(words: Sequence[str], runs: Sequence[int]) -> Coded:
    """Words as the numbers of their first places, and the runs that they belong to."""
    vocabulary: dict[str, int] = {}
    numbers = np.fromiter(map(vocabulary.setdefault, words, count()), np.int64, len(words))
    return Coded(vocabulary, numbers, np.array(runs, dtype=np.int64))


class Pairs(NamedTuple):
    """Words side by side in a run: first tokens, those of equal pairs one behind the other, in their order.

    Attributes:
        starts: the number of each pair's first word.
        equals_next: whether each of them, but for the last, is the same pair as the next.
    """

    starts: NDArray[np.int64]
    equals_next: NDArray[np.bool_]


def order_pairs(coded: Coded) -> Pairs:
    """The pairs of words of each run."""
    words, runs = coded.words, coded.runs
    inside = np.flatnonzero((runs[:-1] == runs[1:]) & (runs[1:] >= 0))
    # No word has so great a number, be it a word of the text or one that was added.
    pairs = words[inside] * (len(words) + len(coded.vocabulary)) + words[inside + 1]
    order = np.argsort(pairs, kind="stable")
    return Pairs(inside[order], np.diff(pairs[order]) == 0)


class Index:
    """A text prepared for the search of phrases.

    Args:
        text: the article's text.
        tokens: its words.
        blocks: its blocks; the words of blocks that are no prose belong to no run.
        line_starts: numbers of the words that stand first in a line of their block, where the text does not show that;
            no phrase runs on into a number there.
        targets: addresses and the like, sorted; their words belong to no run.

    Attributes:
        words: all words in lower case.
        starts: where each word starts.
        ends: where it ends, half-open.
        runs: the runs of words.
        run_of: number of the run of each word; -1 for none.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        blocks: Sequence[Block],
        line_starts: frozenset[int] = frozenset(),
        targets: Sequence[Span] = (),
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.blocks = blocks
        self.line_starts = line_starts
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.words = tokens.lower
        self.runs: list[Run] = []
        self.run_of: list[int] = [-1] * len(tokens)
        self._sought = 0
        self._divide(self._words_in(targets))

    def _words_in(self, spans: Sequence[Span]) -> set[int]:
        """The numbers of the words that start in some spans."""
        return set(chain.from_iterable(range(*self.tokens_in(span)) for span in spans))

    def _divide(self, left_out: set[int]) -> None:
        """Divide the words into runs, but for those left out."""
        starts, ends, gaps = self.starts, self.ends, self.tokens.gaps(self.text)
        # Few gaps differ from each other.
        breaks = {gap for gap in set(gaps) if _BREAK.search(gap)}
        parted = list(compress(count(1), map(breaks.__contains__, gaps)))
        if self.line_starts:
            numbers = {number for number in self.line_starts if self.words[number][0].isdigit()}
            parted = sorted(numbers.union(parted))
        if left_out:
            parted = sorted({*parted, *left_out, *(number + 1 for number in left_out)})
        for number, block in enumerate(self.blocks):
            if block.kind in PROSE:
                first, last = bisect_left(starts, block.span.start), bisect_right(ends, block.span.end)
                inside = parted[bisect_right(parted, first) : bisect_left(parted, last)]
                for start, end in pairwise((first, *inside, last)):
                    if end > start and start not in left_out:
                        self.run_of[start:end] = [len(self.runs)] * (end - start)
                        self.runs.append(_run((start, end, number)))

    def with_text(self, text: str) -> Index:
        """The same words in another letter case.

        Args:
            text: the text, as long as this one, its words in the same places.
        """
        other = copy(self)
        other.text = text
        for told_by_case in ("sentence_gap", "sentence_starts"):
            other.__dict__.pop(told_by_case, None)
        return other

    @cached_property
    def sentence_gap(self) -> str:
        """The white space that mostly stands between two sentences of a block."""
        gaps = Counter(_SENTENCE_GAP.findall(self.text))
        return max(gaps, key=lambda gap: (gaps[gap], gap), default=" ")

    @cached_property
    def coded(self) -> Coded:
        """The words as numbers, for what goes through all of them at once."""
        return code(self.words, self.run_of)

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs of words, for what looks for those that come back."""
        return order_pairs(self.coded)

    def places_of(self, word: str) -> Sequence[int]:
        """Token numbers of a lower-case word inside prose, in their order."""
        if self._sought < _FEW and "_places" not in self.__dict__:
            self._sought += 1
            words, runs = self.coded.words, self.coded.runs
            places: list[int] = np.flatnonzero((words == self.coded.vocabulary.get(word, -1)) & (runs >= 0)).tolist()
            return places
        return self._places.get(word, ())

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Token numbers of each lower-case word inside prose."""
        prose = np.flatnonzero(self.coded.runs >= 0)
        words = self.coded.words[prose]
        numbers = prose[np.argsort(words, kind="stable")].tolist()
        firsts = np.flatnonzero(self.coded.words == np.arange(len(self.words)))
        ends = np.bincount(words, minlength=len(self.words)).cumsum()[firsts].tolist()
        spans = zip(self.coded.vocabulary, [0, *ends], ends, strict=False)
        return {word: numbers[start:end] for word, start, end in spans if end > start}

    @cached_property
    def by_stem(self) -> dict[str, list[str]]:
        """The words of prose by their stems."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            found[stem(word)].append(word)
        return found

    @cached_property
    def by_shape(self) -> dict[tuple[str, int], list[str]]:
        """The words of prose by their first letter and their length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._places:
            found[word[0], len(word)].append(word)
        return found

    @cached_property
    def topic(self) -> Topic:
        """What the text is about."""
        vocabulary = self.coded.vocabulary
        return Topic(vocabulary, map(self._counts.__getitem__, vocabulary.values()))

    @cached_property
    def _counts(self) -> list[int]:
        """How often each word stands in prose, by its number."""
        words, runs = self.coded.words, self.coded.runs
        counts: list[int] = np.bincount(words[runs >= 0], minlength=len(words)).tolist()
        return counts

    def count_of(self, word: str) -> int:
        """How often a lower-case word stands in prose."""
        number = self.coded.vocabulary.get(word)
        return 0 if number is None else self._counts[number]

    def rarest(self, words: Sequence[str]) -> int:
        """The place, among some lower-case words, of the one that is rarest in prose; of several the first."""
        counts = list(map(self.count_of, words))
        return counts.index(min(counts))

    def tokens_in(self, span: Span) -> tuple[int, int]:
        """Number of the first token that starts in a span, and of the one behind the last."""
        first = bisect_left(self.starts, span.start)
        return first, bisect_left(self.starts, span.end, lo=first)

    def block_of(self, token: int) -> int:
        """Number of the block that a token stands in."""
        return self.runs[self.run_of[token]].block

    def begins_line(self, token: int) -> bool:
        """Whether a line break stands between a token and the one before it."""
        if token in self.line_starts or not 0 < token < len(self.tokens):
            return token in self.line_starts
        return not {"\r", "\n"}.isdisjoint(self.text[self.ends[token - 1] : self.starts[token]])

    def starts_sentence(self, position: int, block: Block) -> bool:
        """Whether what comes before ``position`` in its block ends a sentence, or is nothing.

        Behind an ellipsis a sentence may go on, so that does not count.
        """
        before = self.text[max(block.span.start, position - 40) : position].rstrip()
        bare = before.rstrip(CLOSERS + "*_~")
        if not bare:
            return position - block.span.start <= len(CLOSERS) or not before
        return bare[-1] in ".?!" and not _abbreviated(bare)

    def is_lowercase(self, number: int) -> bool:
        """Whether a word is written in small letters alone, not as "pH" or "mRNA"."""
        return self.text[self.starts[number] : self.ends[number]].islower()

    def continues(self, number: int) -> bool:
        """Whether a block is the next line of a paragraph that is broken into lines."""
        before = self.blocks[number - 1] if 0 < number < len(self.blocks) else None
        if before is None or before.kind not in PROSE or before.line.end < self.blocks[number].line.start:
            return False
        return self.text[before.span.end - 1] not in STOPS + CLOSERS + ":"

    def is_sloppy(self, mentions: int = 0) -> bool:
        """Whether so many sentences start in lower case that one more says nothing.

        Args:
            mentions: how many of these start with a mention of the phrase in question, and do not count.
        """
        total, lower = self.sentence_starts
        share = tables.settings("stuffing/model.toml")["threshold"]["sloppy_text"]
        return bool(lower - mentions > max(1, share * (total - mentions)))

    @cached_property
    def sentence_starts(self) -> tuple[int, int]:
        """How many sentences start in running text, and how many of them in lower case."""
        total = lower = 0
        for run in self.runs:
            block, start = self.blocks[run.block], self.starts[run.first]
            if start == block.span.start and (block.kind in ("li", "td") or self.continues(run.block)):
                continue
            if self.starts_sentence(start, block):
                total += 1
                lower += self.text[start].islower()
        return total, lower


def _abbreviated(before: str) -> bool:
    """Whether a text that ends in a stop ends in an abbreviation rather than in a sentence."""
    if before[-1] != ".":
        return False
    word = re.split(r"[\s(\[\"“]", before.rstrip("."))[-1]
    return "." in word or word.lower() in _abbreviations() or (len(word) == 1 and word.isupper())


def _abbreviations() -> frozenset[str]:
    return frozenset(tables.settings("stuffing/words.toml")["abbreviations"])
