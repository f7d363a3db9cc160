"""The rows of articles that were not cleaned."""

from __future__ import annotations

from pipeline.report.columns import REPORT_COLUMNS, SCHEMA_VERSION, Row


def failure_rows(article_id: str, status: str, code: str, message: str) -> list[Row]:
    """The row of an article that was not cleaned.

    Args:
        article_id: the article.
        status: ``failed`` or ``skipped``.
        code: short reason for programs.
        message: reason for a person.
    """
    row = empty_row(article_id, status)
    row.update(error_code=code, error_message=message)
    return [row]


def empty_row(article_id: str, status: str) -> Row:
    """The row of an article of which nothing else is known."""
    row: Row = {"record": "article", **dict.fromkeys(REPORT_COLUMNS)}
    row.update(schema_version=SCHEMA_VERSION, path=article_id, status=status)
    return row
