"""Whether what is left in an article fails the run."""

from __future__ import annotations

from pipeline.report.columns import Row

_GATES: dict[str, tuple[str, ...]] = {
    "never": (),
    "error": ("error",),
    "warning": ("error", "warning"),
    "any": ("error", "warning", "info"),
}
"""Severities that fail an article, by ``--fail-on``."""


def gate(row: Row, fail_on: str) -> str | None:
    """Whether an article passes or fails; None where it was not cleaned.

    Args:
        row: of the article.
        fail_on: the setting.
    """
    if row["status"] not in ("ok", "unchanged"):
        return None
    return "fail" if any(row[f"findings_{level}"] for level in _GATES[fail_on]) else "pass"
