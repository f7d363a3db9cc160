"""What a person reads after ``unspin apply``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.report.summary import count_of, printable
from pipeline.tables.ignores import Ignore

_MOST_NAMES = 5
"""Ignores named one by one."""

Told = Sequence[tuple[str, str]]
"""Articles, and what is to be said of each."""


def summarize_applied(written: int, accepted: int, rejected: int, *, is_dry: bool) -> str:
    """One line on what was done.

    Args:
        written: articles that were made anew.
        accepted: findings in them that are accepted.
        rejected: findings in them that are rejected.
        is_dry: nothing was written.
    """
    if not written:
        return "No decision to apply. Write accept, reject or never into the column decision of findings.csv."
    verb = "would be written anew" if is_dry else "written anew"
    counts = f"{count_of(accepted, 'finding')} accepted, {count_of(rejected, 'finding')} rejected"
    return f"{count_of(written, 'article')} {verb}: {counts}."


def refusals(refused: Told) -> list[str]:
    """The articles that stay as they were, a line each, with the reason."""
    lines = [f"  {printable(path)}: {printable(reason)}" for path, reason in refused]
    return ["Not applied, these articles stay as they were:", *lines] if lines else []


def remarks_on(notices: Told) -> list[str]:
    """What a person should look at, a line each."""
    lines = [f"  {printable(path)}: {printable(notice)}" for path, notice in notices]
    return ["Look at:", *lines] if lines else []


def ignores_told(ignores: Sequence[Ignore], path: Path | None, *, is_dry: bool) -> str:
    """One line on what was added to the list of ignores."""
    names = "; ".join(printable(_told(entry)) for entry in ignores[:_MOST_NAMES])
    more = "; ..." if len(ignores) > _MOST_NAMES else ""
    return f"{'Would be added' if is_dry else 'Added'} to {path}, never to be flagged again: {names}{more}"


def _told(entry: Ignore) -> str:
    return f"{entry.name} ({entry.reason})" if entry.fingerprint else entry.name
