"""Fit the weights of ``pipeline/data/swaps/ranking.toml``; run by hand, never by the program.

For each suspected phrase of the annotated spun articles that an annotator marked at the same place, the right candidate
shall stand before the others: a softmax over the candidates of a phrase, with a ridge. Prints the weights, and how
often the right candidate comes first or among three, with the weights of the file and with the fitted ones, each
source ranked by weights that were fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.engines.bundle import local_engines
from pipeline.facts.swap_learned import Ranges, rank_phrases
from pipeline.facts.swap_options import Signs
from pipeline.facts.swap_suggestions import OWN_SIGNS, Suggestion
from pipeline.model import Edit, Span
from pipeline.reading import Reading

RIDGE = 3.0
STEPS = 400
NAMES = (*Signs._fields, *OWN_SIGNS)
_MOST_WANTED = 24
"""Ways to combine the fixes of several swaps in one phrase."""


@dataclass(frozen=True)
class Choice:
    """The candidates for one phrase.

    Attributes:
        source: of the article.
        features: candidates by features.
        is_right: which candidates an annotator would write.
    """

    source: str
    features: NDArray[np.float64]
    is_right: NDArray[np.bool_]


def choices(article: Path) -> Iterator[Choice]:
    """The phrases of one annotated article, ``NAME.txt`` with ``NAME.gold.json``."""
    gold = json.loads(article.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    text = article.read_bytes().decode("utf-8")
    engines = local_engines()
    reading = Reading(text, "text", Config(grammar=False), engines)
    assert reading.swap_scores is not None and engines.swap_model is not None, article
    untouchable = Ranges(reading.untouchable)
    for phrase in rank_phrases(text, reading.swap_scores, engines.swap_model.name, reading.spin, untouchable):
        words = phrase.context.words[phrase.phrase.first :][: len(phrase.words)]
        wanted = _wanted(text, Span(words[0].start, words[-1].end), gold["swaps"])
        if wanted and phrase.ranked:
            inputs = [signs_of(suggestion) for suggestion in phrase.ranked]
            right = [" ".join(suggestion.candidate.words) in wanted for suggestion in phrase.ranked]
            yield Choice(article.stem.split("-")[0], np.array(inputs), np.array(right))


def _wanted(text: str, span: Span, swaps: Sequence[Mapping[str, Any]]) -> set[str]:
    """What the annotator would write in a span; nothing where a swap crosses its edge or none lies in it."""
    here = [swap for swap in swaps if swap["start"] < span.end and span.start < swap["end"]]
    if not here or any(swap["start"] < span.start or swap["end"] > span.end for swap in here):
        return set()
    found = set()
    for fixes in islice(product(*(swap["fixes"] for swap in here)), _MOST_WANTED):
        edits = [
            Edit(s["start"] - span.start, s["end"] - span.start, fix, ()) for s, fix in zip(here, fixes, strict=True)
        ]
        found.add(" ".join(splice(text[span.start : span.end], edits).lower().split()))
    return found


def signs_of(suggestion: Suggestion) -> list[float]:
    """All signs of a suggestion, in the order of ``NAMES``."""
    return [*suggestion.candidate.signs, *(getattr(suggestion, name) for name in OWN_SIGNS)]


def fit(rows: Sequence[Choice]) -> NDArray[np.float64]:
    """The weights under which the right candidates are likeliest."""
    known = [row for row in rows if row.is_right.any()]
    scale = np.concatenate([row.features for row in known]).std(axis=0) + 1e-6
    weights = np.zeros(len(NAMES))
    for step in range(STEPS):
        gradient = RIDGE * weights
        for row in known:
            inputs = row.features / scale
            values = inputs @ weights
            chance = np.exp(values - values.max())
            chance /= chance.sum()
            right = chance * row.is_right
            gradient += inputs.T @ (chance - right / right.sum())
        weights -= 2.0 / (len(known) * (1 + step / 100)) * gradient
    fitted: NDArray[np.float64] = weights / scale
    return fitted


def hits(rows: Sequence[Choice], weights: NDArray[np.float64], most: int) -> int:
    """How many phrases have a right candidate among the first so many."""
    return sum(bool(row.is_right[np.argsort(-(row.features @ weights), kind="stable")[:most]].any()) for row in rows)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="annotated articles, NAME.txt")
    return parser.parse_args()


def main() -> None:
    """Collect, fit, print."""
    rows = [choice for article in arguments().spun for choice in choices(article)]
    present = tables.settings("swaps/ranking.toml")["weights"]
    old = np.array([present.get(name, 0.0) for name in NAMES])
    for source in sorted({row.source for row in rows}):
        own = [row for row in rows if row.source == source]
        new = fit([row for row in rows if row.source != source] or own)
        reach = sum(bool(row.is_right.any()) for row in own)
        for label, weights in (("file", old), ("fitted", new)):
            first, three = hits(own, weights, 1), hits(own, weights, 3)
            print(f"{source}, {label}: {first} first, {three} among three, {reach} among all, of {len(own)}")
    print("\n".join(f"{name} = {weight:.3f}" for name, weight in zip(NAMES, fit(rows), strict=True)))


if __name__ == "__main__":
    main()
