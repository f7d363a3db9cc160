"""A glance at the phrases that come back in a text, which spares most of them the closer look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.weighing.features import count_features, topic_features, word_features
from pipeline.facts.keyphrases.weighing.look_features import mark_features, place_features
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.keyphrases.weighing.model import PAIR, weighted_sum
from pipeline.tables.trees import TreeTable, boosted_trees


def worth_a_look(index: Index, phrases: Mapping[Words, Sequence[int]]) -> list[Words]:
    """The phrases that may turn out to be stuffed, in their order.

    A regression leaves out most of them, and boosted trees, which take longer, most of the others. They are not asked
    about phrases that stand by themselves wherever they stand: they know too little of lists that come back.

    Args:
        index: the text.
        phrases: in lower case, each with the numbers of the tokens that it starts at.
    """
    glances = {words: _glance(index, words, starts) for words, starts in phrases.items()}
    passed = {words: features for words, features in glances.items() if features is not None}
    doubted = {
        words: features | mark_features(index, words, phrases[words])
        for words, features in passed.items()
        if min(features["starts_run"], features["ends_run"]) < 1
    }
    logits = sum_of_trees(boosted_trees("stuffing/look_trees.tsv"), doubted.values())
    spared = {words for words, logit in zip(doubted, logits, strict=True) if logit < _least(words, phrases[words])}
    return [words for words in passed if words not in spared]


def _least(words: Words, starts: Sequence[int]) -> float:
    """The log-odds from which trees let a phrase pass."""
    threshold = _model()["threshold"]
    is_plain = len(words) == PAIR or len(starts) >= threshold["many_places"]
    return float(threshold["plain_trees" if is_plain else "trees"])


def _glance(index: Index, words: Words, starts: Sequence[int]) -> Features | None:
    """What is to be said of a phrase, or None where that shows that it is hardly stuffed.

    What takes longer to tell is told of the phrases that are left.
    """
    weights, threshold = _model()["weights"], _model()["threshold"]
    counts = count_features(index, words, len(starts))
    logit = _logit_of_words(words) + weighted_sum(weights, counts)
    if logit < threshold["words"]:
        return None
    places = place_features(index, words, starts)
    logit += weighted_sum(weights, places)
    if logit < threshold["places"]:
        return None
    topic = topic_features(index, words, len(starts))
    if logit + weighted_sum(weights, topic) < threshold["topic"]:
        return None
    return word_features(words) | counts | places | topic


@lru_cache(maxsize=50_000)
def _logit_of_words(words: Words) -> float:
    """What a phrase, given in lower case, adds to the log-odds in every text."""
    weights = _model()["weights"]
    return float(weights["bias"]) + weighted_sum(weights, word_features(words))


def _model() -> dict[str, Any]:
    return tables.settings("stuffing/look.toml")


def sum_of_trees(table: TreeTable, rows: Iterable[Features]) -> list[float]:
    """The log-odds that boosted trees give to each row of features; what a row does not name is 0."""
    values = np.array([[features.get(name, 0.0) for name in table.features] for features in rows])
    if not len(values):
        return []
    nodes = np.tile(table.roots, (len(values), 1))
    firsts = np.arange(0, values.size, len(table.features))[:, None]
    for _ in range(table.depth):
        is_above = values.take(firsts + table.feature.take(nodes)) > table.threshold.take(nodes)
        nodes = table.next_nodes.take(2 * nodes + is_above)
    logits: list[float] = table.value[nodes].sum(axis=1).tolist()
    return logits
