"""Boosted decision trees, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.tables.rows import rows

COLUMNS = ("tree", "feature", "threshold", "below", "above", "value")


@dataclass(frozen=True, slots=True)
class TreeTable:
    """The nodes of all trees in one row, those of a tree together and its root first.

    Attributes:
        features: names of the features, in the order of their numbers.
        roots: the root of each tree.
        feature: number of the feature that each node asks for; any for a leaf.
        threshold: up to which its value counts as below.
        next_nodes: for each node the one to go on with below and the one above; of a leaf, both are the leaf itself.
        value: what a leaf adds to the log-odds; 0 for other nodes.
        depth: steps from a root to the deepest leaf.
    """

    features: tuple[str, ...]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    next_nodes: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int


@cache
def boosted_trees(name: str) -> TreeTable:
    """The trees of a file below ``data``: a row for each node, which names the rows of its tree to go on with, from 0.

    A leaf has a value and nothing else.
    """
    nodes = list(rows(name, COLUMNS))
    trees = [int(node["tree"]) for node in nodes]
    roots = [number for number, tree in enumerate(trees) if number == 0 or trees[number - 1] != tree]
    first = [roots[tree] for tree in trees]
    features = tuple(sorted({node["feature"] for node in nodes} - {""}))
    ways = [
        [first[number] + int(node[way]) if node["feature"] else number for number, node in enumerate(nodes)]
        for way in ("below", "above")
    ]
    depth, level = 0, set(roots)
    while any(nodes[number]["feature"] for number in level):
        depth, level = depth + 1, {way[number] for way in ways for number in level}
    return TreeTable(
        features=features,
        roots=np.array(roots),
        feature=np.array([features.index(node["feature"]) if node["feature"] else 0 for node in nodes]),
        threshold=np.array([float(node["threshold"] or 0) for node in nodes]),
        next_nodes=np.array(ways).T.ravel(),
        value=np.array([float(node["value"] or 0) for node in nodes]),
        depth=depth,
    )
