"""Calibrate the ``[model]`` part of ``pipeline/data/swaps/gate.toml``; run by hand, never by the program.

The score of a text follows from its fingerprints and from what the swap model says of its words. Fitted on clean texts
that the model was not trained on, each corpus of as much weight as another, and on windows of the spun development
articles. Prints the parameters, and how many of the texts the gate would call spun at each score.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import tables
from pipeline.engines.bundle import local_engines
from pipeline.engines.protocols import SwapModel
from pipeline.facts.keyphrases.mentions.lines import join_lines
from pipeline.facts.language.blocks import find_blocks, find_fragments
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.scores import SwapScores, prose_words, read_all
from pipeline.facts.swaps.spin import find_fingerprints
from pipeline.training.corpus import read_texts
from pipeline.training.swap_tables.fit_gate import fit_logistic

WINDOW = 300
STRIDE = 150
"""Spun articles are few and long: the score is fitted on windows of this many words, this many words apart."""

CLEAN_WEIGHT = 4.0
"""A good article that is taken for a spun one is worse than a spun one that is missed."""

SCORES = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.95)


@dataclass(frozen=True)
class Look:
    """A text, or a window of one.

    Attributes:
        features: ln(1 + evidence of the fingerprints), and ln(mean probability / prior).
        hits: fingerprints.
    """

    features: tuple[float, float]
    hits: int


def look_at(text: str, model: SwapModel) -> Look:
    """What the fingerprints and the model say of a text."""
    settings = tables.gate_settings()
    tokens = tokenize(text)
    found = [fingerprint for _, fingerprint in find_fingerprints(text, tokens)]
    rate = 1000 * len(found) / max(len(tokens), settings.floor_words)
    evidence = math.log1p(math.sqrt(rate * len({fingerprint.phrase for fingerprint in found})))
    blocks = find_blocks(text, "text")
    words = prose_words(text, tokens, blocks)
    scores = SwapScores(words, tuple(read_all(words, model)), {}, is_whole=True)
    fragments = find_fragments(text, join_lines(text, blocks, "text").blocks, settings.model_longest_fragment)
    read = [probability for _, probability in scores.read_words(fragments)]
    mean = (sum(read) + settings.model_prior_words * settings.model_prior) / (len(read) + settings.model_prior_words)
    return Look((evidence, math.log(mean / settings.model_prior)), len(found))


def windows_of(text: str) -> Iterator[str]:
    """Overlapping windows of a text; a short text is one window."""
    tokens = tokenize(text)
    for first in range(0, max(len(tokens) - STRIDE, 1), STRIDE):
        yield text[tokens[first].start : tokens[min(first + WINDOW, len(tokens)) - 1].end]


def print_scores(name: str, looks: Sequence[Look], parameters: Sequence[float]) -> None:
    """Print how many texts reach each score."""
    intercept, fingerprints, weight = parameters
    values = [intercept + fingerprints * look.features[0] + weight * look.features[1] for look in looks]
    scores = sorted(1 / (1 + math.exp(-value)) for value in values)
    reach = ", ".join(f"{least:g}: {sum(score >= least for score in scores)}" for least in SCORES)
    print(f"{name}: {len(scores)} texts, lowest {scores[0]:.4f}, highest {scores[-1]:.4f}; with a score of {reach}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, help="clean texts, gzipped JSON lines or plain text"
    )
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="spun articles, plain text")
    return parser.parse_args()


def main() -> None:
    """Read all texts, fit, print."""
    options = arguments()
    model = local_engines().swap_model
    if model is None:
        raise SystemExit("There is no swap model in pipeline/data/models/swaps.")
    clean = {corpus.name: [look_at(text, model) for text in read_texts(corpus)] for corpus in options.corpus}
    articles = [article.read_bytes().decode("utf-8") for article in options.spun]
    windows = [look_at(window, model) for text in articles for window in windows_of(text)]
    whole = [look_at(text, model) for text in articles]
    # Each window counts twice, once as if no table knew its spinner.
    unlisted = [(0.0, look.features[1]) for look in windows]
    parameters = fit_logistic(
        [[look.features for look in looks] for looks in clean.values()],
        [*(look.features for look in windows), *unlisted],
        CLEAN_WEIGHT,
    )
    print(f"intercept, weights of fingerprints and of the model: {parameters}")
    for name, looks in {**clean, "spun windows": windows, "spun articles": whole}.items():
        print_scores(name, looks, parameters)


if __name__ == "__main__":
    main()
