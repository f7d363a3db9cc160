"""The articles of a run that are like each other, as cells of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.batch.journal import Journal
from pipeline.report.columns import Row


def near_duplicate_cells(journal: Journal, command: str, article_ids: Iterable[str]) -> Mapping[str, Row]:
    """For each article that was compared with others, the cells that name one of those most like it, and say how much.

    Args:
        journal: where the results of the articles are, those of earlier runs too.
        command: ``clean`` or ``check``.
        article_ids: the articles of the run.
    """
    compared = [one for one in sorted(article_ids) if journal.shingles(command, one)]
    if len(compared) < 2:
        return {}
    # Imported here: where nothing has changed, nothing is compared.
    from pipeline.facts.folder.near_duplicates import find_near_duplicates

    found = find_near_duplicates(compared, lambda article_id: journal.shingles(command, article_id))
    cells: dict[str, Row] = {article_id: {"near_duplicate_pct": 0} for article_id in compared}
    for article_id, (other, percent) in found.items():
        cells[article_id] = {"near_duplicate_of": other, "near_duplicate_pct": round(percent, 1)}
    return cells
