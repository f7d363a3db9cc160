"""Words that no edit may make another of their kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pipeline.tables.rows import rows

GuardedKind = Literal["unit", "auxiliary"]


@dataclass(frozen=True, slots=True)
class GuardedWord:
    """A row of ``terms/guarded_words.tsv``.

    Attributes:
        kind: ``unit`` of time, amount or count; ``auxiliary``, which is guarded before a negation only.
        meaning: what all its forms share: ``hour`` for "hrs" and "hourly".
    """

    kind: GuardedKind
    meaning: str


@cache
def guarded_words() -> dict[str, GuardedWord]:
    """The guarded words, in lower case."""
    table = rows("terms/guarded_words.tsv", ("word", "kind", "meaning"))
    return {row["word"]: GuardedWord(cast(GuardedKind, row["kind"]), row["meaning"]) for row in table}
