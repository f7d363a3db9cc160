"""What a list of ignores says of an article, and what was reported of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from pipeline import tables
from pipeline.ignores import IN_COMMENT, IgnoreList
from pipeline.names import collapse, fingerprint_of
from pipeline.report.columns import Row
from pipeline.report.reread import of_kind
from pipeline.report.summary import Tally
from pipeline.tables.ignores import Ignore

_STAGES = {"E": "encoding", "K": "stuffing", "S": "swap", "G": "grammar"}
"""The stage of a rule, by the first letter of its id."""

_SMALL = 2
"""Letters of a word that is too short to be refused wherever it stands."""


def are_as_reported(ignores: IgnoreList, rows: Sequence[Row]) -> bool:
    """Whether a list says of an article what the list says that the article was cleaned with.

    A finding that a person put away since counts as ignored, too, so that decisions outlive what they add to the list.

    Args:
        ignores: the list as it is now.
        rows: of the article, with the decisions on it.
    """
    if not set(cast("list[str]", rows[0].get("ignores") or ())) <= set(ignores.names):
        return False
    return all(_is_as_reported(ignores, row) for row in of_kind(rows, "finding"))


def entries_for(ignores: IgnoreList, row: Row) -> list[Ignore]:
    """The entries of a list that a finding has."""
    return ignores.find(str(row["rule_id"]), str(row["match"]), lambda: fingerprint_of(str(row["finding_id"])))


def _is_as_reported(ignores: IgnoreList, row: Row) -> bool:
    entries = entries_for(ignores, row)
    told = dict(cast("list[list[str]]", row["evidence"])).get("ignored_by")
    if entries:
        is_put_away = told is None and row["state"] == "ignored" and row["decision"] is not None
        return is_put_away or told == ignores.told(entries[0])
    return told is None or told == IN_COMMENT


def idle_entries(ignores: IgnoreList, tally: Tally) -> list[str]:
    """The names of the entries of a list that ignored nothing in a run, as far as the run can tell.

    Args:
        ignores: the list.
        tally: the counts of the run; where articles failed, or rules did not look, an entry may be of use there.
    """
    looked = set() if tally.articles["failed"] else tally.looked_for or set()
    return [
        entry.name
        for entry in ignores.entries
        if entry.name not in tally.ignores
        and {_STAGES.get(letter, "") for letter in entry.rule.strip().upper()[:1] or _STAGES} <= looked
    ]


def ignore_for(row: Row) -> Ignore:
    """The entry of a list that keeps a finding from coming back: its words, whichever rule of the stage finds them.

    What has no words, such as a doubled comma, or only a small one, is refused where it stands alone: whoever refuses
    an "a" does not mean every "a" that a rule of the stage may find.
    """
    phrase, reason = collapse(str(row["match"])), f"refused in {row['path']}"
    if _is_small(phrase):
        told = f'{row["rule_id"]} "{phrase}"' if phrase else str(row["rule_id"])
        return Ignore(fingerprint=fingerprint_of(str(row["finding_id"])), reason=f"{told}, {reason}")
    return Ignore(rule=str(row["rule_id"])[0], phrase=re.sub(r"^\W+|\W+$", "", phrase), reason=reason)


def _is_small(phrase: str) -> bool:
    """Whether a phrase is no more than one word, be it doubled, that has two letters at most or says nothing itself."""
    words = {re.sub(r"^\W+|\W+$", "", word).replace("’", "'") for word in phrase.casefold().split()}
    words = {word for word in words if any(map(str.isalnum, word))}
    return len(words) < 2 and all(len(word) <= _SMALL or word in tables.function_words() for word in words)
