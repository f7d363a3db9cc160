"""Rows of the master copy back to what they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from pipeline.model import Edit, Finding, FixClass, Span, State
from pipeline.report.columns import Row


def finding_of(row: Row) -> Finding:
    """A finding as its rule read it: the span counts in the text that the rule read."""
    read_in, start, end = cast("list[int]", row["read_at"])
    return Finding(
        rule_id=str(row["rule_id"]),
        span=Span(start, end),
        match=str(row["match"]),
        suggestions=suggestions_of(row),
        confidence=cast("float", row["confidence"]),
        fix_class=cast("FixClass", row["fix_class"]),
        message=str(row["message"]),
        evidence=tuple((name, value) for name, value in cast("list[list[str]]", row["evidence"])),
        category=str(row["category"]),
        state=cast("State", row["state"]),
        clinical_flag=str(row["clinical_flag"] or ""),
        read_in=read_in,
        read_at=Span(start, end),
    )


def suggestions_of(row: Row) -> tuple[str, ...]:
    """What a finding suggests, best first."""
    if row["replacement"] is None:
        return ()
    return (str(row["replacement"]), *(cast("list[str] | None", row["alternatives"]) or ()))


def edit_of(row: Row) -> Edit:
    """An edit of the author's file."""
    start, end = row["start"], row["end"]
    assert isinstance(start, int) and isinstance(end, int)
    return Edit(start, end, str(row["new"]), tuple(cast("list[str]", row["rule_ids"])))


def decisions_in(rows: Iterable[Row]) -> dict[str, list[str]]:
    """What a person decided on the findings of each article with decisions, one that can be told from any other."""
    decided: dict[str, list[str]] = {}
    for row in rows:
        if row["record"] == "finding" and row["decision"]:
            wording = f" {row['replacement']}" if row["decision"] == "accept" else ""
            decided.setdefault(str(row["path"]), []).append(f"{row['finding_id']} {row['decision']}{wording}")
    return decided


def of_kind(rows: Sequence[Row], record: str) -> list[Row]:
    """The rows that are an ``article``, a ``finding`` or an ``edit``."""
    return [row for row in rows if row["record"] == record]
