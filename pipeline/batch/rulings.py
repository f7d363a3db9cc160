"""From the rows that a person handed in to what is decided on each finding of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, cast

from pipeline.errors import ConfigError
from pipeline.files.decisions import Written
from pipeline.files.user_table import same_path
from pipeline.model import Decision
from pipeline.redecide import Ruling
from pipeline.report.cells import format_cell
from pipeline.report.columns import Row
from pipeline.report.reread import of_kind, suggestions_of
from pipeline.report.summary import count_of
from pipeline.report.wording import REMOVAL, read_literal, read_wording

_Value = TypeVar("_Value")


def by_article(written: Sequence[Written], article_ids: Sequence[str], table: Path) -> dict[str, list[Written]]:
    """The rows of each article that has some.

    Raises:
        ConfigError: a row with a decision is of no article of the run.
    """
    known = _by_path({article_id: article_id for article_id in article_ids})
    rows: dict[str, list[Written]] = {}
    for one in written:
        article_id = known.get(same_path(one.path)) or known.get(same_path(one.path.strip()))
        if article_id is not None:
            rows.setdefault(article_id, []).append(one)
        elif one.decision:
            hint = "" if one.is_unicode else " Save the table as CSV UTF-8."
            raise ConfigError(f"{table}, {one.place}, column path: {one.path!r} is no article of this run.{hint}")
    return rows


def still_fitting(
    written: Sequence[Written], findings: Mapping[str, Collection[str]]
) -> tuple[list[Written], list[Written]]:
    """The decisions in a table of another run that are of findings of this one, and those that are not.

    Args:
        written: the rows of the table.
        findings: the ids of the findings of each article of this run.
    """
    known = _by_path(findings)
    fitting: list[Written] = []
    others: list[Written] = []
    for one in written:
        if one.decision:
            (fitting if one.finding_id in known.get(same_path(one.path.strip()), ()) else others).append(one)
    return fitting, others


def _by_path(articles: Mapping[str, _Value]) -> dict[str, _Value]:
    """What is known of articles, by their paths as they are and as a table writes them."""
    guarded = {same_path(format_cell(article_id)): value for article_id, value in articles.items()}
    return guarded | {same_path(article_id): value for article_id, value in articles.items()}


@dataclass(slots=True)
class Rulings:
    """What the rows of an article say.

    Attributes:
        decided: what is decided, by the number of the finding.
        notices: what a person should know of it.
        faults: what cannot be meant: rows of no finding, that contradict each other, or that name no words.
    """

    decided: dict[int, Ruling]
    notices: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_rulings(
    written: Sequence[Written], base: Sequence[Row], earlier: Mapping[int, Ruling], table: Path, now: str
) -> Rulings:
    """What is decided on the findings of an article.

    A finding without a row stays as it was decided before; one whose row says nothing is again as the run left it.
    A row that says when it was decided does not undo what was decided later.

    Args:
        written: the rows of the article.
        base: what the run reported of it.
        earlier: what was decided before.
        table: the file of the rows, for messages.
        now: when a row was decided that does not say so.
    """
    findings = of_kind(base, "finding")
    numbers = {str(row["finding_id"]): number for number, row in enumerate(findings)}
    rulings = Rulings(dict(earlier))
    seen: dict[int, Written] = {}
    for one in written:
        try:
            number = _number(one, numbers, str(base[0]["sha256_before"]), table)
            other = seen.setdefault(number, one)
            if (other.decision, other.replacement) != (one.decision, one.replacement):
                says = f"{other.place} says something else of the same finding. Remove one of the two."
                raise ConfigError(f"{table}, {one.place}: {says}")
            wording = _wording(one, findings[number], earlier.get(number), f"{table}, {one.place}")
        except ConfigError as fault:
            rulings.faults.append(str(fault))
        else:
            _decide(rulings, number, one, wording, findings[number], now)
    taken_back = len(earlier.keys() - rulings.decided.keys())
    if taken_back:
        cells = f"{count_of(taken_back, 'earlier decision')} taken back, since their cells are empty now."
        rulings.notices.append(cells)
    if any(
        ruling.decision == "never" and (number not in rulings.decided or rulings.decided[number].decision != "never")
        for number, ruling in earlier.items()
    ):
        rulings.notices.append("It may be flagged again: remove it from the list of ignores, too.")
    return rulings


def _number(one: Written, numbers: Mapping[str, int], sha256_before: str, table: Path) -> int:
    """The number of the finding that a row is of."""
    if one.source_sha256 not in ("", sha256_before):
        reason = f"{one.path} was another text when this was decided. Decide on it again."
        raise ConfigError(f"{table}, {one.place}: {reason}")
    number = numbers.get(one.finding_id)
    if number is None:
        reason = f"{one.finding_id!r} is no finding of {one.path} in this run."
        raise ConfigError(f"{table}, {one.place}, column finding_id: {reason}")
    return number


def _decide(rulings: Rulings, number: int, one: Written, wording: str | None, row: Row, now: str) -> None:
    """Add what a row decides on a finding, and what a person should know of it."""
    is_own = wording is not None and wording not in suggestions_of(row)
    ruling = _ruling(one, wording, row, one.decided_at or now)
    earlier = rulings.decided.get(number)
    if ruling and earlier and _says(ruling, row) == _says(earlier, row):
        # Whoever says of just this finding what had spread to it has decided on it; a table says it of all.
        rulings.decided[number] = replace(ruling, decided_at=earlier.decided_at or one.decided_at)
    elif earlier and one.decided_at and one.decided_at < earlier.decided_at:
        reason = f"of {one.decided_at} is left out: {earlier.decision} was decided later, at {earlier.decided_at}."
        rulings.notices.append(f"{one.place}, {one.decision or 'no decision'}, {reason}")
        return
    elif ruling:
        rulings.decided[number] = ruling
    elif not (earlier and earlier.is_spread and one.state not in ("", "ignored")):
        # A table from before a refusal spread to this finding has nothing to say of it.
        rulings.decided.pop(number, None)
    if one.decision == "accept" and wording == row["match"]:
        rulings.notices.append(f"{one.place} accepts what the author wrote: it counts as rejected.")
    elif is_own and one.decision != "accept":
        reason = "rejects it: write accept to have it" if one.decision else "no decision: it is as it was"
        rulings.notices.append(f"{one.place} has a replacement of its own, but {reason}.")


def _ruling(one: Written, wording: str | None, row: Row, decided_at: str) -> Ruling | None:
    if one.decision == "accept" and wording != row["match"]:
        return Ruling("accept", wording, one.place, decided_at)
    if not one.decision:
        return None
    # Who accepts what the author wrote rejects the finding.
    return Ruling("reject" if one.decision == "accept" else one.decision, None, one.place, decided_at)


def _says(ruling: Ruling, row: Row) -> tuple[str, str | None]:
    """What a ruling says of a finding, however it is written."""
    is_first = ruling.decision == "accept" and ruling.wording is None
    return ruling.decision, suggestions_of(row)[0] if is_first else ruling.wording


def earlier_rulings(rows: Sequence[Row]) -> dict[int, Ruling]:
    """What was decided before, read off the rows of an article."""
    rulings = {}
    for number, row in enumerate(of_kind(rows, "finding")):
        if row["decision"]:
            decision = cast("Decision", row["decision"])
            wording = "" if row["replacement"] == REMOVAL else str(row["replacement"])
            rulings[number] = Ruling(
                decision, wording if decision == "accept" else None, "decided earlier", str(row.get("decided_at") or "")
            )
    return rulings


def _wording(one: Written, row: Row, earlier: Ruling | None, place: str) -> str | None:
    suggestions, match = suggestions_of(row), str(row["match"])
    if one.decision == "accept" and not suggestions and not match:
        reason = "this finding is of no words that could be replaced. Leave the cell empty, and change the file itself."
        raise ConfigError(f"{place}, column decision: {reason}")
    # What was decided on a review page comes back in the table, where it may look like a fault of the spreadsheet.
    known = (*suggestions, earlier.wording) if earlier and earlier.wording else suggestions
    try:
        if one.is_literal:
            wording = read_literal(one.replacement, match, known)
        else:
            wording = read_wording(one.replacement, match, known, is_unicode=one.is_unicode)
    except ValueError as error:
        if one.decision == "accept":
            raise ConfigError(f"{place}, column replacement: {error}.") from error
        return None
    if wording is None and not suggestions and one.decision == "accept":
        raise ConfigError(
            f"{place}, column replacement: nothing is suggested for this finding. Write the words that are to stand in "
            f"place of the match, or {REMOVAL} to take it out."
        )
    return wording
