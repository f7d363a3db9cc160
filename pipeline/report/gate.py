"""Whether what is left in an article fails the run."""

from __future__ import annotations

from pipeline.config import Config
from pipeline.report.columns import Row

_GATES: dict[str, tuple[str, ...]] = {
    "never": (),
    "error": ("error",),
    "warning": ("error", "warning"),
    "any": ("error", "warning", "info"),
}
"""Severities that fail an article, by ``--fail-on``."""


def gate(row: Row, config: Config) -> str | None:
    """Whether an article passes or fails; None where it was not cleaned.

    Args:
        row: of the article.
        config: the settings of the run; ``fail_on`` is used.
    """
    if row["status"] not in ("ok", "unchanged"):
        return None
    return "fail" if any(row[f"findings_{level}"] for level in _GATES[config.fail_on]) else "pass"
