"""``unspin report``: the pages on which a person looks through a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from command import unspin
from decided import QUICK, SPUN, articles, decided, findings, of, save

from pipeline.report import review as limits


def page_of(root: Path, name: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((root / "out" / "review" / name).read_text(encoding="utf-8"), "html.parser")


def decide_all(root: Path, decision: str) -> Path:
    """A file such as the page saves, with a decision on every finding on it."""
    decisions = [
        {
            "path": article["data-path"],
            "sha256": article["data-sha256"],
            "finding_id": card["data-finding-id"],
            "decision": decision,
        }
        for article in page_of(root).select("section.article")
        for card in article.select(".card")
    ]
    run_id = page_of(root).body["data-run-id"]
    content = {"schema_version": 1, "run_id": run_id, "reviewer": "Ana", "decided_at": "2026-01-02T03:04:05.000Z"}
    path = root / "decisions.json"
    path.write_text(json.dumps({**content, "decisions": decisions}), encoding="utf-8")
    return path


def test_articles_of_every_kind_are_shown_with_their_text_and_all_findings(root: Path) -> None:
    result = unspin("report", root / "out")
    assert result.exit_code == 0, result.stderr
    assert "9 articles with findings: " in result.stderr
    page = page_of(root)
    shown = {article["data-path"]: article for article in page.select("section.article")}
    assert set(shown) == {row["path"].removeprefix("'") for row in findings(root)}
    assert {card["data-finding-id"] for card in page.select(".card")} == {row["finding_id"] for row in findings(root)}
    assert len(page.select(".card")) == len(findings(root))
    assert not page.select(".article > .notice")
    for article in shown.values():
        passages = " ".join(one.get_text() for one in article.select(".passage"))
        assert "pores and skin" in passages or "snorring" in passages
        assert article.select("del")
    changed = shown["b.md"].select(".passage del")
    assert any(one.get_text() == "pores and skin" and one.find_next("ins").get_text() == "skin" for one in changed)
    assert "f.jsonl" in page.select_one(".not-cleaned").get_text()


def test_what_is_saved_on_the_page_can_be_applied(root: Path) -> None:
    assert unspin("report", root / "out", "-q").exit_code == 0
    result = unspin("apply", decide_all(root, "reject"), "-o", root / "out")
    assert result.exit_code == 0, result.stderr
    assert articles(root)["b.md"] == (root / "in" / "b.md").read_bytes()
    assert unspin("report", root / "out", "-q").exit_code == 0
    page = page_of(root)
    assert {card["data-decision"] for card in page.select(".card")} == {"reject"}
    assert not page.select(".passage del")


def test_pages_change_nothing_else(root: Path, kept: Path) -> None:
    assert unspin("report", root / "out", "-q").exit_code == 0
    for name in ("findings.csv", "findings.jsonl", "report.csv", "run.json"):
        assert (root / "out" / name).read_bytes() == (kept / "out" / name).read_bytes()
    assert articles(root) == articles(kept)


def test_an_original_that_changed_or_is_gone_is_shown_without_its_text(root: Path) -> None:
    (root / "in" / "b.md").write_text("Something else.", encoding="utf-8")
    (root / "in" / "d.docx").unlink()
    result = unspin("report", root / "out")
    assert result.exit_code == 0
    told = {line.split(":")[0].strip(): line for line in result.stderr.splitlines() if line.startswith("  ")}
    assert set(told) == {"b.md", "d.docx"}
    assert "changed" in told["b.md"]
    assert "not found" in told["d.docx"]
    shown = {one["data-path"]: one for one in page_of(root).select("section.article")}
    assert not shown["b.md"].select(".passage")
    assert len(shown["b.md"].select(".card")) == sum(row["path"] == "b.md" for row in findings(root))
    assert shown["sub/a.txt"].select(".passage")


def test_originals_that_were_moved_can_be_named(root: Path) -> None:
    (root / "in").rename(root / "moved")
    assert "without their text" in unspin("report", root / "out").stderr
    assert "without their text" not in unspin("report", root / "out", root / "moved").stderr


def test_originals_that_are_named_must_be_there(root: Path) -> None:
    result = unspin("report", root / "out", root / "nowhere")
    assert result.exit_code == 2
    assert "nowhere: No such file or directory" in result.stderr


def test_one_input_that_is_gone_takes_no_other_with_it(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SPUN, encoding="utf-8")
    unspin("clean", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out", *QUICK)
    (tmp_path / "a.txt").unlink()
    assert unspin("report", tmp_path / "out", "-q").exit_code == 0
    shown = {one["data-path"]: one for one in page_of(tmp_path).select("section.article")}
    assert not shown["a.txt"].select(".passage")
    assert shown["b.txt"].select(".passage")


@pytest.mark.parametrize("change", [lambda row: row.pop("record"), lambda row: row.pop("gate", None)])
def test_reports_of_another_version_are_refused(root: Path, change: Callable[[dict[str, object]], object]) -> None:
    path = root / "out" / "findings.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        change(row)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    result = unspin("report", root / "out")
    assert result.exit_code == 2
    assert "not of this version of unspin" in result.stderr


def test_a_long_run_has_several_pages_and_a_short_one_removes_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FINDINGS", 150)
    assert unspin("report", root / "out", "-q").exit_code == 0
    pages = sorted((root / "out" / "review").iterdir())
    assert len(pages) > 2
    ids = [card["data-finding-id"] for path in pages for card in page_of(root, path.name).select(".card")]
    assert sorted(ids) == sorted(row["finding_id"] for row in findings(root))
    for link in page_of(root).select(".batch tbody a"):
        name, _, place = str(link["href"]).partition("#")
        assert page_of(root, name or "index.html").find(id=place) is not None
    monkeypatch.undo()
    assert unspin("report", root / "out", "-q").exit_code == 0
    assert [path.name for path in (root / "out" / "review").iterdir()] == ["index.html"]


def test_a_run_of_check_is_shown_without_anything_to_decide(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPUN, encoding="utf-8")
    unspin("check", tmp_path / "a.txt", "--report-dir", tmp_path / "out", *QUICK)
    result = unspin("report", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "without their text" not in result.stderr
    page = page_of(tmp_path)
    assert "only checked" in page.select_one(".article .notice").get_text()
    assert page.select(".card")
    assert not page.select(".decide")
    assert page.select_one(".card").find_parent("section")["data-path"] == "a.txt"


def test_a_run_without_findings_has_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sleep is good for you. Rest is good, too.\n", encoding="utf-8")
    unspin("clean", tmp_path / "a.txt", "-o", tmp_path / "out", *QUICK)
    result = unspin("report", tmp_path / "out")
    assert "0 articles with findings" in result.stderr
    assert page_of(tmp_path).select_one(".batch tbody tr").td.get_text().startswith("a.txt")


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    result = unspin("report", tmp_path)
    assert result.exit_code == 2
    assert "There is no run in" in result.stderr
    assert not (tmp_path / "review").exists()


def test_what_was_decided_later_holds_and_what_was_decided_earlier_is_named(root: Path) -> None:
    """The browser may keep a decision long after another one was applied, in a spreadsheet or on another machine."""
    assert unspin("report", root / "out", "-q").exit_code == 0
    path = decide_all(root, "reject")
    kept = json.loads(path.read_text(encoding="utf-8"))
    for one in kept["decisions"]:
        one["decided_at"] = "2026-01-02T03:04:05.000Z"
    chosen = of("b.md", "facet effects")
    rows = [row for row in findings(root) if chosen(row)]
    assert unspin("apply", save(root, [{**row, "decision": "accept"} for row in rows]), "-q").exit_code == 0
    assert unspin("report", root / "out", "-q").exit_code == 0
    (row,) = rows
    card = page_of(root).select_one(f'[data-path="b.md"] [data-finding-id="{row["finding_id"]}"]')
    assert card["data-decision"] == "accept"
    assert card["data-decided-at"] > "2026-01-02"

    path.write_text(json.dumps(kept), encoding="utf-8")
    result = unspin("apply", path, "-o", root / "out")
    assert result.exit_code == 0, result.stderr
    assert "reject, of 2026-01-02T03:04:05.000Z is left out: accept was decided later" in result.stderr
    states = {(row["path"], row["match"]): row["decision"] for row in findings(root)}
    assert states.pop(("b.md", "facet effects")) == "accept"
    assert set(states.values()) == {"reject"}

    for one in kept["decisions"]:
        one["decided_at"] = "2999-01-02T03:04:05+01:00"
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert "left out" not in unspin("apply", path, "-o", root / "out").stderr
    assert {row["decision"] for row in findings(root)} == {"reject"}


def test_a_decision_that_is_applied_again_is_as_old_as_it_was(root: Path) -> None:
    def decided_at() -> set[str]:
        lines = (root / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
        return {row["decided_at"] for row in map(json.loads, lines) if row.get("decision")}

    path = save(root, decided(findings(root), "reject", of("b.md", "facet effects")))
    assert unspin("apply", path, "-q").exit_code == 0
    once = decided_at()
    assert unspin("apply", path, "-q").exit_code == 0
    assert decided_at() == once


def test_a_run_that_cannot_be_written_names_no_option_that_is_not_there(root: Path) -> None:
    (root / "out" / ".unspin" / "lock").unlink(missing_ok=True)
    (root / "out" / ".unspin" / "lock").mkdir()
    result = unspin("report", root / "out")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "-o" not in result.stderr.split()


@pytest.mark.parametrize("words", ["'=1 in 4", "=SUM", "#REF!", "3/4", "TRUE"])
def test_words_typed_on_the_page_are_taken_as_they_are_also_when_the_table_is_applied_again(
    root: Path, words: str
) -> None:
    assert unspin("report", root / "out", "-q").exit_code == 0
    path = decide_all(root, "accept")
    content = json.loads(path.read_text(encoding="utf-8"))
    (row,) = (row for row in findings(root) if of("b.md", "human beings")(row))
    content["decisions"] = [
        {**one, "replacement": words}
        for one in content["decisions"]
        if (one["path"], one["finding_id"]) == ("b.md", row["finding_id"])
    ]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert unspin("apply", path, "-o", root / "out", "-q").exit_code == 0
    written = articles(root)["b.md"]
    assert f"maximum {words} want".encode() in written
    result = unspin("apply", root / "out" / "findings.csv")
    assert result.exit_code == 0, result.stderr
    assert articles(root)["b.md"] == written
