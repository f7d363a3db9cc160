"""Words that name what a reader may act on, by what they mean, and words that mean the opposite of each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from pipeline.tables.rows import rows

MeaningKind = Literal["body", "condition", "treatment", "food", "dose", "measure", "amount", "person", "action"]


class Meaning(NamedTuple):
    """A row of ``terms/meanings.tsv``.

    Attributes:
        kind: ``dose`` is a form that a drug is taken in, ``measure`` what something is counted in, ``amount`` how much
            there is of it, ``person`` whom it is about, ``action`` what is done to a dose.
        meaning: what all words for it share: ``kidney`` for "renal".
        is_sure: whether the word has hardly another sense; a face may be put on something.
    """

    kind: MeaningKind
    meaning: str
    is_sure: bool


@cache
def meanings() -> Mapping[str, Meaning]:
    """The base forms in lower case, with up to two words; ends of words, with a hyphen before them; and the
    first parts of compounds, with a hyphen behind them.
    """
    table = rows("terms/meanings.tsv", ("word", "kind", "meaning", "counts"))
    return {
        row["word"]: Meaning(cast(MeaningKind, row["kind"]), row["meaning"], row["counts"] == "alone") for row in table
    }


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """For base forms in lower case, the base forms that turn what they say round."""
    found: dict[str, set[str]] = {}
    for row in rows("terms/opposites.tsv", ("words", "opposites")):
        words, others = row["words"].split("|"), row["opposites"].split("|")
        for side, other in ((words, others), (others, words)):
            for word in side:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others) for word, others in found.items()}
