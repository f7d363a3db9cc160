"""Search queries between other words of a sentence.

"The smallest change [Blood Pressure Cuff For Large Arms Near Me] in the height of the hand": capitals show where such
words begin and end. "By the time [can you walk on plantar fasitis] the pain arrives": nothing does, so that many places
have to be looked at, which pays only where something was stuffed elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import groupby

from pipeline import tables
from pipeline.facts.keyphrases.finding.query_places import (
    LONGEST,
    SHORTEST,
    Stretch,
    leading_words,
    words_before,
)
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.seams import bounded_attraction
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import total_attraction

_LOOSE = 3.0
"""Attraction over a seam up to which words behind it are looked at. The trees were fitted on these."""
_ENDS = 4
"""Ends that are looked at for each beginning: those by which the sentence goes on best without the words."""
_FEWEST_BESIDE = (2, 1)
"""Words of the same sentence before and behind."""
_SHORTEST_TITLE = 4
"""Words with capitals; names are shorter."""


def find_titles(index: Index) -> Iterator[Stretch]:
    """The words with capitals inside of sentences, small words among them, which names seldom hold with a capital."""
    for run in index.runs:
        if index.blocks[run.block].kind in RUNNING_TEXT:
            numbers = range(run.first + 1, run.last)
            for is_title, group in groupby(numbers, key=lambda number: _has_capital(index, number)):
                own = list(group)
                is_long = is_title and _SHORTEST_TITLE <= len(own) <= LONGEST
                if is_long and not _has_capital(index, own[0] - 1) and _has_small_word(index, own[1:]):
                    yield Stretch(own[0], own[-1] + 1, "title_case")


def _has_capital(index: Index, number: int) -> bool:
    letter = index.text[index.starts[number]]
    return letter.isupper() or letter.isdigit()


def _has_small_word(index: Index, numbers: Sequence[int]) -> bool:
    return any(index.words[number] in tables.function_words() and index.words[number] != "i" for number in numbers)


def find_insides(index: Index) -> Iterator[Stretch]:
    """The words inside of sentences that nothing leads on to, up to where the sentence may go on."""
    for run in index.runs:
        if index.blocks[run.block].kind in RUNNING_TEXT:
            for first in range(run.first + _FEWEST_BESIDE[0], run.last - _FEWEST_BESIDE[1] - SHORTEST + 1):
                if _is_beginning(index, first):
                    yield from (Stretch(first, last, "middle") for last in _ends(index, run, first))


def _is_beginning(index: Index, first: int) -> bool:
    is_capital = index.text[index.starts[first]].isupper() and index.text[index.starts[first - 1]].islower()
    if index.words[first - 1] in leading_words() and not is_capital:
        return False
    return total_attraction(words_before(index, first), index.words[first : first + 2]) < _LOOSE


def _ends(index: Index, run: Run, first: int) -> list[int]:
    words, before = index.words, words_before(index, first)

    def goes_on(last: int) -> float:
        after = words[last : last + 2]
        return bounded_attraction(before, after) - bounded_attraction((words[last - 2], words[last - 1]), after)

    most = min(run.last - _FEWEST_BESIDE[1], first + LONGEST)
    ends = (last for last in range(first + SHORTEST, most + 1) if words[last - 1] not in leading_words())
    return nlargest(_ENDS, ends, key=goes_on)
