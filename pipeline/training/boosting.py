"""Boosted decision trees on named features, written as a table for ``pipeline.tables.trees``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path

from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.pipeline import Pipeline, make_pipeline

from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.tables.trees import COLUMNS

_TREES, _LEAVES, _LEARNING_RATE = 200, 6, 0.1
"""Number of trees, leaves that each has at most, and how much of what it says counts."""
_FEWEST_ROWS, _SHARE_OF_ROWS = 50, 0.5
"""Rows that a leaf holds at least, and the share of all rows that a tree is grown on."""


def fit_trees(rows: Sequence[Features], labels: Sequence[bool], seed: int) -> Pipeline:
    """Fit trees that add up to log-odds; a feature that a row does not name is 0.

    Args:
        rows: what to fit on.
        labels: what to predict.
        seed: for the rows that each tree sees.
    """
    trees = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_LEARNING_RATE,
        max_depth=None,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_FEWEST_ROWS,
        subsample=_SHARE_OF_ROWS,
        random_state=seed,
    )
    return make_pipeline(DictVectorizer(sparse=False), trees).fit(rows, labels)


def write_trees(fitted: Pipeline, path: Path) -> None:
    """Write the trees in the format of ``pipeline.tables.trees``; a first one of one leaf holds what all rows share."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(_lines(*fitted))


def _lines(vectorizer: DictVectorizer, trees: GradientBoostingClassifier) -> Iterator[tuple[object, ...]]:
    first = trees.init_.predict_proba([[0.0] * trees.n_features_in_])[0, 1]
    yield 0, "", "", "", "", f"{log(first / (1 - first)):.5f}"
    for number, tree in enumerate((regressor.tree_ for regressor in trees.estimators_[:, 0]), start=1):
        for node in range(tree.node_count):
            if tree.children_left[node] < 0:
                yield number, "", "", "", "", f"{trees.learning_rate * tree.value[node, 0, 0]:.5f}"
            else:
                name = vectorizer.feature_names_[tree.feature[node]]
                yield (
                    number,
                    name,
                    f"{tree.threshold[node]:.6g}",
                    tree.children_left[node],
                    tree.children_right[node],
                    "",
                )
