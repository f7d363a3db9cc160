"""What comes back in a text although nobody stuffed it: doses, telephone numbers, labels, remarks in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.facts.clinical import find_clinical_items
from pipeline.facts.keyphrase_index import Words
from pipeline.facts.keyphrase_mentions import Mention
from pipeline.facts.keyphrase_places import word_list
from pipeline.facts.tokens import tokenize

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_DIGITS = 7
"""Digits of the shortest telephone number."""


@lru_cache(maxsize=4096)
def states_figures(words: Words) -> bool:
    """Whether a phrase is likelier a dose, a time, a rating or a telephone number than what people search for.

    A number alone tells neither ("omega 3 foods"), nor does a year; several, and one with its unit, do where no word of
    a search stands with them ("lose 10 pounds fast").

    Args:
        words: the phrase in lower case.
    """
    figures = [word for word in words if word[0].isdigit() and not _YEAR.fullmatch(word)]
    if sum(character.isdigit() for figure in figures for character in figure) >= _FEWEST_DIGITS:
        return True
    if not figures or _is_searched(words):
        return False
    phrase = " ".join(words)
    has_measure = any(item.kind == "measure" for item in find_clinical_items(phrase, tokenize(phrase)))
    return has_measure or len(figures) > 1 or not figures[0].isdigit()


def _is_searched(words: Words) -> bool:
    """Whether a phrase has words with which only searches begin or end."""
    if words[0] in word_list("query_starts") or not word_list("query_heads").isdisjoint(words):
        return True
    return any(" ".join(words[-length:]) in word_list("query_tails") for length in (1, 2))


def is_label(text: str, mention: Mention) -> bool:
    """Whether a mention begins a line with a capital, and a colon divides it from what it is the label of.

    So do the names of those who speak in a record ("DR LEE: ...").

    Args:
        text: the text that it counts in.
        mention: the mention.
    """
    outer = mention.place.outer
    if mention.position != "detached" or not mention.place.stops.startswith(":"):
        return False
    begins = outer.start == mention.place.block.span.start or text[outer.start - 1] in "\r\n"
    if not begins or not text[mention.span.start].isupper():
        return False
    behind = text[outer.end + len(mention.place.stops) : mention.place.block.span.end]
    return any(character.isalnum() for character in behind.partition("\n")[0])


def is_aside(text: str, words: Words, mention: Mention) -> bool:
    """Whether a mention is a sentence or a line in brackets, as "(laughs out loud)" in a record, and no search.

    Args:
        text: the text that it counts in.
        words: the phrase in lower case.
        mention: the mention.
    """
    is_bracketed = mention.position in ("detached", "own-block") and text[mention.place.outer.start] in "(["
    return is_bracketed and not _is_searched(words)
