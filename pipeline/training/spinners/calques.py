"""Swaps of a back-translation: other prepositions, articles too many, noun phrases turned round. Few and careful."""

from __future__ import annotations

import random
from collections.abc import Sequence

PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "about": ("on", "of"),
    "at": ("in", "on"),
    "by": ("with", "from"),
    "during": ("in", "at"),
    "for": ("to", "of"),
    "from": ("of", "by"),
    "in": ("on", "at", "into"),
    "of": ("from", "for"),
    "on": ("in", "at"),
    "to": ("for", "at"),
    "with": ("by", "of"),
}
_NOUNS = ("NN", "NNS")
_BEFORE_A_BARE_NOUN = ("IN", "VB", "VBP", "VBZ", "VBG", "CC")


def calque_at(
    lower: Sequence[str], tags: Sequence[str], place: int, rng: random.Random
) -> tuple[int, tuple[str, ...]] | None:
    """A calque of the words from ``place`` on: where it ends and what to write, or None."""
    word, tag = lower[place], tags[place]
    following = tuple(tags[place + 1 : place + 4])
    if tag == "IN" and word in PREPOSITIONS and following[:1] != (".",):
        return place + 1, (rng.choice(PREPOSITIONS[word]),)
    if tag == "NN" and following[:1] and following[0] in _NOUNS and following[1:2] not in (("NN",), ("NNS",)):
        return place + 2, (lower[place + 1], "of", *(("the",) if rng.random() < 0.3 else ()), word)
    if tag in _NOUNS and following[:2] == ("IN", "NN") and lower[place + 1] == "of":
        return place + 3, (lower[place + 2], word)
    if tag in _NOUNS and place and tags[place - 1] in _BEFORE_A_BARE_NOUN:
        return place + 1, ("the", word)
    return None
