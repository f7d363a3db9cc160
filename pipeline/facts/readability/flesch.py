"""Flesch's reading ease: how easily a text reads, by the length of its sentences and words."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline import tables
from pipeline.facts.language.memo import Memo
from pipeline.facts.readability.syllables import count_syllables

_SYLLABLES = Memo(count_syllables)


def reading_ease(words: Iterable[str], sentences: int) -> float | None:
    """Flesch's reading ease, from 0 (very difficult) to 100; None for a text that is too short to tell.

    Args:
        words: of the text, in lower case; those in figures do not count.
        sentences: of the text.
    """
    numbers = tables.settings("readability/flesch.toml")["formula"]
    counts = list(filter(None, map(_SYLLABLES.__getitem__, words)))
    if not sentences or len(counts) <= numbers["too_few_words"]:
        return None
    per_sentence, per_word = len(counts) / sentences, sum(counts) / len(counts)
    ease = numbers["highest"] - numbers["sentence"] * per_sentence - numbers["syllable"] * per_word
    return float(min(100, max(0, ease)))


def readability_band(ease: float) -> str:
    """What Flesch calls a text of this reading ease, such as ``fairly difficult``."""
    bands: dict[str, float] = tables.settings("readability/flesch.toml")["bands"]
    return next(name for name, least in bands.items() if ease >= least)
