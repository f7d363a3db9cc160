"""Measure a swap model: spans found in annotated spun articles by source, and what it flags in clean text by register.

Usage:
    python -m pipeline.training.swap_model.evaluate MODEL PRETRAINED --spun DEV --clean CLEAN.jsonl.gz

MODEL is a folder of ``fit`` or of ``export``. The figures are those of the model alone: no gate
but the mean probability of the document, no table, no rule.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.model_words import split_for_model
from pipeline.training.corpus import read_rows
from pipeline.training.known_names import refuse_unknown
from pipeline.training.swap_model.predictor import Predictor, load_predictor

THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
GATES = (0.05, 0.07, 0.1)
SUGGESTIONS = 3


class Word(NamedTuple):
    """A word of an article with what the model says about it.

    Attributes:
        start: in code points.
        end: half-open.
        text: as the model read it.
        probability: that it was swapped.
        originals: the best names for what stood there; ``DELETE`` where it belongs to the word before.
    """

    start: int
    end: int
    text: str
    probability: float
    originals: tuple[str, ...]


class Annotated(NamedTuple):
    """An annotated swap: see the SOURCES.md of the articles."""

    start: int
    end: int
    fixes: tuple[str, ...]
    is_mangled: bool


class Count:
    """Sums over the articles of a source."""

    def __init__(self) -> None:
        self.predicted = self.right = self.annotated = self.found = self.mangled = self.mangled_found = 0
        self.first = self.among_three = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.predicted), self.found / max(1, self.annotated)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        mangled = self.mangled_found / max(1, self.mangled)
        repaired = f"{self.first / max(1, self.found):.2f}/{self.among_three / max(1, self.found):.2f}"
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} mangled R {mangled:.3f} repair@1/@3 of found {repaired}"


def read_article(path: Path) -> tuple[str, list[Annotated], list[tuple[int, int]]]:
    """The text of an annotated article, its swaps outside of the stuffed phrases, and these phrases."""
    with path.open(encoding="utf-8", newline="") as lines:
        text = lines.read()
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    stuffed = [(start, end) for start, end in gold["keyphrase_spans"]]
    swaps = [
        Annotated(swap["start"], swap["end"], tuple(swap["fixes"]), swap["severity"] == "mangled")
        for swap in gold["swaps"]
        if not any(start <= swap["start"] < end for start, end in stuffed)
    ]
    return text, swaps, stuffed


def judge(text: str, predictor: Predictor, stuffed: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of a text as the model judges them, without stuffed phrases."""
    words = [
        word
        for word in split_for_model(text, tokenize(text))
        if not any(start <= word.start < end for start, end in stuffed)
    ]
    judged = predictor.judge(words)
    return [
        Word(word.start, word.end, word.text, probability, originals)
        for word, (probability, originals) in zip(words, judged, strict=True)
        if word.is_word
    ]


def join(text: str, words: Sequence[Word], threshold: float) -> list[list[Word]]:
    """Neighboring words over the threshold, joined to spans."""
    spans: list[list[Word]] = []
    previous: Word | None = None
    for word in words:
        if word.probability >= threshold:
            if previous is not None and text[previous.end : word.start] in (" ", "\u00a0", "-"):
                spans[-1].append(word)
            else:
                spans.append([word])
            previous = word
        else:
            previous = None
    return spans


def suggestions(span: Sequence[Word]) -> list[str]:
    """Up to three repairs of a span: the best name for each word, then the second-best for one of them."""
    choices = [word.originals for word in span]
    best = [names[0] for names in choices]
    variants = [best]
    for rank in range(1, SUGGESTIONS):
        for place, names in enumerate(choices):
            if len(names) > rank and best[place] != "DELETE":
                variants.append([*best[:place], names[rank], *best[place + 1 :]])
    texts = (" ".join(name for name in variant if name != "DELETE") for variant in variants)
    return list(dict.fromkeys(text for text in texts if text))[:SUGGESTIONS]


def add_article(count: Count, text: str, words: Sequence[Word], swaps: Sequence[Annotated], threshold: float) -> None:
    """Add one article to the sums."""
    spans = join(text, words, threshold)
    places = [(span[0].start, span[-1].end) for span in spans]
    count.predicted += len(spans)
    count.right += sum(any(start < swap.end and swap.start < end for swap in swaps) for start, end in places)
    count.annotated += len(swaps)
    count.mangled += sum(swap.is_mangled for swap in swaps)
    for swap in swaps:
        hits = [place for place, (start, end) in enumerate(places) if start < swap.end and swap.start < end]
        count.found += bool(hits)
        count.mangled_found += bool(hits) and swap.is_mangled
        ranks = [rank for place in hits if (rank := _rank(text, spans[place], swap)) is not None]
        count.first += 0 in ranks
        count.among_three += bool(ranks)


def _rank(text: str, span: Sequence[Word], swap: Annotated) -> int | None:
    """The rank of the suggestion that makes the annotated swap into one of its fixes, if any."""
    start, end = span[0].start, span[-1].end
    around_left, around_right = text[min(start, swap.start) : start], text[end : max(end, swap.end)]
    if any(len(part.split()) > 1 for part in (around_left, around_right)):
        return None
    outer_left, outer_right = text[min(start, swap.start) : swap.start], text[swap.end : max(end, swap.end)]
    if any(len(part.split()) > 1 for part in (outer_left, outer_right)):
        return None
    wanted = {_folded(outer_left + fix + outer_right) for fix in swap.fixes} | {_folded(fix) for fix in swap.fixes}
    for rank, suggestion in enumerate(suggestions(span)):
        if wanted & {_folded(around_left + suggestion + around_right), _folded(suggestion)}:
            return rank
    return None


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().lower()


def report_spun(folder: Path, sources: Sequence[str], predictor: Predictor) -> None:
    """Print what the model finds in the annotated articles of each source.

    Raises:
        SystemExit: there is no article of a source.
    """
    missing = [source for source in sources if not any(folder.glob(f"{source}-*.txt"))]
    refuse_unknown("--sources", missing, {path.name.partition("-")[0] for path in folder.glob("*-*.txt")})
    for source in sources:
        counts: dict[float, Count] = defaultdict(Count)
        means = []
        for path in sorted(folder.glob(f"{source}-*.txt")):
            text, swaps, stuffed = read_article(path)
            words = judge(text, predictor, stuffed)
            means.append(float(np.mean([word.probability for word in words])))
            for threshold in THRESHOLDS:
                add_article(counts[threshold], text, words, swaps, threshold)
        print(f"{source}: mean probability of a document {min(means):.3f} to {max(means):.3f}")
        for threshold in THRESHOLDS:
            print(f"  at {threshold:.2f} {counts[threshold]}")


def report_clean(path: Path, most_words: int, predictor: Predictor) -> None:
    """Print the means of clean documents and the spans flagged per 1,000 words, with and without a gate."""
    texts: dict[str, list[tuple[int, float, list[int]]]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)
    for row in read_rows(path):
        register, text = row["register"], row["text"]
        if seen[register] >= most_words:
            continue
        words = judge(text, predictor)
        seen[register] += len(words)
        mean = float(np.mean([word.probability for word in words])) if words else 0.0
        flagged = [len(join(text, words, threshold)) for threshold in (0.2, 0.5, 0.7, 0.9)]
        texts[register].append((len(words), mean, flagged))
    for register, rows in sorted(texts.items()):
        total = sum(words for words, _, _ in rows)
        means = np.array([mean for _, mean, _ in rows])
        ungated = " ".join(f"{1000 * sum(row[2][place] for row in rows) / total:.2f}" for place in range(4))
        gated = " ".join(f"{gate}: {sum(mean >= gate for mean in means)}" for gate in GATES)
        print(
            f"clean {register}: {len(rows)} texts, {total} words; mean {np.median(means):.4f},"
            f" 99 % {np.quantile(means, 0.99):.3f}, most {means.max():.3f}; texts over gate {gated};"
            f" spans per 1,000 words at .2 .5 .7 .9 without gate: {ungated}"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("pretrained", type=Path)
    parser.add_argument("--spun", type=Path)
    parser.add_argument("--sources", nargs="*", default=["seed", "cabelo"])
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--clean-words", type=int, default=20_000, help="words of each register")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    predictor = load_predictor(arguments.model, arguments.pretrained, arguments.threads)
    began, worked = time.time(), time.process_time()
    if arguments.spun:
        report_spun(arguments.spun, arguments.sources, predictor)
    if arguments.clean:
        report_clean(arguments.clean, arguments.clean_words, predictor)
    seconds, worked = time.time() - began, time.process_time() - worked
    print(f"{predictor.words_read} words and marks, {predictor.words_read / seconds:.0f} a second,", end=" ")
    print(f"{predictor.words_read / worked:.0f} a second of processor time")


if __name__ == "__main__":
    main()
