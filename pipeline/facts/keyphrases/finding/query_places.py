"""Where a search query may stand that comes but once: at the end of sentences, between their marks, in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Run, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import BLOCK_EDGE, mark_of, total_attraction
from pipeline.facts.language.vocabulary import is_word, stem

Kind = Literal[
    "tail",
    "segment",
    "middle",
    "aside",
    "title_case",
    "capitalized_sentence",
    "lowercase_sentence",
    "lowercase_start",
    "lowercase_line",
]

LONGEST, SHORTEST = 14, 3
"""Words of a query."""
_FEWEST_BEFORE = 3
"""Words of a sentence that a query is hung on, where no comma or the like parts them from more."""
_LOOSE = 2.0
"""Attraction over a seam up to which the words behind it are looked at. The trees were fitted on these."""
_LOOSE_INSIDE = 0.0
"""The same for words inside a sentence."""
_BRACKETS = {"(": ")", "[": "]"}
PARTING = ",;:–—-"
"""Marks inside a sentence behind which a query may stand."""
_JOINS = frozenset({"and", "or", "plus"})
"""Words that no query in brackets holds, while what an author explains often does."""
_FEWEST_MARKS = 2
"""Marks of a query that words inside of a sentence have."""


class Stretch(NamedTuple):
    """Words that may be a query: ``tokens[first:last]``, all of one run.

    A ``tail`` ends its sentence, a ``segment`` fills the space between two marks of one, a ``middle`` is inside of one,
    an ``aside`` stands in brackets of its own, and ``title_case`` is inside of a sentence, with capitals. The others
    are whole sentences, whole lines, and a lowercase beginning of a sentence up to a capital.
    """

    first: int
    last: int
    kind: Kind


def stretch_in(run: Run, first: int, last: int) -> Stretch:
    """Words of a run that stand at its end, or inside of it."""
    return Stretch(first, last, "tail" if last == run.last else "middle")


def find_stretches(index: Index, *, with_all_asides: bool = False) -> Iterator[Stretch]:
    """The words that may be a query by the words around them: no clause, and nothing that leads on to them.

    Longer tails of a sentence come after shorter ones. What stands in brackets has a mark of a query, unless
    ``with_all_asides``.
    """
    for run in index.runs:
        if index.blocks[run.block].kind in RUNNING_TEXT:
            if _is_aside(index, run, with_all_asides):
                yield Stretch(run.first, run.last, "aside")
                continue
            yield from _middles(index, run)
            for last in sentence_ends(index, run):
                yield from _tails(index, run, last)
            if _is_segment(index, run):
                yield Stretch(run.first, run.last, "segment")


def count_marks(words: Words) -> int:
    """How many kinds of words mark some words as a query: "best", "near me", a year, a state, a word twice."""
    return sum(
        (
            starts_as_query(words),
            ends_as_query(words) or holds_near_me(words),
            _has_query_words(words),
            any(map(is_year, words)),
            repeats_word(words),
            names_state(words),
        )
    )


def starts_as_query(words: Words) -> bool:
    """Whether queries begin with the first word."""
    return words[0] in word_list("query_starts") or words[0] in word_list("query_heads")


def ends_as_query(words: Words) -> bool:
    """Whether queries end with the last word, or the last two."""
    return words[-1] in word_list("query_ends") or " ".join(words[-2:]) in word_list("query_ends")


def holds_near_me(words: Words) -> bool:
    """Whether "near me" is among some words."""
    return ("near", "me") in pairwise(words)


def _has_query_words(words: Words) -> bool:
    return sum(word in word_list("query_words") for word in words) > 1


def repeats_word(words: Words) -> bool:
    """Whether a content word stands twice among some words, in whatever form."""
    content = [stem(word) for word in words if word not in tables.function_words()]
    return len(set(content)) < len(content)


def names_state(words: Words) -> bool:
    """Whether the code of a state stands behind another word."""
    return not word_list("states").isdisjoint(words[1:])


def is_year(word: str) -> bool:
    """Whether a word is a year of this century, as in "best probiotics 2023"."""
    return len(word) == 4 and word.isdigit() and word.startswith("20")


def is_unknown(word: str) -> bool:
    """Whether a word is in no dictionary."""
    return word.isalpha() and not is_word(word)


def words_before(index: Index, first: int) -> tuple[str, str]:
    """The two words, or the word and the mark, that a token of running text follows; edges where its block starts."""
    run = index.runs[index.run_of[first]]
    one, other = bare_words_before(index, first)
    if first == run.first:
        return (other, mark_of(_mark_before(index, run)) or "-") if other != BLOCK_EDGE else (one, other)
    return (mark_of(_mark_before(index, run)) or BLOCK_EDGE if first - 1 == run.first else one), other


def bare_words_before(index: Index, first: int) -> tuple[str, str]:
    """The two words of its block that a token follows, whatever marks are between; edges at the start of the block."""
    start = index.blocks[index.block_of(first)].span.start
    before = (number >= 0 and index.starts[number] >= start for number in (first - 2, first - 1))
    one, other = (index.words[first - 2 + place] if is_there else BLOCK_EDGE for place, is_there in enumerate(before))
    return one, other


def _mark_before(index: Index, run: Run) -> str:
    """What stands between a run and the word before it in its block."""
    start = index.blocks[run.block].span.start
    return index.text[max(start, index.ends[run.first - 1] if run.first else start) : index.starts[run.first]]


def sentence_ends(index: Index, run: Run) -> Iterator[int]:
    """The tokens behind the words of a run that end a sentence; its stop may be lost: "walk knee brace Nobody"."""
    for number in range(run.first + 1, run.last):
        written = index.text[index.starts[number] : index.ends[number]]
        follows = index.text[index.starts[number - 1]].islower()
        # No name or abbreviation: "IT", "US", "I".
        if follows and written.istitle() and written != "I" and index.words[number] in tables.function_words():
            yield number
    if _ends_sentence(index, run):
        yield run.last


def _ends_sentence(index: Index, run: Run) -> bool:
    end = index.ends[run.last - 1]
    return end >= index.blocks[run.block].span.end or index.text[end] in STOPS


def _tails(index: Index, run: Run, last: int) -> Iterator[Stretch]:
    seldom = _seldom_in_queries()
    fewest = 1 if _mark_before(index, run).strip() in tuple(PARTING) else _FEWEST_BEFORE
    for first in range(last - 1, max(run.first + fewest, last - LONGEST) - 1, -1):
        if index.words[first] in seldom:
            return
        if last - first >= SHORTEST and _is_loose(index, first, _LOOSE):
            yield Stretch(first, last, "tail")


def _is_segment(index: Index, run: Run) -> bool:
    """Whether words fill the space between two marks of a sentence and may be a query by what they are."""
    words = index.words[run.first : run.last]
    if not SHORTEST <= len(words) <= LONGEST or _mark_before(index, run).strip() not in tuple(PARTING):
        return False
    if bare_words_before(index, run.first)[1] == BLOCK_EDGE:
        return False
    is_plain = words[0] not in tables.function_words() and _seldom_in_queries().isdisjoint(words)
    return is_plain or starts_as_query(words)


@cache
def _seldom_in_queries() -> frozenset[str]:
    """Words that the last words of most sentences hold, and queries hardly ever."""
    return word_list("clause_words") | {"and", "or", "the"}


def _is_loose(index: Index, first: int, most: float) -> bool:
    """Whether nothing before a token leads on to it."""
    if index.words[first - 1] in leading_words():
        return False
    return total_attraction(words_before(index, first), index.words[first : first + 2]) < most


@cache
def leading_words() -> frozenset[str]:
    """Words that lead on to what follows."""
    small = tables.function_words() - word_list("closing_words")
    return small | word_list("connectors") | word_list("determiners")


def _is_aside(index: Index, run: Run, may_be_any: bool) -> bool:
    """Whether words fill the brackets that they stand in, and begin, end or are made up as only queries are.

    Authors ask in brackets too: "(how to measure it)".
    """
    start, end = index.starts[run.first], index.ends[run.last - 1]
    before, block = index.text[start - 1 : start], index.blocks[run.block]
    if not before or _BRACKETS.get(before) != index.text[end : end + 1] or index.text[end + 1 : end + 2] in ("(", "["):
        return False
    is_led = index.text[block.span.start : start - 1].rstrip()[-1:].isalnum()
    words = index.words[run.first : run.last]
    is_marked = may_be_any or words[0] in word_list("query_heads") or ends_as_query(words) or names_state(words)
    is_marked = is_marked or _has_query_words(words)
    is_short = SHORTEST <= len(words) <= LONGEST
    return is_led and is_short and is_marked and is_clauseless(words) and _JOINS.isdisjoint(words)


def _middles(index: Index, run: Run) -> Iterator[Stretch]:
    """What begins as a query inside a sentence, up to a word that goes on with the sentence."""
    words = index.words
    for first in range(run.first + 2, run.last - SHORTEST):
        if not starts_as_query(words[first : first + 1]) or not _is_loose(index, first, _LOOSE_INSIDE):
            continue
        for last in range(first + SHORTEST, min(run.last, first + LONGEST + 1)):
            own = words[first:last]
            is_bounded = words[last] in leading_words() and own[-1] not in leading_words()
            if is_bounded and is_clauseless(own) and count_marks(own) >= _FEWEST_MARKS:
                yield Stretch(first, last, "middle")


def is_clauseless(words: Words) -> bool:
    """Whether no word is among some words that clauses have and queries have not."""
    return word_list("clause_words").isdisjoint(words)
