"""Fit the weights by which it is told where a search query begins and ends.

    python -m pipeline.training.stuffing.fit_query_edges TRAIN.jsonl.gz

For ``[edges]`` of ``pipeline/data/stuffing/queries.toml``; options are ``--texts`` and ``--seed``. Needs the optional
dependencies ``training``. Queries are put behind sentences and before their last few words; a logistic regression
learns to tell each from the same words with a few more or fewer at one end. Prints the weights, divided by that of the
log-odds that words are foreign, and on every second text, which is held out, how often the query is the strongest, and
how often the last words of a sentence are stronger by some margins than with fewer words: of whole queries, and of
queries with words of the author behind them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipeline import tables
from pipeline.engines.insertionmodel import OnnxInsertionModel
from pipeline.facts.keyphrases.finding.query_edges import EdgeSigns, read_queries
from pipeline.facts.keyphrases.finding.query_places import SHORTEST, Stretch
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.training.insertion_model.examples import Queries, noun_phrases
from pipeline.training.stuffing.candidates import read_fit_texts
from pipeline.training.stuffing.places import load_parser

_PLACES = {
    "end": re.compile(r"(?<=[a-z]{3})(?=\. [A-Z])"),
    "inside": re.compile(r"(?<=[a-z]{3})(?=( [a-z]+){1,3}\.)"),
}
_PER_TEXT = 2
"""Queries of each kind put into copies of one text."""
_CHARACTERS = 6000
_FIRST, _LAST = (-2, -1, 1, 2, 3), (-3, -2, -1, 1, 2, 3)
"""How many words later a query might begin or end."""
_MARGINS = (0.0, 0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A query in its text.

    Attributes:
        place: ``end`` of a sentence, or ``inside`` of one.
        own: the signs of the query.
        others: those of the same words with other edges.
        whole: of the words up to the end of the sentence; None where they are too many.
        shorter: of the words that end before these.
    """

    place: str
    own: EdgeSigns
    others: tuple[EdgeSigns, ...]
    whole: EdgeSigns | None
    shorter: tuple[EdgeSigns, ...]


def main() -> None:
    """Make the cases, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    texts = [text[:_CHARACTERS] for text in read_fit_texts(options.corpus, options.texts, options.seed)]
    rng = random.Random(options.seed)
    phrases = sorted({phrase for doc in load_parser().pipe(texts, batch_size=32) for phrase in noun_phrases(doc)})
    queries, model = Queries(phrases, rng, with_searches=True), OnnxInsertionModel()
    halves = [[case for text in texts[half::2] for case in _cases(text, queries, model, rng)] for half in (0, 1)]
    weights = _fit(halves[0])
    for name, weight in zip(EdgeSigns._fields, weights, strict=True):
        print(f"{name} = {weight:.2f}")
    _report(halves[1], weights)


def _cases(text: str, queries: Queries, model: OnnxInsertionModel, rng: random.Random) -> Iterator[Case]:
    for place, pattern in _PLACES.items():
        found = [match.start() for match in pattern.finditer(text)]
        for start in rng.sample(found, min(_PER_TEXT, len(found))):
            query = queries.write([])
            stuffed = f"{text[:start]} {query}{text[start:]}"
            index = Index(stuffed, tokenize(stuffed), find_blocks(stuffed, "text"))
            case = _case(index, place, start + 1, start + 1 + len(query), model)
            if case:
                yield case


def _case(index: Index, place: str, start: int, end: int, model: OnnxInsertionModel) -> Case | None:
    """A query that starts and ends at these characters; None where it cannot be looked at."""
    if start not in index.starts or end not in index.ends:
        return None
    first, last = index.starts.index(start), index.ends.index(end) + 1
    run = index.runs[index.run_of[first]]
    if first - 2 <= run.first or last - first < SHORTEST or last > run.last:
        return None
    begins = [(first + shift, last) for shift in _FIRST if run.first < first + shift < last - 1]
    ends = [(first, last + shift) for shift in _LAST if first + 1 < last + shift <= run.last]
    read = _read(index, [(first, last), *begins, *ends], run.last, model)
    by_end = dict(zip([last, *(end for _, end in ends)], [read[0], *read[1 + len(begins) :]], strict=True))
    shorter = tuple(signs for end, signs in by_end.items() if end < run.last)
    return Case(place, read[0], tuple(read[1:]), by_end.get(run.last), shorter)


def _read(index: Index, edges: Sequence[tuple[int, int]], last: int, model: OnnxInsertionModel) -> list[EdgeSigns]:
    stretches = [Stretch(begin, end, "tail" if end == last else "middle") for begin, end in edges]
    return [query.signs for query in read_queries(index, stretches, model)]


def _fit(cases: Sequence[Case]) -> NDArray[np.float64]:
    """The weights, the first of which is 1."""
    differences = np.array([np.subtract(case.own, other) for case in cases for other in case.others])
    rows = np.vstack([differences, -differences])
    labels = np.repeat([1, 0], len(differences))
    weights = np.asarray(LogisticRegression(fit_intercept=False).fit(rows, labels).coef_[0], dtype=np.float64)
    relative: NDArray[np.float64] = np.divide(weights, weights[0])
    return relative


def _report(cases: Sequence[Case], weights: NDArray[np.float64]) -> None:
    for place in _PLACES:
        own = [case for case in cases if case.place == place]
        best = sum(_strength(case.own, weights) > _most(case.others, weights) for case in own)
        print(f"{place}: strongest of {len(own)} queries in {best / len(own):.3f}")
        least = tables.settings("stuffing/queries.toml")["report"]["tail"]
        margins = [
            _strength(case.whole, weights) - _most(case.shorter, weights)
            for case in own
            if case.whole is not None and case.whole.foreign >= least
        ]
        for margin in _MARGINS:
            clear = sum(one >= margin for one in margins)
            print(f"  up to the end of the sentence by {margin}: {clear} of {len(margins)}")


def _strength(signs: EdgeSigns, weights: NDArray[np.float64]) -> float:
    return float(np.dot(weights, signs))


def _most(rivals: Sequence[EdgeSigns], weights: NDArray[np.float64]) -> float:
    return max((_strength(signs, weights) for signs in rivals), default=-inf)


if __name__ == "__main__":
    main()
