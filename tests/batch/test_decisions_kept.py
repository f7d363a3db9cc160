"""What becomes of decisions in later runs: nothing that a person wrote is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import unspin
from decided import QUICK, Rows, articles, decided, findings, of, save, told

from pipeline.files.output import STATE_FOLDER


def test_a_later_run_keeps_the_decisions_where_it_has_nothing_to_do(root: Path) -> None:
    unspin("apply", save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects")), "-q")
    once = articles(root), told(root)
    again = unspin("clean", root / "in", "-o", root / "out", *QUICK[:-1])
    assert "decisions" not in again.stderr
    assert (articles(root), told(root)) == once
    assert unspin("apply", root / "out" / "findings.csv", "-q").exit_code == 0
    assert (articles(root), told(root)) == once


def test_a_later_run_that_cleans_anew_says_whose_decisions_it_drops_and_keeps_the_table(root: Path) -> None:
    unspin("apply", save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects")), "-q")
    with_decisions = (root / "out" / "findings.csv").read_bytes()
    original = root / "in" / "b.md"
    original.write_bytes(original.read_bytes() + b"\nOne more line.\n")
    again = unspin("clean", root / "in", "-o", root / "out", *QUICK)
    assert "Decisions on findings of these articles do not hold in this run: b.md." in again.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == with_decisions
    assert b"facet effects" not in articles(root)["b.md"]
    assert b"facet effects" in articles(root)["=c.html"]
    assert {row["decision"] for row in findings(root) if row["path"] == "b.md"} == {""}

    kept = unspin("apply", root / "out" / "findings-kept.csv")
    assert kept.exit_code == 0
    assert b"facet effects" in articles(root)["b.md"], "decisions on what was found again still fit"


@pytest.mark.parametrize("cells", [{"decision": "reject"}, {"replacement": "folks"}, {"notes": "ask Ann"}, {}])
def test_a_later_run_keeps_a_table_that_a_person_wrote_into(root: Path, cells: dict[str, str]) -> None:
    rows = [{**row, "notes": ""} for row in findings(root)]
    written = save(root, [{**rows[0], **cells}, *rows[1:]]).read_bytes()
    again = unspin("clean", root / "in", "-o", root / "out", *QUICK)
    kept = root / "out" / "findings-kept.csv"
    assert (f"is kept as {kept}" in again.stderr, kept.exists()) == (bool(cells), bool(cells))
    assert not cells or kept.read_bytes() == written


def saved_elsewhere(root: Path, rows: Rows) -> Path:
    there = root / "out" / "findings.csv"
    before = there.read_bytes()
    mine = save(root, rows).rename(root / "mine.csv")
    there.write_bytes(before)
    return mine


def test_decisions_that_wait_in_the_table_are_kept_by_the_next_run(root: Path) -> None:
    mine = saved_elsewhere(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects"))
    original = root / "in" / "b.md"
    original.write_bytes(original.read_bytes() + b"\nOne more line.\n")
    assert unspin("apply", mine, "-o", root / "out").exit_code == 3
    waiting = (root / "out" / "findings.csv").read_bytes()
    again = unspin("clean", root / "in", "-o", root / "out", *QUICK)
    assert "Decisions on findings of these articles do not hold in this run: b.md.\n" in again.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == waiting
    assert unspin("apply", root / "out" / "findings-kept.csv").exit_code == 0
    assert b"facet effects" in articles(root)["b.md"]


@pytest.mark.parametrize("stamp", ["older", "lost"])
def test_where_no_run_remembers_the_decisions_the_report_tells_them(root: Path, stamp: str) -> None:
    unspin("apply", save(root, decided(findings(root), "reject", of("b.md", "facet effects"))), "-q")
    with_decisions = (root / "out" / "findings.csv").read_bytes()
    remembered = root / "out" / STATE_FOLDER / "reports.json"
    if stamp == "lost":
        remembered.unlink()
    else:
        known = json.loads(remembered.read_bytes())
        del known["decided"]
        remembered.write_text(json.dumps(known), encoding="utf-8")
    original = root / "in" / "b.md"
    original.write_bytes(original.read_bytes() + b"\nOne more line.\n")
    again = unspin("clean", root / "in", "-o", root / "out", *QUICK)
    assert "Decisions on findings of these articles do not hold in this run: b.md.\n" in again.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == with_decisions


def test_decisions_that_wait_in_the_table_are_kept_when_others_are_applied(root: Path) -> None:
    rows = findings(root)
    (root / "out" / "articles" / "b.md").write_text("My own words.", encoding="utf-8")
    first = [row for row in decided(rows, "reject", of("b.md", "facet effects")) if row["path"] == "b.md"]
    assert unspin("apply", saved_elsewhere(root, first), "-o", root / "out").exit_code == 3
    waiting = (root / "out" / "findings.csv").read_bytes()
    second = [row for row in decided(rows, "reject", of("d.docx", "facet effects")) if row["path"] == "d.docx"]
    result = unspin("apply", saved_elsewhere(root, second), "-o", root / "out")
    assert (result.exit_code, "Your table is kept as" in result.stderr) == (0, True)
    assert (root / "out" / "findings-kept.csv").read_bytes() == waiting


def waiting_in_b(root: Path) -> None:
    """A decision on ``b.md`` that could not be applied, since somebody edited the cleaned file."""
    edited = root / "out" / "articles" / "b.md"
    cleaned = edited.read_bytes()
    edited.write_text("My own words.", encoding="utf-8")
    first = [row for row in decided(findings(root), "reject", of("b.md", "facet effects")) if row["path"] == "b.md"]
    assert unspin("apply", saved_elsewhere(root, first), "-o", root / "out").exit_code == 3
    edited.write_bytes(cleaned)


def test_a_decision_that_waits_goes_on_waiting_where_the_rows_of_its_article_are_deleted(root: Path) -> None:
    waiting_in_b(root)
    others = [row for row in findings(root) if row["path"] != "b.md"]
    result = unspin("apply", save(root, decided(others, "reject", of("d.docx", "facet effects"))))
    assert result.exit_code == 0
    assert "b.md: no row of your table is of it" in result.stderr
    still = [(row["path"], row["match"]) for row in findings(root) if row["decision"]]
    assert still == [("b.md", "facet effects"), ("d.docx", "facet effects")]
    assert unspin("apply", root / "out" / "findings.csv").exit_code == 0
    assert b"facet effects" in articles(root)["b.md"]


def test_a_decision_that_waits_is_applied_where_its_row_alone_is_deleted(root: Path) -> None:
    waiting_in_b(root)
    others = [row for row in findings(root) if not row["decision"]]
    assert unspin("apply", save(root, others)).exit_code == 0
    assert b"facet effects" in articles(root)["b.md"]
    assert {row["decision"] for row in findings(root) if of("b.md", "facet effects")(row)} == {"reject"}


def test_a_decision_that_waits_is_taken_back_by_an_empty_cell(root: Path) -> None:
    waiting_in_b(root)
    result = unspin("apply", save(root, [{**row, "decision": ""} for row in findings(root)]))
    assert (result.exit_code, "1 earlier decision taken back" in result.stderr) == (0, True)
    assert b"facet effects" not in articles(root)["b.md"]
    assert {row["decision"] for row in findings(root)} == {""}


@pytest.mark.parametrize("way", ["part", "check", "journal lost"])
def test_a_table_whose_decisions_are_not_those_of_the_next_run_is_kept(root: Path, way: str) -> None:
    unspin("apply", save(root, decided(findings(root), "reject", of("b.md", "facet effects"))), "-q")
    with_decisions = (root / "out" / "findings.csv").read_bytes()
    if way == "journal lost":
        (root / "out" / STATE_FOLDER / "journal.sqlite").write_bytes(b"damaged")
    command, source = ("check" if way == "check" else "clean"), (root / "in" / "sub" if way == "part" else root / "in")
    told = unspin(command, source, "--report-dir", root / "out", *(("-o", root / "out") * (command == "clean")), *QUICK)
    assert "do not hold in this run: b.md.\n" in told.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == with_decisions
