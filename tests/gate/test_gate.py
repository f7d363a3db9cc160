"""The floors under the quality of the whole: pinned data, and what must be reached on it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.ngrammodel import find_ngram_model
from pipeline.model import Span
from pipeline.tables.swap_model import has_swap_model

# The benchmarks are no part of the installed package, and pytest puts only the folders of the tests on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.pages.equality import clean_page, edits_of
from benchmarks.pages.pour import titled
from benchmarks.pages.regions import RegionScore, score_page
from benchmarks.pages.sets import pages
from benchmarks.stuffing.sets import stuffed_articles
from benchmarks.swaps.score import score_clean, score_spun
from benchmarks.swaps.sets import clean_texts, spun_articles

SHARED = Path(os.environ.get("UNSPIN_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
NO_GRAMMAR = Config(grammar=False)
BY_TABLES = Config(grammar=False, swap_model=False)

needs_model = pytest.mark.skipif(not has_swap_model(), reason="this copy has no swap model")
needs_ngrams = pytest.mark.skipif(find_ngram_model() is None, reason="there is no n-gram model for this Python")
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not here; set UNSPIN_SHARED_DATA")


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _sha256(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@needs_shared
def test_the_seed_article_by_the_tables_alone() -> None:
    floor = FLOORS["seed"]
    path = SHARED / "spun" / "dev" / "seed-back-pain.txt"
    assert _sha256([path]) == floor["sha256"], "other data; the floors do not hold for it"
    gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    cleaned = clean_article(_read(path), BY_TABLES)
    swaps = [finding for finding in cleaned.findings if finding.rule_id.startswith("S")]
    spans = [Span(swap["start"], swap["end"]) for swap in gold["swaps"]]
    right = sum(any(finding.span.overlaps(span) for span in spans) for finding in swaps)
    found = sum(any(finding.span.overlaps(span) for finding in swaps) for span in spans)
    assert cleaned.text.lower().count(gold["keyphrase"]) <= len(gold["keyphrase_spans"]) - floor["mentions_removed"]
    assert right / len(swaps) >= floor["swap_precision"]
    assert found / len(spans) >= floor["swap_recall"]
    assert cleaned.scores.gate == "spun"


@needs_shared
def test_clean_articles_come_out_as_they_went_in_by_the_tables_alone() -> None:
    floor = FLOORS["clean"]
    paths = sorted((SHARED / "clean" / "articles").glob("*.txt"))
    assert _sha256(paths) == floor["sha256"], "other data; the floors do not hold for it"
    results = [clean_article(_read(path), BY_TABLES) for path in paths]
    rules = Counter(rule_id for result in results for edit in result.edits for rule_id in edit.rule_ids)
    assert sum(not result.edits for result in results) >= floor["unchanged"]
    assert set(rules) <= {"E001"}, rules
    assert not [result for result in results if result.scores.gate == "spun"]
    words = sum(len(result.article.text.split()) for result in results)
    findings = sum(finding.rule_id.startswith("S") for result in results for finding in result.findings)
    assert 1000 * findings / words <= floor["swap_findings_per_1000_words"]


@needs_shared
@needs_model
@needs_ngrams
@pytest.mark.parametrize("source", sorted(FLOORS["swaps"]))
def test_swaps_of_annotated_articles(source: str) -> None:
    floor = FLOORS["swaps"][source]
    folder = SHARED / "spun" / "dev"
    assert _sha256(sorted(folder.glob(f"{source}-*"))) == floor["sha256"], "other data; the floors do not hold for it"
    counts: Counter[str] = Counter()
    for article in spun_articles(folder, [source]):
        counts.update(score_spun(article, clean_article(article.text, NO_GRAMMAR)))
    precision, recall = counts["findings_right"] / counts["findings"], counts["found"] / counts["annotated"]
    assert 2 * precision * recall / (precision + recall) >= floor["f1"]
    assert precision >= floor["precision"]
    assert counts["mangled_found"] / counts["mangled"] >= floor["mangled_recall"]
    assert counts["repaired_1"] / counts["found"] >= floor["repaired_by_the_first"]
    assert counts["repaired_3"] / counts["found"] >= floor["repaired_by_one_of_three"]
    assert counts["applied_right"] >= floor["applied_precision"] * counts["applied"]
    assert counts["long_articles_spun"] / counts["long_articles"] >= floor["gated_spun"]


@needs_shared
@needs_model
def test_swaps_of_clean_articles() -> None:
    floor = FLOORS["clean_with_model"]
    folder = SHARED / "clean" / "articles"
    assert _sha256(sorted(folder.glob("*.txt"))) == floor["sha256"], "other data; the floors do not hold for it"
    counts: Counter[str] = Counter()
    for text in clean_texts(folder):
        counts.update(score_clean(text, clean_article(text.text, NO_GRAMMAR)))
    assert 1000 * counts["alarms"] / counts["words"] <= floor["alarms_per_1000_words"]
    assert counts["applied"] == 0
    assert counts["articles_clean"] >= floor["gated_clean"]
    assert counts["articles_spun"] <= floor["gated_spun"]


@needs_model
def test_swaps_of_texts_in_a_second_english() -> None:
    floor = FLOORS["second_language"]
    path = Path(__file__).parents[1] / "texts" / "second_language.txt"
    counts: Counter[str] = Counter()
    for text in clean_texts(path):
        counts.update(score_clean(text, clean_article(text.text, NO_GRAMMAR)))
    assert 1000 * counts["alarms"] / counts["words"] <= floor["alarms_per_1000_words"]
    assert counts["applied"] == 0
    assert counts["articles_spun"] <= floor["gated_spun"]


@needs_shared
def test_articles_on_pages_are_found_and_come_out_as_they_went_in() -> None:
    floor = FLOORS["pages"]
    paths = sorted((SHARED / "clean" / "articles").glob("*.txt"))
    assert _sha256(paths) == floor["sha256"], "other data; the floors do not hold for it"
    texts = {path.name: _read(path) for path in paths[::13]}
    score, unchanged = RegionScore(), 0
    for number, (_, name, page) in enumerate(pages(texts, seed=1)):
        score_page(page, score)
        # One template for each article, and each template several times.
        if number % 10 in {number // 10 % 10, (number // 10 + 5) % 10}:
            unchanged += clean_page(page, name, BY_TABLES).source == page.source
    assert score.kept_share >= floor["article_words_kept"]
    assert score.beside_share <= floor["words_beside"]
    assert unchanged >= floor["unchanged"]


@needs_shared
def test_stuffed_pages_get_the_edits_of_their_texts() -> None:
    paths = sorted((SHARED / "clean" / "articles").glob("*.txt"))[::13]
    alike = 0
    for number, (name, stuffed) in enumerate(stuffed_articles("full", {p.name: _read(p) for p in paths}, "develop", 1)):
        expected = edits_of(clean_article(titled(stuffed.text), BY_TABLES))
        template = list(pages({name: stuffed.text}, seed=1))[number % 10]
        alike += edits_of(clean_page(template[2], name, BY_TABLES)) == expected
    assert alike >= FLOORS["pages"]["same_edits"]
