"""How well keyword stuffing is found and removed: clean articles are stuffed from a seed, cleaned, and compared.

    python -m benchmarks.stuffing CLEAN_FOLDER [--half develop|report] [--seed N] [--show N] [--controls PATH]

Every other article, and phrases, wordings and hard controls of its own, belong to the half to develop on; the rest to
the half to report on, which nobody should read. Only what is cut without asking counts as removed.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.stuffing.controls import hard_controls
from benchmarks.stuffing.report import print_controls, print_reported, print_score
from benchmarks.stuffing.score import Score, add_article, clean
from benchmarks.stuffing.sets import SETS, stuffed_articles
from benchmarks.stuffing.speed import long_texts, words_per_second


def read_articles(path: Path) -> dict[str, str]:
    """Texts by name: the ``*.txt`` of a folder, or the ``text`` of each line of a JSON-lines file, gzipped or not."""
    if path.is_dir():
        return {file.name: file.read_bytes().decode("utf-8") for file in sorted(path.glob("*.txt"))}
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8").splitlines()
    return {f"{path.name}:{number}": json.loads(line)["text"] for number, line in enumerate(lines, start=1)}


def half_of(articles: Mapping[str, str], half: str) -> dict[str, str]:
    """Every other article."""
    return dict(list(articles.items())[0 if half == "develop" else 1 :: 2])


def run_controls(title: str, texts: Mapping[str, str], show: int) -> None:
    """Clean texts without stuffing, and say which were changed or reported upon."""
    changed, reported = {}, {}
    for name, text in texts.items():
        cleaned = clean(text)
        if cleaned.edits:
            changed[name] = "; ".join(repr(text[e.start : e.end]) for e in cleaned.edits)
        elif cleaned.findings:
            reported[name] = "; ".join(sorted({f"{f.rule_id} {f.match!r}" for f in cleaned.findings}))
    print_controls(title, changed, reported, len(texts))
    print_reported(reported, show)


def run_sets(articles: Mapping[str, str], half: str, seed: int, show: int) -> None:
    """Stuff, clean and score the articles in each of the ways of ``SETS``."""
    for name, title in SETS.items():
        score = Score()
        for _, stuffed in stuffed_articles(name, articles, half, seed):
            add_article(stuffed, clean(stuffed.text), score)
        print_score(title, score, show)


def run_speed(articles: Mapping[str, str], others: Iterable[str], half: str, seed: int) -> None:
    """Time the stuffing stage on articles, once it has read others."""
    others = list(others)
    stuffed = [one.text for _, one in stuffed_articles("full", articles, half, seed)]
    print(f"clean articles: {words_per_second(articles.values(), others):,.0f} words/s")
    print(f"stuffed articles: {words_per_second(stuffed, others):,.0f} words/s")
    for text in long_texts(list(articles.values())):
        print(f"one text of {len(text.split()):,} words: {words_per_second([text], others):,.0f} words/s")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="clean articles, *.txt")
    parser.add_argument("--half", choices=("develop", "report"), default="develop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="misses shown for each shape, and controls reported upon")
    parser.add_argument("--controls", type=Path, help="more clean texts: a folder, or JSON lines with a text")
    return parser.parse_args()


def main() -> None:
    """Run the benchmark on one half."""
    options = arguments()
    every = read_articles(options.folder)
    articles = half_of(every, options.half)
    print(f"# half {options.half}, seed {options.seed}: {len(articles)} of {len(every)} articles")
    run_sets(articles, options.half, options.seed, options.show)
    print("\n## controls\n")
    run_controls("clean articles, both halves", every, options.show)
    run_controls(f"hard controls, {options.half}", hard_controls(articles, options.half, options.seed), options.show)
    if options.controls:
        run_controls(options.controls.name, read_articles(options.controls), options.show)
    print("\n## speed of the stuffing stage, one process\n")
    others = [text for name, text in every.items() if name not in articles]
    run_speed(articles, others, options.half, options.seed)


if __name__ == "__main__":
    main()
