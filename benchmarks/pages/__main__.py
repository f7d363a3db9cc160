"""How pages are read and edited: clean articles are poured into page templates from a seed.

    python -m benchmarks.pages identity|regions|equality|speed|browser FOLDER [--half develop|report] [--seed N]
    python -m benchmarks.pages annotated FOLDER [--half develop|report] [--show N]

``identity``: pages whose text has nothing to fix come out byte for byte. ``regions``: how much of the article is found,
and how much around it is taken for it. ``equality``: texts, stuffed or spun ones, and pages made of them, get the same
edits. ``speed``: what HTML costs over plain text. ``browser``: what Chromium shows before and after. ``annotated``: how
much of the article is found on pages of other hands, see ``annotated.py``. Every other article, or page, belongs to the
half to develop on, the rest to the half to report on.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from benchmarks.pages.annotated import run_annotated
from benchmarks.pages.browser import run_browser
from benchmarks.pages.equality import NO_GRAMMAR, clean_page, edits_of
from benchmarks.pages.pour import titled
from benchmarks.pages.regions import RegionScore, score_page, score_trafilatura
from benchmarks.pages.sets import pages
from benchmarks.pages.speed import run_speed
from benchmarks.pages.templates import POURS
from benchmarks.stuffing.__main__ import half_of, read_articles
from pipeline.clean import clean_article


def run_identity(articles: Mapping[str, str], seed: int) -> None:
    """Clean the pages of articles in whose text nothing is fixed, and count those that change."""
    untouched = {name: text for name, text in articles.items() if not clean_article(text, NO_GRAMMAR).edits}
    print(f"{len(untouched)} of {len(articles)} articles have nothing to fix as text")
    count, changed, reported = 0, [], 0
    for template, name, page in pages(untouched, seed):
        cleaned = clean_page(page, name)
        count += 1
        reported += any(finding.rule_id in _ON_PAGES for finding in cleaned.findings)
        if cleaned.source != page.source:
            edits = "; ".join(f"{e.rule_ids} {page.source[e.start : e.end]!r}" for e in cleaned.source_edits)
            changed.append(f"{template} {name}: {edits}")
    print(f"{count - len(changed)} of {count} pages come out byte for byte; {reported} have a finding of K110 to K119")
    print("\n".join(changed))


_ON_PAGES = frozenset(f"K{number}" for number in range(110, 120))


_TOGETHER = "together"


def run_regions(articles: Mapping[str, str], seed: int) -> None:
    """Print, for each template, the share of the article that was found and the share of what was taken beside it."""
    scores: dict[str, RegionScore] = defaultdict(RegionScore)
    others: dict[str, RegionScore] = defaultdict(RegionScore)
    for template, _, page in pages(articles, seed):
        for name in (template, _TOGETHER):
            score_page(page, scores[name])
            score_trafilatura(page, others[name])
    print(f"{'':<14} {'kept':>7} {'beside':>7}   {'kept':>7} {'beside':>7}  by trafilatura, words without order")
    for template in (*POURS, _TOGETHER):
        score = scores[template]
        line = f"{template:<14} {score.kept_share:>7.4f} {score.beside_share:>7.4f}"
        other = others[template]
        print(f"{line}   {other.kept_share:>7.4f} {other.beside_share:>7.4f}" if other.kept else line)


def run_equality(articles: Mapping[str, str], seed: int) -> None:
    """Clean texts and pages of them, and count the pages in which other words were changed."""
    by_text = {name: edits_of(clean_article(titled(text), NO_GRAMMAR)) for name, text in articles.items()}
    count, alike, edits, missing = 0, 0, 0, 0
    for template, name, page in pages(articles, seed):
        found = edits_of(clean_page(page, name))
        count += 1
        alike += found == by_text[name]
        edits += len(by_text[name])
        missing += (Counter(by_text[name]) - Counter(found)).total()
        for edit in (Counter(by_text[name]) - Counter(found)).elements():
            print(f"{template} {name}: only in the text: {edit}")
        for edit in (Counter(found) - Counter(by_text[name])).elements():
            print(f"{template} {name}: only on the page: {edit}")
    print(f"{alike} of {count} pages have the same edits as their text; {missing} of {edits} edits are missing")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["identity", "regions", "equality", "speed", "browser", "annotated"])
    parser.add_argument("articles", type=Path, help="a folder of .txt files, or of annotated pages")
    parser.add_argument("--half", choices=["develop", "report"], default="develop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, help="at most so many articles")
    parser.add_argument("--pictures", type=Path, default=Path("output/pages"), help="folder for what the browser shows")
    parser.add_argument("--show", type=int, default=0, help="how many of the worst annotated pages are named")
    arguments = parser.parse_args()
    if arguments.what == "annotated":
        run_annotated(arguments.articles, arguments.half, arguments.show)
        return
    articles = half_of(read_articles(arguments.articles), arguments.half)
    articles = dict(list(articles.items())[: arguments.most])
    if arguments.what == "browser":
        run_browser(articles, arguments.seed, arguments.pictures)
        return
    run = {"identity": run_identity, "regions": run_regions, "equality": run_equality, "speed": run_speed}
    run[arguments.what](articles, arguments.seed)


if __name__ == "__main__":
    main()
