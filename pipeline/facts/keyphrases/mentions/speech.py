"""Questions and calls that somebody in the text says, without quotation marks: "is he eating? said my mother"."""

from __future__ import annotations

from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.places import word_list

_SPOKEN = "?!"
"""The stops behind which a sentence of the author's may go on in lower case."""


def is_spoken(index: Index, last: int) -> bool:
    """Whether the words before a token are said by somebody whom the text names right behind them.

    Args:
        index: the text.
        last: number of the token behind the words.
    """
    return 0 < last < len(index.words) and is_reported(index, last) and index.text[index.starts[last]].islower()


def is_reported(index: Index, number: int) -> bool:
    """Whether a word tells who said the question before it: "said", or "she" in "she said"."""
    if not number or number + 1 >= len(index.words):
        return False
    between = index.text[index.ends[number - 1] : index.starts[number]]
    if not any(stop in _SPOKEN for stop in between) or "\n" in between:
        return False
    verb = number + (index.words[number] in word_list("subjects"))
    return index.words[verb] in word_list("reporting_verbs")
