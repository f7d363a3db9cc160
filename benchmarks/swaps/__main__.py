"""How well swaps are found and repaired: annotated spun articles, and clean texts for the false alarms.

    python -m benchmarks.swaps --spun FOLDER [--source NAME ...] [--clean CLEAN] [--between CLEAN] [--speed] [--show]

CLEAN is a folder of texts, gzipped JSON lines, or plain text with a blank line between two articles.

Without ``--source`` all sources are run, also those that are only to be reported on and never to be chosen by. What
counts as found, repaired and a false alarm stands in ``score.py``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.swaps.between import paragraphs_of, put_between, score_between
from benchmarks.swaps.report import print_between, print_clean, print_spun
from benchmarks.swaps.score import score_clean, score_spun, swap_findings
from benchmarks.swaps.sets import clean_texts, spun_articles
from benchmarks.swaps.speed import words_per_second
from pipeline.clean import clean_article
from pipeline.config import Config


def run_spun(options: argparse.Namespace, config: Config) -> None:
    """Score the annotated articles by source."""
    sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in spun_articles(options.spun, options.source):
        cleaned = clean_article(article.text, config)
        sources[article.source].update(score_spun(article, cleaned))
        if options.show:
            print(f"{article.name}: spin score {cleaned.scores.spin_score:.3f}, {cleaned.scores.gate}")
    print_spun(sources)


def run_clean(options: argparse.Namespace, config: Config) -> None:
    """Count the false alarms by register."""
    registers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in clean_texts(options.clean):
        cleaned = clean_article(text.text, config)
        registers[text.register].update(score_clean(text, cleaned))
        if options.show:
            for finding in swap_findings(cleaned):
                print(f"{text.register}: {finding.rule_id} {finding.match!r} -> {finding.suggestions}")
    print_clean(registers)


def run_between(options: argparse.Namespace, config: Config) -> None:
    """Count the false alarms in clean paragraphs that stand between spun ones, by the source of the spun article."""
    paragraphs, rng = paragraphs_of(clean_texts(options.between)), random.Random(1)
    sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in spun_articles(options.spun, options.source):
        text, spans = put_between(article, paragraphs, rng)
        sources[article.source].update(score_between(clean_article(text, config), spans))
    print_between(sources)


def run_speed(options: argparse.Namespace) -> None:
    """Time the swap rules with the model and without."""
    sets = {"spun": [article.text for article in spun_articles(options.spun, options.source)]}
    if options.clean:
        sets["clean"] = [text.text for text in clean_texts(options.clean)]
    print()
    for name, texts in sets.items():
        with_model = words_per_second(texts, with_model=True, processes=2)
        without = words_per_second(texts, with_model=False, processes=1)
        print(f"{name}: {with_model:,.0f} words/s with the model in two processes, {without:,.0f} by the tables in one")


def main() -> None:
    """Run what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spun", type=Path, required=True, help="annotated spun articles")
    parser.add_argument("--source", action="append", default=[], help="only this source; may be given several times")
    parser.add_argument("--clean", type=Path, help="clean texts: a folder, or JSON lines, gzipped")
    parser.add_argument("--between", type=Path, help="clean texts whose paragraphs are put between spun ones")
    parser.add_argument("--speed", action="store_true", help="time the swap rules")
    parser.add_argument("--no-swap-model", action="store_true", help="the tables alone")
    parser.add_argument("--show", action="store_true", help="print each score and each false alarm")
    options = parser.parse_args()
    config = Config(grammar=False, swap_model=not options.no_swap_model)
    run_spun(options, config)
    if options.clean:
        run_clean(options, config)
    if options.between:
        run_between(options, config)
    if options.speed:
        run_speed(options)


if __name__ == "__main__":
    main()
