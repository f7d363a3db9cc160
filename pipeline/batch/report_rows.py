"""What the journal holds of articles, as the rows of their reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.batch.journal import Journal, unpack
from pipeline.batch.near_duplicates import near_duplicate_cells
from pipeline.config import Config
from pipeline.report.columns import Row
from pipeline.report.failures import failure_rows
from pipeline.report.gate import gate
from pipeline.report.known import mark_known
from pipeline.report.reread import decisions_in


def report_rows(
    journal: Journal,
    command: str,
    from_cache: Mapping[str, bool],
    run_id: str,
    config: Config,
    known: Collection[str],
) -> Iterator[Row]:
    """The rows of the articles of a run, sorted by path.

    Args:
        journal: where their results are.
        command: ``clean`` or ``check``.
        from_cache: the articles, and of each whether it was taken from an earlier run.
        run_id: of the run.
        config: what was asked of the articles.
        known: the fingerprints of findings that are known.
    """
    copies = near_duplicate_cells(journal, command, from_cache)
    for article_id in sorted(from_cache):
        rows = rows_of(journal, command, article_id)
        mark_known(rows, known)
        for row in rows:
            row["run_id"] = run_id
            if row["record"] == "article":
                row["from_cache"] = from_cache[article_id]
                row["gate"] = gate(row, config)
                row.update(copies.get(article_id, {}))
            yield row


def rows_of(journal: Journal, command: str, article_id: str) -> list[Row]:
    """The rows of an article as it is now: those of a failure where its result is lost."""
    entry = journal.find_latest(command, article_id)
    if entry is None:
        fault = "The journal lost its result. Run the same command again."
        return failure_rows(article_id, "failed", "internal", fault)
    return unpack(entry.rows)


def decisions_lost(
    journal: Journal, command: str, decided: Mapping[str, Sequence[str]], article_ids: Collection[str]
) -> list[str]:
    """The articles on whose findings a person decided what their rows do not say, so that the reports will not.

    Args:
        journal: where their results are.
        command: ``clean`` or ``check``.
        decided: the decisions of each article with some, as ``decisions_in`` names them.
        article_ids: the articles that the reports are of.
    """
    return [
        article_id
        for article_id, names in sorted(decided.items())
        if article_id not in article_ids
        or not set(names) <= set(decisions_in(rows_of(journal, command, article_id)).get(article_id, ()))
    ]
