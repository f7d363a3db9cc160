"""Searches that are run together in a heading, title or text of a picture, with no mark and no small word between.

"Kidney stones kidney stone pain relief fast", "sciatica pain relief sciatica treatment sciatica exercises".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.vocabulary import stem

_FEWEST_SINGLE = 3
"""Times that a single word comes back; two words side by side do so twice."""
_MOST_BETWEEN = 3
"""Words between two mentions."""
_SHORTEST = 4
"""Letters of a single word."""
_LEAST_SAID = 2
"""Words between two mentions with which they may be a sentence whose verb is mostly a noun."""
_COMPARING = frozenset({"versus", "vs"})


class RunTogether(NamedTuple):
    """Words that come back where no author repeats them.

    Attributes:
        first: number of the word at which they stand first.
        again: number of the word at which they stand again.
        length: how many words they are.
        times: how often they stand there.
    """

    first: int
    again: int
    length: int
    times: int


def find_run_together(words: Sequence[str]) -> RunTogether | None:
    """The words that come back among words with nothing but spaces between them, or None.

    With a capital, and behind other words, they may be what the things of a list are: "Group Therapy Family Therapy".
    With a verb they are a sentence: "Breast Cancer Survivors Help Breast Cancer Patients".

    Args:
        words: as they are written.
    """
    lower = [word.lower() for word in words]
    stems = [_told(word) for word in lower]
    for length, fewest in ((2, 2), (1, _FEWEST_SINGLE)):
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(len(words) - length + 1):
            if all(told := tuple(stems[place : place + length])) and (length > 1 or len(told[0]) >= _SHORTEST):
                places[told].append(place)
        for found in places.values():
            chain = _chain(lower, stems, found, length)
            opens = len(chain) >= fewest and (chain[0] == 0 or words[chain[0]].islower())
            if opens and not has_verb(lower[chain[0] :]) and not _may_be_said(lower, chain, length):
                return RunTogether(chain[0], chain[1], length, len(chain))
    return None


def _told(word: str) -> str:
    """The word without its ending; nothing for a small word or a number."""
    is_small = word in tables.function_words() or word in _COMPARING
    return "" if is_small or not word.isalpha() else stem(word)


def _may_be_said(words: Sequence[str], chain: Sequence[int], length: int) -> bool:
    """Whether a row of mentions up to the end of the words may be said: "eat well live well sleep well".

    Of two, the words between may be a verb and its subject: "health care workers lack health care".
    """
    if chain[-1] + length < len(words):
        return False
    if length == 1:
        return words[chain[-1]] in word_list("closing_words")
    return len(chain) == 2 and chain[1] - chain[0] - length >= _LEAST_SAID


def _chain(words: Sequence[str], stems: Sequence[str], places: Sequence[int], length: int) -> list[int]:
    """The longest row of mentions with a few words between one and the next, all of which tell something."""
    best: list[int] = []
    chain: list[int] = []
    for place in places:
        between = stems[chain[-1] + length : place] if chain else []
        follows = bool(chain) and place >= chain[-1] + length and len(between) <= _MOST_BETWEEN and all(between)
        # Letters tell one thing from another: "vitamin D vitamin K".
        follows = follows and (not between or any(len(word) > 1 for word in between))
        # "New York New York" is a name, and so may be "Run Run Run".
        is_doubled = follows and not between and words[chain[-1] : place] == words[place : place + length]
        if follows and not is_doubled and (between or length > 1):
            chain.append(place)
        elif not is_doubled:
            chain = [place]
        best = max(best, list(chain), key=len)
    return best
