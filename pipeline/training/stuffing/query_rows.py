"""Places that may hold a search query, and the trees that learn to tell which do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.training.boosting import fit_trees, write_trees

_HELD_OUT = 5
"""Every so many texts one is held out."""
_PASSED = (30000, 20000, 10000, 3000, 2000, 1000, 500)
"""Places of a million words without a query that may pass."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that may be a query: what is to be said of them, and whether they are one."""

    features: Features
    is_query: bool


def fit_and_tell(rows: Sequence[Sequence[Row]], texts: Sequence[str], seed: int, path: Path) -> None:
    """Fit the trees, tell how well they do on every fifth text, which is held out, and write them.

    Args:
        rows: of each text.
        texts: the texts.
        seed: for the rows that each tree sees.
        path: of the trees.
    """
    fitted_on = [row for number, own in enumerate(rows) if number % _HELD_OUT for row in own]
    print(f"{len(fitted_on):,} places, {sum(row.is_query for row in fitted_on):,} of them queries")
    trees = fit_trees([row.features for row in fitted_on], [row.is_query for row in fitted_on], seed)
    held_out = [row for own in rows[::_HELD_OUT] for row in own]
    logits = trees.decision_function([row.features for row in held_out])
    labels = np.array([row.is_query for row in held_out])
    million_words = sum(len(text.split()) for text in texts[::_HELD_OUT]) / 1e6
    others = np.sort(logits[~labels])[::-1]
    for passed in _PASSED:
        threshold = others[min(round(passed * million_words), len(others) - 1)]
        share = (logits[labels] >= threshold).mean()
        print(f"{passed} other places of a million words pass from {threshold:.2f} on, and {share:.3f} of the queries")
    write_trees(trees, path)
