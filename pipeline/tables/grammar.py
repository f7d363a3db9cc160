"""Small words, words that the grammar checker knows, and what becomes of its rules: the tables in ``data/grammar``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.tables.rows import DATA, rows

ProfileAction = Literal["apply", "suggest", "off"]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A row of ``grammar/profile.tsv``: what becomes of a rule of the grammar checker.

    Attributes:
        checker_rule: the checker's rule id, or its category id with a ``category:`` in front.
        rule_id: our rule that reports it.
        action: ``apply`` is a safe fix, ``suggest`` is proposed, ``off`` is not reported.
    """

    checker_rule: str
    rule_id: str
    action: ProfileAction


@cache
def never_doubled_words() -> frozenset[str]:
    """Small words that nobody doubles on purpose, in lower case."""
    return frozenset(row["word"] for row in rows("grammar/doubled_words.tsv", ("word",)))


@cache
def function_words() -> frozenset[str]:
    """Words that only hold a sentence together, in lower case with plain apostrophes."""
    return frozenset(row["word"] for row in rows("grammar/function_words.tsv", ("word",)))


@cache
def sentence_openers() -> frozenset[str]:
    """Small words that often open a sentence and are no names, in lower case."""
    return frozenset(row["word"] for row in rows("grammar/sentence_openers.tsv", ("word",)))


@cache
def silent_h_words() -> frozenset[str]:
    """Words whose "h" Americans do not speak, in lower case, beside those that nobody speaks it in ("hour")."""
    return frozenset(row["word"] for row in rows("grammar/silent_h_words.tsv", ("word",)))


@cache
def unsuggested_words() -> frozenset[str]:
    """Obscene words and slurs, in lower case."""
    return frozenset(row["word"] for row in rows("grammar/unsuggested_words.tsv", ("word",)))


@cache
def speller_words(variety: str) -> frozenset[str]:
    """Frequent words that the grammar checker's speller accepts, as they are written.

    Args:
        variety: a tag such as ``en-US``; the list of any other than ``en-US`` and ``en-GB`` is empty.
    """
    if variety not in ("en-US", "en-GB"):
        return frozenset()
    lines = (DATA / "grammar" / "speller_words.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition("\t") for line in lines)
    return frozenset(word for word, _, only in parts if only in ("", variety))


@cache
def grammar_profile() -> dict[str, ProfileRow]:
    """What becomes of each rule or category of the grammar checker, by its id."""
    columns = ("checker_rule", "rule_id", "action")
    return {
        row["checker_rule"]: ProfileRow(row["checker_rule"], row["rule_id"], row["action"])  # type: ignore[arg-type]
        for row in rows("grammar/profile.tsv", columns)
    }
