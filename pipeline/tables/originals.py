"""From spun forms back to originals: ``swaps/originals.npz``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.tables.rows import DATA

PARTS_OF_SPEECH = ("NOUN", "VERB", "ADJ", "ADV", "FUNC", "PHRASE")
"""What an original is; the table holds their numbers."""


class DictionaryOriginal(NamedTuple):
    """An original in its base form, and its part of speech."""

    text: str
    part_of_speech: str


@dataclass(frozen=True, slots=True)
class OriginalsTable:
    """What a spinner may have found.

    Attributes:
        originals: by spun form, in lower case and in the base form, the commonest first.
        clean_per_million: how often each spun form stands in a million words of clean text.
    """

    originals: dict[str, tuple[DictionaryOriginal, ...]]
    clean_per_million: dict[str, float]


@cache
def originals_table() -> OriginalsTable:
    """The inverse of a spinner's dictionary."""
    with np.load(DATA / "swaps" / "originals.npz") as stored:
        spun = str(stored["spun"]).split("\0")
        texts = str(stored["originals"]).split("\0")
        counts, choices, parts = (stored[name].tolist() for name in ("counts", "choices", "parts"))
        rates = stored["clean_per_million"].tolist()
    pairs = [
        DictionaryOriginal(texts[choice], PARTS_OF_SPEECH[part]) for choice, part in zip(choices, parts, strict=True)
    ]
    originals: dict[str, tuple[DictionaryOriginal, ...]] = {}
    place = 0
    for form, count in zip(spun, counts, strict=True):
        originals[form] = tuple(pairs[place : place + count])
        place += count
    return OriginalsTable(originals, dict(zip(spun, rates, strict=True)))
