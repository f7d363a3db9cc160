"""Slips that people make, put into clean and spun text alike, so that the model does not take them for swaps."""

from __future__ import annotations

import random
from collections.abc import Sequence

SLIPPING_SHARE = 0.2
"""Share of the sections whose writer slips."""

_MIXED_UP = {
    "affect": "effect",
    "effect": "affect",
    "its": "it's",
    "it's": "its",
    "lose": "loose",
    "than": "then",
    "their": "there",
    "then": "than",
    "there": "their",
    "too": "to",
    "you're": "your",
    "your": "you're",
}
_SHORTEST = 5


def slip(words: Sequence[str], tags: Sequence[str], rng: random.Random) -> tuple[list[str], list[str]]:
    """Words and tags of a section, in some sections with a few misspellings, mix-ups and lost articles."""
    if rng.random() >= SLIPPING_SHARE:
        return list(words), list(tags)
    rate = rng.uniform(0.002, 0.03)
    kept: list[tuple[str, str]] = []
    for word, tag in zip(words, tags, strict=True):
        if tag == "DT" and word in ("a", "an", "the") and rng.random() < rate:
            continue
        kept.append((_slipped(word, rng) if rng.random() < rate else word, tag))
    return [word for word, _ in kept], [tag for _, tag in kept]


def _slipped(word: str, rng: random.Random) -> str:
    if word in _MIXED_UP:
        return _MIXED_UP[word]
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    place = rng.randrange(1, len(word) - 1)
    left, letter, right = word[:place], word[place], word[place + 1 :]
    return rng.choice((left + right, left + letter + letter + right, left + right[0] + letter + right[1:]))
