"""What spinners write and what stood there: the tables in ``data/swaps``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pipeline.tables.rows import overlaid_rows, rows

SwapAction = Literal["fix", "fix_in_spun", "suggest", "gate"]


@dataclass(frozen=True, slots=True)
class ListedSwap:
    """A row of ``swaps/listed_swaps.tsv``.

    Attributes:
        spun: what the spinner wrote, lower case.
        originals: what stood there before, best first.
        action: ``fix`` may be repaired, ``fix_in_spun`` only in spun text, ``suggest`` is proposed, ``gate`` is
            proposed only in spun text.
        requires: terms, joined by "or", of which one must stand in the same article; empty for none.
        clean_per_million: how often ``spun`` occurs in a million words of clean text.
        source: key of ``SOURCES.md``.
    """

    spun: str
    originals: tuple[str, ...]
    action: SwapAction
    requires: str
    clean_per_million: float
    source: str

    @property
    def is_repair(self) -> bool:
        """Whether the row may be applied, in some document at least."""
        return self.action in ("fix", "fix_in_spun")

    @property
    def is_tortured_phrase(self) -> bool:
        """Whether the row comes from the Problematic Paper Screener."""
        return self.source == "pps"


@dataclass(frozen=True, slots=True)
class CompoundPart:
    """A row of ``swaps/compound_parts.tsv``.

    Attributes:
        part: what a spinner puts for the last part of a compound, in lower case, with the hyphen or blank before it.
        original: the last part that it stands for.
        beside: the first parts with which it is the spinner's, or all but these; see ``FunctionSwap.follows``.
        is_repair: whether practically nobody writes it, so that it may be repaired unasked in spun text.
    """

    part: str
    original: str
    beside: tuple[str, ...]
    is_repair: bool


@dataclass(frozen=True, slots=True)
class FunctionSwap:
    """A row of ``swaps/function_words.tsv``.

    Attributes:
        spun: a longer form of a function word, in lower case.
        original: the word.
        follows: the words behind which the form is the spinner's; empty for any, and if the first begins with ``!``,
            all but these. ``-ing`` stands for a verb in that form, ``#`` for a number in figures.
        precedes: the same of the words before which it is.
        least: how often the form must stand so in a text.
    """

    spun: str
    original: str
    follows: tuple[str, ...]
    precedes: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A row of ``swaps/fingerprints.tsv``: a phrase typical of spinners, and its family."""

    phrase: str
    family: str


@dataclass(frozen=True, slots=True)
class NaturalPlace:
    """A row of ``swaps/natural_places.tsv``.

    Attributes:
        before: words that belong to the first word of the phrase alone.
        behind: plural verbs, where the phrase is their subject.
    """

    before: frozenset[str]
    behind: frozenset[str]


@cache
def listed_swaps(overlay: Path | None = None) -> tuple[ListedSwap, ...]:
    """The table of known swaps.

    Args:
        overlay: a user's folder, whose rows stand in place of shipped ones.

    Raises:
        ConfigError: a row cannot be used.
    """
    defaults = {"action": "suggest", "requires": "", "clean_per_million": "0", "source": "user"}
    choices = {"action": get_args(SwapAction)}
    return tuple(
        ListedSwap(
            spun=row["spun"],
            originals=tuple(row["original"].split("|")),
            action=row["action"],  # type: ignore[arg-type]
            requires=row["requires"].lower(),
            clean_per_million=float(row["clean_per_million"]),
            source=row["source"],
        )
        for row in overlaid_rows("swaps/listed_swaps.tsv", ("spun", "original"), overlay, defaults, choices)
    )


@cache
def function_swaps() -> tuple[FunctionSwap, ...]:
    """The spinner's longer forms of function words."""
    columns = ("spun", "original", "follows", "precedes", "least")
    return tuple(
        FunctionSwap(row["spun"], row["original"], _words(row["follows"]), _words(row["precedes"]), int(row["least"]))
        for row in rows("swaps/function_words.tsv", columns)
    )


@cache
def compound_parts() -> tuple[CompoundPart, ...]:
    """What a spinner puts for the last part of compounds."""
    columns = ("part", "original", "beside", "action", "clean_per_million")
    return tuple(
        CompoundPart(row["part"].replace("_", " "), row["original"], _words(row["beside"]), row["action"] == "fix")
        for row in rows("swaps/compound_parts.tsv", columns)
    )


def asks_for(cell: Sequence[str], word: str) -> bool:
    """Whether the words of a cell ask for a word: they hold it, or are those that must not be there.

    Args:
        cell: one word or more, see ``FunctionSwap.follows``.
        word: in lower case.
    """
    return word not in (cell[0][1:], *cell[1:]) if cell[0].startswith("!") else word in cell


def _words(cell: str) -> tuple[str, ...]:
    return () if cell == "*" else tuple(cell.split("|"))


@cache
def fingerprints(overlay: Path | None = None) -> tuple[Fingerprint, ...]:
    """The phrases that give a spinner away; see ``listed_swaps``."""
    defaults = {"family": "user", "clean_per_million": "0", "source": "user"}
    table = overlaid_rows("swaps/fingerprints.tsv", ("phrase",), overlay, defaults, {})
    return tuple(Fingerprint(row["phrase"], row["family"]) for row in table)


@cache
def word_parts() -> dict[str, str]:
    """What a spinner puts inside words, in lower case, with what stood there."""
    return {row["part"]: row["original"] for row in rows("swaps/word_parts.tsv", ("part", "original"))}


@cache
def natural_places() -> dict[str, NaturalPlace]:
    """The words around a phrase of spinners that says what it says, by the phrase; all in lower case."""
    table = rows("swaps/natural_places.tsv", ("phrase", "before", "behind"))
    return {
        row["phrase"]: NaturalPlace(*(frozenset(row[side].split("|")) for side in ("before", "behind")))
        for row in table
    }


@cache
def british_words() -> frozenset[str]:
    """Words that a Briton writes where a spinner's dictionary, which is American, would not have put them."""
    return frozenset(row["word"] for row in rows("swaps/british_words.tsv", ("word",)))
