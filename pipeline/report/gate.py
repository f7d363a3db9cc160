"""Whether an article passes what the user asked of it."""

from __future__ import annotations

from typing import Literal

from pipeline.config import Config
from pipeline.report.columns import Row
from pipeline.report.quality import latest_quality

_LEVELS: dict[str, tuple[str, ...]] = {
    "never": (),
    "error": ("error",),
    "warning": ("error", "warning"),
    "any": ("error", "warning", "info"),
}
"""Severities that fail an article, by ``--fail-on``."""


def gate(row: Row, config: Config) -> Literal["pass", "fail"] | None:
    """The verdict on an article; None where none was asked for, or the article was not cleaned.

    A score counts as it is after cleaning, or before where nothing is written; one that could not be measured has not
    passed.

    Args:
        row: of the article.
        config: what was asked: ``fail_on`` and ``fail_under``.
    """
    levels, least = _LEVELS[config.fail_on], config.fail_under
    if row["status"] not in ("ok", "unchanged") or (not levels and least is None):
        return None
    has_findings = any(row[f"findings_{level}"] for level in levels)
    return "fail" if has_findings or (least is not None and _is_under(row, least)) else "pass"


def _is_under(row: Row, least: float) -> bool:
    score = latest_quality(row)
    return score is None or score < least
