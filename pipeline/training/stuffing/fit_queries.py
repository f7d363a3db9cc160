"""Fit the trees that tell which sentences may end in a search query.

    python -m pipeline.training.stuffing.fit_queries TRAIN.jsonl.gz pipeline/data/stuffing/query_trees.tsv

Options are ``--texts`` and ``--seed``. For ``pipeline/facts/keyphrases/finding/queries.py``. Needs the optional
dependencies ``training``. Search queries (``insertion_model.examples.Queries``) are hung on some sentences of clean
texts; what the trees learn to tell apart are these queries and the last words of all other sentences. Prints how many
queries are found for each number of other places that pass, on every fifth text, which is held out for that. The same
seed gives the same file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.facts.keyphrases.finding.query_features import tail_features
from pipeline.facts.keyphrases.finding.query_places import find_stretches
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.training.boosting import fit_trees, write_trees
from pipeline.training.insertion_model.examples import Queries, noun_phrases
from pipeline.training.stuffing.candidates import fit_options, read_fit_texts
from pipeline.training.stuffing.places import load_parser

_SENTENCE_END = re.compile(r"(?<=[a-z]{3})(?=[.!?](?:\s|$))")
_SENTENCES_PER_QUERY = 4
_HELD_OUT = 5
"""Every so many texts one is held out."""
_PASSED = (3000, 2000, 1000, 500)
"""Places of a million words without a query that may pass."""


@dataclass(frozen=True, slots=True)
class Row:
    """The last words of a sentence: what is to be said of them, and whether they are a query."""

    features: Features
    is_query: bool


def main() -> None:
    """Read the texts, hang queries on them, fit, print, and write the trees."""
    options = fit_options(__doc__)
    texts = read_fit_texts(options.corpus, options.texts, options.seed)
    rng = random.Random(options.seed)
    phrases = [list(noun_phrases(doc)) for doc in load_parser().pipe(texts, batch_size=32)]
    queries = Queries(sorted({phrase for own in phrases for phrase in own}), rng)
    rows = [list(_rows(text, queries, own, rng)) for text, own in zip(texts, phrases, strict=True)]
    fitted_on = [row for number, own in enumerate(rows) if number % _HELD_OUT for row in own]
    print(f"{len(fitted_on):,} places, {sum(row.is_query for row in fitted_on):,} of them queries")
    trees = fit_trees([row.features for row in fitted_on], [row.is_query for row in fitted_on], options.seed)
    held_out = [row for own in rows[::_HELD_OUT] for row in own]
    logits = trees.decision_function([row.features for row in held_out])
    labels = np.array([row.is_query for row in held_out])
    million_words = sum(len(text.split()) for text in texts[::_HELD_OUT]) / 1e6
    others = np.sort(logits[~labels])[::-1]
    for passed in _PASSED:
        threshold = others[min(round(passed * million_words), len(others) - 1)]
        share = (logits[labels] >= threshold).mean()
        print(f"{passed} other places of a million words pass from {threshold:.2f} on, and {share:.3f} of the queries")
    write_trees(trees, options.model)


def _rows(text: str, queries: Queries, own: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """The places of a text with queries hung on it; of a sentence with a query none but that."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    chosen = sorted(rng.sample(ends, len(ends) // _SENTENCES_PER_QUERY))
    parts, starts, length = [], set(), 0
    for start, end in zip((0, *chosen), (*chosen, len(text)), strict=True):
        piece = text[start:end]
        query = f" {queries.write(own)}" if end < len(text) else ""
        starts.add(length + len(piece) + 1)
        parts.append(piece + query)
        length += len(piece) + len(query)
    stuffed = "".join(parts)
    index = Index(stuffed, tokenize(stuffed), find_blocks(stuffed, "text"))
    hung = {index.run_of[number] for number, start in enumerate(index.starts) if start in starts}
    for tail in find_stretches(index):
        if tail.kind != "tail":
            continue
        is_query = index.starts[tail.first] in starts
        if is_query or index.run_of[tail.first] not in hung:
            yield Row(tail_features(index, tail), is_query)


if __name__ == "__main__":
    main()
