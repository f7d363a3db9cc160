"""Calibrate the document gate of ``pipeline/data/swaps/gate.toml``; run by hand, never by the program.

Prints, for each pair of thresholds, how many clean texts would be called spun or suspect; then the parameters of the
score, fitted on the clean texts and on windows of the spun development articles. With ``--check`` it prints what the
gate of the file says of each named article instead.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from pipeline.training.corpus import PhraseTrie, read_table, read_texts, tokens, word_count

WINDOW = 300
STRIDE = 150
"""Spun articles are few and long: the score is fitted on windows of this many words, this many words apart."""

RIDGE = 1.0
"""Weight of the penalty that keeps the score finite where clean and spun texts do not overlap."""


@dataclass(frozen=True)
class Tally:
    """The fingerprints of one text."""

    words: int
    hits: int
    kinds: int
    families: int

    def rate(self, floor_words: int) -> float:
        """Hits per 1,000 words; a short text counts as one of ``floor_words``, so that it needs as many hits."""
        return 1000 * self.hits / max(self.words, floor_words)

    def evidence(self, floor_words: int) -> float:
        """Rate and kinds in one: one habit repeated weighs less than as many different slips."""
        return math.sqrt(self.rate(floor_words) * self.kinds)


@dataclass(frozen=True)
class Thresholds:
    """The numbers of ``[gate]`` in the file."""

    floor_words: int
    spun_rate: float
    spun_kinds: int
    short_kinds: int
    spun_families: int
    suspect_rate: float
    suspect_kinds: int

    def verdict(self, tally: Tally) -> str:
        """``spun``, ``suspect`` or ``clean``."""
        rate = tally.rate(self.floor_words)
        kinds = self.short_kinds if tally.words < self.floor_words else self.spun_kinds
        if rate >= self.spun_rate and tally.kinds >= kinds and tally.families >= self.spun_families:
            return "spun"
        return "suspect" if rate >= self.suspect_rate and tally.kinds >= self.suspect_kinds else "clean"


class Counting:
    """Counts the fingerprints of a table."""

    def __init__(self, table: Path) -> None:
        self._family: Mapping[str, str] = {row["phrase"]: row["family"] for row in read_table(table)}
        self._trie = PhraseTrie(self._family)

    def tally(self, text_tokens: Sequence[str]) -> Tally:
        """The fingerprints of a text, given as tokens."""
        found = self._trie.longest(text_tokens)
        families = {self._family[phrase] for phrase in found}
        return Tally(word_count(text_tokens), found.total(), len(found), len(families))


def windows(text_tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """Overlapping windows of a text; a short text is one window."""
    for start in range(0, max(len(text_tokens) - STRIDE, 1), STRIDE):
        yield text_tokens[start : start + WINDOW]


def fit_score(clean: Iterable[Tally], spun: Iterable[Tally], floor_words: int) -> list[float]:
    """Intercept and weight of ln(1 + evidence)."""
    of_clean, of_spun = ([[math.log1p(tally.evidence(floor_words))] for tally in tallies] for tallies in (clean, spun))
    return fit_logistic([of_clean], of_spun)


def fit_logistic(
    clean: Sequence[Sequence[Sequence[float]]], spun: Sequence[Sequence[float]], clean_weight: float = 1.0
) -> list[float]:
    """Intercept and weights of the features, by logistic regression.

    Args:
        clean: features of each clean text of each corpus; each corpus counts as much as another.
        spun: features of each spun text or window.
        clean_weight: how much all clean ones weigh together, where all spun ones weigh 1.
    """
    sizes = [*map(len, clean), len(spun)]
    of_spun = 1 / (1 + clean_weight)
    shares = [*((1 - of_spun) / len(clean) for _ in clean), of_spun]
    inputs = np.array([[1.0, *features] for features in (*chain.from_iterable(clean), *spun)])
    labels = np.repeat([*(0.0 for _ in clean), 1.0], sizes)
    weights = np.repeat([share * sum(sizes) / size for share, size in zip(shares, sizes, strict=True)], sizes)
    parameters = np.zeros(inputs.shape[1])
    penalty = RIDGE * np.eye(inputs.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ parameters))
        gradient = inputs.T @ (weights * (chance - labels)) + penalty @ parameters
        curvature = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs + penalty
        parameters -= np.linalg.solve(curvature, gradient)
    return [round(float(value), 2) for value in parameters]


def print_grid(clean: Iterable[Tally], floor_words: int) -> None:
    """Print how many clean texts reach each rate with each number of kinds."""
    clean = list(clean)
    print("clean texts that reach a rate (down) with so many kinds (across)")
    print("\t".join(["rate", *(str(kinds) for kinds in range(1, 8))]))
    for rate in (2, 3, 4, 5, 6, 7, 8, 10, 12):
        reach = [tally.kinds for tally in clean if tally.rate(floor_words) >= rate]
        print("\t".join([str(rate), *(str(sum(kinds >= least for kinds in reach)) for least in range(1, 8))]))


def print_verdicts(name: str, tallies: Iterable[Tally], gate: Thresholds) -> None:
    """Print how many texts of a set the gate calls spun, suspect and clean, by length."""
    tallies = list(tallies)
    for label, part in (
        (f"{gate.floor_words} words or more", [t for t in tallies if t.words >= gate.floor_words]),
        ("shorter", [t for t in tallies if t.words < gate.floor_words]),
    ):
        print(f"{name}\t{label}\t{len(part)} texts\t{dict(Counter(map(gate.verdict, part)))}")


def print_articles(articles: Iterable[Path], counting: Counting, gate: Thresholds) -> None:
    """Print the numbers and the verdict of each article."""
    print("article\twords\trate\tkinds\tfamilies\tgate")
    for article in articles:
        tally = counting.tally(tokens(article.read_text(encoding="utf-8")))
        rate = f"{tally.rate(gate.floor_words):.1f}"
        print(article.stem, tally.words, rate, tally.kinds, tally.families, gate.verdict(tally), sep="\t")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, help="clean texts, gzipped JSON lines or plain text"
    )
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="spun articles, plain text")
    parser.add_argument("--check", action="store_true", help="apply the gate; fit nothing")
    parser.add_argument("--fingerprints", type=Path, default=Path("pipeline/data/swaps/fingerprints.tsv"))
    parser.add_argument("--gate", type=Path, default=Path("pipeline/data/swaps/gate.toml"))
    return parser.parse_args()


def main() -> None:
    """Count, then check the gate or fit it."""
    options = arguments()
    counting = Counting(options.fingerprints)
    gate = Thresholds(**tomllib.loads(options.gate.read_text(encoding="utf-8"))["gate"])
    clean = {corpus.name: [counting.tally(tokens(text)) for text in read_texts(corpus)] for corpus in options.corpus}
    for name, tallies in clean.items():
        print_verdicts(name, tallies, gate)
    print_articles(options.spun, counting, gate)
    if not options.check:
        long = [tally for tallies in clean.values() for tally in tallies if tally.words >= gate.floor_words]
        texts = (tokens(article.read_text(encoding="utf-8")) for article in options.spun)
        spun = [counting.tally(window) for text in texts for window in windows(text)]
        print_grid(long, gate.floor_words)
        print(f"intercept and weight of ln(1 + evidence): {fit_score(long, spun, gate.floor_words)}")


if __name__ == "__main__":
    main()
