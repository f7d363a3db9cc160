"""What a person does on a review page, and what comes of it; the page's own script is run, in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from review_page import batch, finding_row

from pipeline.files.decisions import read_decisions
from pipeline.report.failures import empty_row
from pipeline.report.page import render_page
from pipeline.report.review import ReviewedArticle

NODE = shutil.which("node")
BROWSER = Path(__file__).with_name("browser.js")
STORE = "unspin-review:run1"
LONG_AGO, LATER = "2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"

pytestmark = pytest.mark.skipif(NODE is None, reason="Node.js is not installed, which runs the script of the pages")


def tree(element: Tag) -> list[Any]:
    attributes = {name: " ".join(value) if isinstance(value, list) else value for name, value in element.attrs.items()}
    return [element.name, attributes, [tree(one) if isinstance(one, Tag) else str(one) for one in element.children]]


def visit(*steps: tuple[object, ...], stored: object = None, is_clean: bool = True, **cells: Any) -> dict[str, Any]:
    """What is there after some steps on a page with three findings; cells are of the first of them."""
    others = (
        {"finding_id": "f2", "rule_source": "lt", "state": "fixed"},
        {"finding_id": "f3", "clinical_flag": "5 mg"},
    )
    rows = tuple(finding_row(**one) for one in (cells, *others))
    row = empty_row("a.txt", "ok") | {"sha256_before": "0" * 64}
    page = render_page(batch(is_clean=is_clean), 0, [ReviewedArticle("a1", row, rows, None, "Changed.")])
    soup = BeautifulSoup(page, "html.parser")
    assert soup.body and soup.script
    script = soup.script.extract().string
    there = {STORE: json.dumps(stored)} if stored else {}
    told = json.dumps({"page": tree(soup.body), "script": script, "stored": there, "steps": steps})
    assert NODE
    done = subprocess.run([NODE, BROWSER], input=told, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def kept(decision: str, decided_at: str, **more: str) -> dict[str, Any]:
    """What a browser has kept of the first finding."""
    entry = {"path": "a.txt", "sha256": "0" * 64, "finding_id": "f1", "decision": decision, "decided_at": decided_at}
    return {"decisions": {"a.txt\nf1": {**entry, **more}}, "reviewer": "Ana"}


def decisions(seen: dict[str, Any]) -> list[tuple[str, str | None]]:
    """What was saved last."""
    return [(one["finding_id"], one["decision"]) for one in json.loads(seen["saved"][-1]["content"])["decisions"]]


def test_what_is_decided_is_kept_over_a_reload_and_saved_as_apply_reads_it(tmp_path: Path) -> None:
    seen = visit(
        ("click", ".accept", "f1"), ("click", ".never", "f2"), ("click", ".reject", "f3"),
        ("enter", ".reviewer", "Ana"), ("reload",), ("click", ".save"),
    )  # fmt: skip
    assert {name: card["pressed"] for name, card in seen["cards"].items()} == {
        "f1": ["accept"], "f2": ["never"], "f3": ["reject"],
    }  # fmt: skip
    (file,) = seen["saved"]
    assert file["name"] == "decisions.json" and json.loads(file["content"])["reviewer"] == "Ana"
    (tmp_path / "decisions.json").write_text(file["content"], encoding="utf-8")
    rows = read_decisions(tmp_path / "decisions.json")
    assert [(row.finding_id, row.decision, row.replacement) for row in rows] == [
        ("f1", "accept", "body"), ("f2", "never", ""), ("f3", "reject", ""),
    ]  # fmt: skip
    assert {(row.run_id, row.path, row.source_sha256) for row in rows} == {("run1", "a.txt", "0" * 64)}
    assert all(LONG_AGO < row.decided_at < LATER for row in rows)


def test_keys_lead_through_the_findings_and_decide() -> None:
    seen = visit(("key", "j"), ("key", "i"), ("key", "j"), ("key", "a"), ("key", "j"), ("key", "r"), ("click", ".save"))
    assert decisions(seen) == [("f1", "never"), ("f2", "accept"), ("f3", "reject")]
    assert decisions(visit(("focus", "f3"), ("key", "k"), ("key", "i"), ("click", ".save"))) == [("f2", "never")]


def test_another_decision_takes_the_place_of_the_one_before_and_none_takes_it_back() -> None:
    seen = visit(("click", ".never", "f1"), ("click", ".reject", "f1"), ("click", ".save"))
    assert decisions(seen) == [("f1", "reject")]
    for back in (("click", ".take-back", "f1"), ("key", "u")):
        seen = visit(("focus", "f1"), ("key", "i"), back, ("click", ".save"))
        assert decisions(seen) == [("f1", None)] and seen["cards"]["f1"]["pressed"] == []


def test_a_suggestion_and_words_of_one_s_own_can_be_chosen() -> None:
    seen = visit(("enter", ".wording", 1, "f1"), ("enter", ".wording", 2, "f2"), ("click", ".save"))
    saved = json.loads(seen["saved"][0]["content"])["decisions"]
    assert [(one["finding_id"], one["replacement"]) for one in saved] == [("f1", "figure")]
    own = (("enter", ".wording", 2, "f1"), ("enter", ".own", "trunk", "f1"))
    seen = visit(*own, ("reload",), ("click", ".save"))
    assert json.loads(seen["saved"][0]["content"])["decisions"][0]["replacement"] == "trunk"
    seen = visit(*own, ("enter", ".own", " ", "f1"), ("click", ".save"))
    assert decisions(seen) == [("f1", None)], "who empties the words decides nothing"
    assert decisions(visit(("enter", ".wording", 2, "f1"), ("click", ".accept", "f1"), ("click", ".save"))) == []


def test_what_was_decided_last_counts_in_the_browser_or_in_the_report() -> None:
    report = {"decision": "accept", "decided_at": "2025-01-01T00:00:00.000Z"}
    older = visit(("click", ".save"), stored=kept("never", LONG_AGO), **report)
    assert (older["cards"]["f1"]["pressed"], decisions(older)) == (["accept"], [])
    assert json.loads(older["stored"][STORE])["decisions"], "the browser keeps it for the page that it is of"
    newer = visit(("click", ".save"), stored=kept("never", "2026-01-01T00:00:00.000Z"), **report)
    assert (newer["cards"]["f1"]["pressed"], decisions(newer)) == (["never"], [("f1", "never")])
    told = "1 kept in this browser gave way to newer decisions in the report"
    assert told in visit(stored=kept("never", LONG_AGO), **report)["progress"]
    assert told not in visit(stored=kept("accept", LONG_AGO, replacement="body"), **report)["progress"]
    assert told not in visit(stored=kept("reject", LONG_AGO), **{**report, "decision": "reject"})["progress"]


def test_a_clock_that_is_behind_makes_no_decision_older_than_the_report() -> None:
    seen = visit(("click", ".never", "f1"), ("click", ".save"), decision="accept", decided_at=LATER)
    (entry,) = json.loads(seen["saved"][0]["content"])["decisions"]
    assert (entry["decision"], entry["decided_at"]) == ("never", LATER)
    assert seen["cards"]["f1"]["pressed"] == ["never"]


def test_decisions_on_other_pages_of_the_run_are_saved_too() -> None:
    stored = kept("reject", LONG_AGO)
    stored["decisions"]["z.txt\nf9"] = {**stored["decisions"].pop("a.txt\nf1"), "path": "z.txt", "finding_id": "f9"}
    assert decisions(visit(("key", "j"), ("key", "i"), ("click", ".save"), stored=stored)) == [
        ("f9", "reject"), ("f1", "never"),
    ]  # fmt: skip


def test_the_progress_and_the_filters_follow_what_is_decided() -> None:
    seen = visit(("click", ".never", "f1"), ("enter", ".show", "undecided"))
    assert [name for name, card in seen["cards"].items() if card["isShown"]] == ["f2", "f3"]
    assert seen["progress"] == "2 of 3 findings on this page shown, 1 decided."
    for selector, value, shown in (
        (".show", "clinical", ["f3"]), (".show", "fixed", ["f2"]), (".source", "lt", ["f2"]),
        (".source", "stuffing", []),
    ):  # fmt: skip
        seen = visit(("enter", selector, value))
        assert [name for name, card in seen["cards"].items() if card["isShown"]] == shown


def test_of_a_run_that_changed_nothing_nothing_can_be_decided() -> None:
    seen = visit(("key", "j"), ("key", "i"), is_clean=False)
    assert seen["stored"] == {} and seen["progress"] == "3 of 3 findings on this page shown."
