"""Fit the weights of ``pipeline/data/swaps/evidence.toml``; run by hand, never by the program.

Each word of the annotated spun articles, the stuffed phrases left out, is a case; it is positive inside an annotated
swap. Prints the weights, and for several thresholds the precision and recall of the phrases of each source, found with
weights that were fitted on the other sources.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline import tables
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.facts.swaps.learned.evidence import SIGNALS, find_evidence
from pipeline.facts.swaps.learned.scores import SwapScores
from pipeline.facts.swaps.learned.spans import Limits, find_spans
from pipeline.reading import Reading

RIDGE = 3.0
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Range = tuple[int, int]


@dataclass(frozen=True)
class Annotated:
    """An annotated article and the signals of its words.

    Attributes:
        source: what stands before the first hyphen of its name.
        text: the article.
        scores: the model's view of it.
        inputs: signals of each word and mark.
        labels: 1 inside a swap.
        is_case: whether it is a word outside of the stuffed phrases.
        swaps: annotated ranges outside of the stuffed phrases.
        stuffed: ranges of the stuffed phrases.
    """

    source: str
    text: str
    scores: SwapScores
    inputs: NDArray[np.float64]
    labels: NDArray[np.float64]
    is_case: NDArray[np.bool_]
    swaps: tuple[Range, ...]
    stuffed: tuple[Range, ...]


def read_article(path: Path) -> Annotated:
    """Read ``NAME.txt`` with ``NAME.gold.json``, and let the model judge it."""
    gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    text = path.read_bytes().decode("utf-8")
    engines = local_engines()
    reading = Reading(text, "text", Config(grammar=False), engines)
    scores = reading.swap_scores
    assert scores is not None and scores.is_whole, path
    article = {token.lower for token in reading.tokens}
    evidence = find_evidence(scores, 0, len(scores.words), article, engines.ngram_model)
    stuffed = tuple((start, end) for start, end in gold["keyphrase_spans"])
    swaps = tuple((s["start"], s["end"]) for s in gold["swaps"] if not _inside(s["start"], stuffed))
    return Annotated(
        source=path.stem.split("-")[0],
        text=text,
        scores=scores,
        inputs=np.array([[1.0, *one] for one in evidence]),
        labels=np.array([float(_inside(word.start, swaps)) for word in scores.words]),
        is_case=np.array([word.is_word and not _inside(word.start, stuffed) for word in scores.words]),
        swaps=swaps,
        stuffed=stuffed,
    )


def _inside(place: int, ranges: Sequence[Range]) -> bool:
    return any(start <= place < end for start, end in ranges)


def fit(articles: Sequence[Annotated]) -> NDArray[np.float64]:
    """Intercept and weights of the signals: logistic regression with a ridge."""
    inputs = np.concatenate([article.inputs[article.is_case] for article in articles])
    labels = np.concatenate([article.labels[article.is_case] for article in articles])
    weights: NDArray[np.float64] = np.zeros(inputs.shape[1])
    penalty = RIDGE * np.eye(inputs.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (chance - labels) + penalty @ weights
        curvature = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def measure(articles: Sequence[Annotated], weights: NDArray[np.float64], threshold: float) -> str:
    """Precision, recall and their harmonic mean of the phrases of some articles."""
    settings = tables.settings("swaps/gate.toml")["findings"]
    limits = Limits(lambda _: threshold, settings["bridge"], settings["beside"], tables.function_words())
    right = found = predicted = annotated = 0
    for article in articles:
        chance = tuple(float(one) for one in 1 / (1 + np.exp(-article.inputs @ weights)))
        spans = find_spans(article.text, article.scores.words, chance, limits)
        ranges = [
            (one.span.start, one.span.end) for one in spans if not _meets(one.span.start, one.span.end, article.stuffed)
        ]
        predicted += len(ranges)
        annotated += len(article.swaps)
        right += sum(_meets(start, end, article.swaps) for start, end in ranges)
        found += sum(_meets(start, end, ranges) for start, end in article.swaps)
    precision, recall = right / max(1, predicted), found / max(1, annotated)
    harmonic = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f} R {recall:.3f} F1 {harmonic:.3f} ({predicted} phrases)"


def _meets(start: int, end: int, ranges: Sequence[Range]) -> bool:
    return any(first < end and start < last for first, last in ranges)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="annotated articles, NAME.txt")
    return parser.parse_args()


def main() -> None:
    """Read, fit, print."""
    articles = [read_article(path) for path in arguments().spun]
    for source in sorted({article.source for article in articles}):
        own = [article for article in articles if article.source == source]
        weights = fit([article for article in articles if article.source != source] or own)
        for threshold in THRESHOLDS:
            print(f"{source} from {threshold}: {measure(own, weights, threshold)}")
    names = ("intercept", *SIGNALS)
    print("\n".join(f"{name} = {weight:.3f}" for name, weight in zip(names, fit(articles), strict=True)))


if __name__ == "__main__":
    main()
