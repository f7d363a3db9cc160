"""Findings that were there before and are known: they are told, and do not fail the gate."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.model import REMAINING
from pipeline.names import fingerprint_of
from pipeline.report.columns import Row
from pipeline.report.reread import of_kind


def mark_known(rows: Sequence[Row], fingerprints: Collection[str]) -> None:
    """Mark what is known of an article, where it still stands; the quality of the article stays what it is.

    Args:
        rows: of the article; they are changed.
        fingerprints: of the findings that are known.
    """
    article = rows[0]
    for row in of_kind(rows, "finding"):
        if row["state"] in REMAINING and fingerprint_of(str(row["finding_id"])) in fingerprints:
            row["state"] = "baseline"
            _add(article, f"findings_{row['severity']}", -1)
            _add(article, "findings_ignored", 1)


def is_known_or_stands(row: Row) -> bool:
    """Whether a finding stands in the text, known or not."""
    return row["state"] == "baseline" or row["state"] in REMAINING


def _add(row: Row, column: str, number: int) -> None:
    count = row[column]
    assert isinstance(count, int)
    row[column] = count + number
