"""Places that may hold a search query, and the trees that learn to tell which do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.training.boosting import fit_trees, write_trees
from pipeline.training.insertion_model.examples import Queries, noun_phrases
from pipeline.training.stuffing.candidates import fit_options, read_fit_texts
from pipeline.training.stuffing.places import load_parser

_HELD_OUT = 5
"""Every so many texts one is held out."""
_PASSED = (30000, 20000, 10000, 3000, 2000, 1000, 500)
"""Places of a million words without a query that may pass."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that may be a query: what is to be said of them, and whether they are one."""

    features: Features
    is_query: bool


MakeRows = Callable[[str, Queries, Sequence[str], random.Random], Iterator[Row]]
"""From a text, what writes queries, noun phrases of the text and a source of chance: its places with queries put in."""


def fit_on_texts(description: str | None, make_rows: MakeRows) -> None:
    """Read the texts that the command line names, and fit, tell of and write the trees.

    Args:
        description: of the command.
        make_rows: puts queries into a text.
    """
    options = fit_options(description)
    texts = read_fit_texts(options.corpus, options.texts, options.seed)
    rng = random.Random(options.seed)
    phrases = [list(noun_phrases(doc)) for doc in load_parser().pipe(texts, batch_size=32)]
    queries = Queries(sorted({phrase for own in phrases for phrase in own}), rng, with_searches=True)
    rows = [list(make_rows(text, queries, own, rng)) for text, own in zip(texts, phrases, strict=True)]
    _fit_and_tell(rows, texts, options.seed, options.model)


def _fit_and_tell(rows: Sequence[Sequence[Row]], texts: Sequence[str], seed: int, path: Path) -> None:
    """Fit the trees, tell how well they do on every fifth text, which is held out, and write them."""
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
