"""Fit the weights of ``pipeline/data/swaps/ranking.toml``; run by hand, never by the program.

For each suspected phrase of the annotated spun articles the right candidate shall stand before the others: a softmax
over the candidates of a phrase, with a ridge. A phrase counts as it was found, where no annotated swap crosses its
edges, and once more widened to the whole of the swaps that it touches. Prints the weights, and how
often the right candidate comes first or among three, with the weights of the file and with the fitted ones, each
source ranked by weights that were fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from pipeline.facts.swaps.learned.options import PhraseOptions, Signs, SuspectedWord
from pipeline.facts.swaps.learned.ranges import Ranges
from pipeline.facts.swaps.learned.suggestions import OWN_SIGNS, Suggestion, SuspectedPhrase, rank_suggestions
from pipeline.facts.swaps.learned.swaps import RankedPhrase, name_originals, rank_phrases, weigh_words
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.model import Edit, Span
from pipeline.reading import Reading

RIDGE = 3.0
STEPS = 400
NAMES = (*Signs._fields, *OWN_SIGNS)
_MOST_WANTED = 24
"""Ways to combine the fixes of several swaps in one phrase."""

_LONGEST = 8
"""Words of a widened phrase."""


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


@dataclass(frozen=True)
class Annotated:
    """An annotated article as the program reads it.

    Attributes:
        source: the name before the first hyphen.
        text: the article.
        swaps: as annotated.
        words: its words and marks.
        options: what may become of the words of a range.
        phrases: what is suspected.
    """

    source: str
    text: str
    swaps: Sequence[Mapping[str, Any]]
    words: Sequence[ModelWord]
    options: Callable[[int, int], SuspectedPhrase]
    phrases: Sequence[RankedPhrase]


def read(article: Path) -> Annotated:
    """One annotated article, ``NAME.txt`` with ``NAME.gold.json``."""
    gold = json.loads(article.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    text = article.read_bytes().decode("utf-8")
    engines = local_engines()
    reading = Reading(text, "text", Config(grammar=False), engines)
    scores, model = reading.swap_scores, engines.swap_model
    assert scores is not None and model is not None, article
    kept, ngrams = Ranges(reading.untouchable), engines.ngram_model
    phrases = tuple(rank_phrases(text, scores, model.name, reading.spin, kept, ngrams))
    words = frozenset(word.text.lower() for word in scores.words)
    likely = weigh_words(scores, reading.spin.gate_at, words, ngrams)

    def options(first: int, after: int) -> SuspectedPhrase:
        named = name_originals(scores, model.name, range(first, after))
        suspected = [
            SuspectedWord(scores.words[index].text.lower(), likely[index] or 0.0, named.get(index, ()))
            for index in range(first, after)
        ]
        return SuspectedPhrase(first, PhraseOptions(suspected))

    return Annotated(article.stem.split("-")[0], text, gold["swaps"], scores.words, options, phrases)


def choices(article: Annotated) -> Iterator[Choice]:
    """The phrases of one article as they were found, and widened to whole swaps."""
    last = None
    for phrase in article.phrases:
        first = phrase.phrase.first
        yield from _choice(article, first, first + len(phrase.words), phrase.ranked)
        suspected = [first + place for place, word in enumerate(phrase.words) if not word.is_neighbor]
        wide = _widened(article, suspected[0], suspected[-1] + 1)
        words = article.words[wide[0] : wide[1]]
        if wide != last and len(words) <= _LONGEST and all(word.is_word for word in words):
            last = wide
            ranked = rank_suggestions(article.options(*wide), 0, len(words), phrase.context)
            yield from _choice(article, *wide, ranked)


def _widened(article: Annotated, first: int, after: int) -> tuple[int, int]:
    """A range of words with all words of the swaps that it touches."""
    start, end = article.words[first].start, article.words[after - 1].end
    for swap in article.swaps:
        if swap["start"] < end and start < swap["end"]:
            start, end = min(start, swap["start"]), max(end, swap["end"])
    places = [place for place, word in enumerate(article.words) if word.start < end and start < word.end]
    return places[0], places[-1] + 1


def _choice(article: Annotated, first: int, after: int, ranked: Sequence[Suggestion]) -> Iterator[Choice]:
    span = Span(article.words[first].start, article.words[after - 1].end)
    wanted = _wanted(article.text, span, article.swaps)
    if wanted and ranked:
        inputs = [signs_of(suggestion) for suggestion in ranked]
        right = [" ".join(suggestion.candidate.words) in wanted for suggestion in ranked]
        yield Choice(article.source, np.array(inputs), np.array(right))


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
    rows = [choice for article in arguments().spun for choice in choices(read(article))]
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
