"""From spun forms back to originals: ``swaps/originals.npz``."""

from __future__ import annotations

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


_FILE = DATA / "swaps" / "originals.npz"


@cache
def originals_table() -> dict[str, tuple[DictionaryOriginal, ...]]:
    """The inverse of a spinner's dictionary: by spun form, in lower case and in the base form, the commonest first."""
    with np.load(_FILE) as stored:
        spun = str(stored["spun"]).split("\0")
        texts = str(stored["originals"]).split("\0")
        counts, choices, parts = (stored[name].tolist() for name in ("counts", "choices", "parts"))
    pairs = [
        DictionaryOriginal(texts[choice], PARTS_OF_SPEECH[part]) for choice, part in zip(choices, parts, strict=True)
    ]
    originals: dict[str, tuple[DictionaryOriginal, ...]] = {}
    place = 0
    for form, count in zip(spun, counts, strict=True):
        originals[form] = tuple(pairs[place : place + count])
        place += count
    return originals


@cache
def rarities() -> dict[str, float]:
    """How rare each spun form of the table is in clean text, from 1 for never toward 0."""
    with np.load(_FILE) as stored:
        rates = stored["clean_per_million"].tolist()
        return {form: 1 / (1 + rate) for form, rate in zip(str(stored["spun"]).split("\0"), rates, strict=True)}
