"""From the rows that a person handed in to what is decided on each finding of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import cast

from pipeline.errors import ConfigError
from pipeline.files.decisions import Written
from pipeline.files.user_table import same_path
from pipeline.model import Decision
from pipeline.redecide import Ruling
from pipeline.report.cells import format_cell
from pipeline.report.columns import Row
from pipeline.report.reread import of_kind
from pipeline.report.summary import count_of
from pipeline.report.wording import REMOVAL, read_wording


def by_article(written: Sequence[Written], article_ids: Sequence[str], table: Path) -> dict[str, list[Written]]:
    """The rows of each article that has some.

    Raises:
        ConfigError: a row with a decision is of no article of the run.
    """
    known = {same_path(format_cell(article_id)): article_id for article_id in article_ids}
    known |= {same_path(article_id): article_id for article_id in article_ids}
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
    known = {same_path(format_cell(article_id)): ids for article_id, ids in findings.items()}
    known |= {same_path(article_id): ids for article_id, ids in findings.items()}
    fitting: list[Written] = []
    others: list[Written] = []
    for one in written:
        if one.decision:
            (fitting if one.finding_id in known.get(same_path(one.path.strip()), ()) else others).append(one)
    return fitting, others


def read_rulings(
    written: Sequence[Written], base: Sequence[Row], earlier: Mapping[int, Ruling], table: Path
) -> tuple[dict[int, Ruling], list[str]]:
    """What is decided on the findings of an article.

    A finding without a row stays as it was decided before; one whose row says nothing is again as the run left it.

    Args:
        written: the rows of the article.
        base: what the run reported of it.
        earlier: what was decided before.
        table: the file of the rows, for messages.

    Returns:
        What is decided, by the number of the finding, and what a person should know of it.

    Raises:
        ConfigError: a row is of no finding, contradicts another one, or asks for a change that nobody has named.
    """
    findings = of_kind(base, "finding")
    numbers = {str(row["finding_id"]): number for number, row in enumerate(findings)}
    rulings = dict(earlier)
    seen: dict[int, Written] = {}
    notices: list[str] = []
    taken_back = 0
    for one in written:
        place = f"{table}, {one.place}"
        if one.source_sha256 not in ("", base[0]["sha256_before"]):
            raise ConfigError(f"{place}: {one.path} was another text when this was decided. Decide on it again.")
        number = numbers.get(one.finding_id)
        if number is None:
            raise ConfigError(
                f"{place}, column finding_id: {one.finding_id!r} is no finding of {one.path} in this run."
            )
        other = seen.setdefault(number, one)
        if (other.decision, other.replacement) != (one.decision, one.replacement):
            raise ConfigError(f"{place}: {other.place} says something else of the same finding. Remove one of the two.")
        wording, match = _wording(one, findings[number], place), str(findings[number]["match"])
        is_own = wording is not None and wording not in _suggestions(findings[number])
        if one.decision == "accept" and wording == match:
            rulings[number] = Ruling("reject", None, one.place)
            notices.append(f"{one.place} accepts what the author wrote: it counts as rejected.")
        elif one.decision:
            rulings[number] = Ruling(one.decision, wording if one.decision == "accept" else None, one.place)
            if is_own and one.decision == "reject":
                notices.append(f"{one.place} has a replacement of its own, but rejects it: write accept to have it.")
        else:
            taken_back += rulings.pop(number, None) is not None
            if is_own:
                notices.append(f"{one.place} has a replacement of its own, but no decision: it is as it was.")
    if taken_back:
        notices.append(f"{count_of(taken_back, 'earlier decision')} taken back, since their cells are empty now.")
    return rulings, notices


def earlier_rulings(rows: Sequence[Row]) -> dict[int, Ruling]:
    """What was decided before, read off the rows of an article."""
    rulings = {}
    for number, row in enumerate(of_kind(rows, "finding")):
        if row["decision"]:
            decision = cast("Decision", row["decision"])
            wording = "" if row["replacement"] == REMOVAL else str(row["replacement"])
            rulings[number] = Ruling(decision, wording if decision == "accept" else None, "decided earlier")
    return rulings


def _suggestions(row: Row) -> tuple[str, ...]:
    if row["replacement"] is None:
        return ()
    return (str(row["replacement"]), *(cast("list[str] | None", row["alternatives"]) or ()))


def _wording(one: Written, row: Row, place: str) -> str | None:
    suggestions = _suggestions(row)
    try:
        wording = read_wording(one.replacement, str(row["match"]), suggestions, is_unicode=one.is_unicode)
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
