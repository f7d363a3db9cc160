"""The floors under the quality of the whole: pinned data, and what must be reached on it."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Span

SHARED = Path(os.environ.get("UNSPIN_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
NO_GRAMMAR = Config(grammar=False)

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
def test_the_seed_article() -> None:
    floor = FLOORS["seed"]
    path = SHARED / "spun" / "dev" / "seed-back-pain.txt"
    assert _sha256([path]) == floor["sha256"], "other data; the floors do not hold for it"
    gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    cleaned = clean_article(_read(path), NO_GRAMMAR)
    swaps = [finding for finding in cleaned.findings if finding.rule_id.startswith("S")]
    spans = [Span(swap["start"], swap["end"]) for swap in gold["swaps"]]
    right = sum(any(finding.span.overlaps(span) for span in spans) for finding in swaps)
    found = sum(any(finding.span.overlaps(span) for finding in swaps) for span in spans)
    assert cleaned.text.lower().count(gold["keyphrase"]) <= len(gold["keyphrase_spans"]) - floor["mentions_removed"]
    assert right / len(swaps) >= floor["swap_precision"]
    assert found / len(spans) >= floor["swap_recall"]
    assert cleaned.scores.gate == "spun"


@needs_shared
def test_clean_articles_come_out_as_they_went_in() -> None:
    floor = FLOORS["clean"]
    paths = sorted((SHARED / "clean" / "articles").glob("*.txt"))
    assert _sha256(paths) == floor["sha256"], "other data; the floors do not hold for it"
    results = [clean_article(_read(path), NO_GRAMMAR) for path in paths]
    rules = Counter(rule_id for result in results for edit in result.edits for rule_id in edit.rule_ids)
    assert sum(not result.edits for result in results) >= floor["unchanged"]
    assert set(rules) <= {"E001"}, rules
    assert not [result for result in results if result.scores.gate == "spun"]
    words = sum(len(result.article.text.split()) for result in results)
    findings = sum(finding.rule_id.startswith("S") for result in results for finding in result.findings)
    assert 1000 * findings / words <= floor["swap_findings_per_1000_words"]
