"""``unspin apply``: single changes of a run refused or accepted in its table of findings."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

import pytest
from command import table, tree, unspin
from decided import QUICK, SPUN, STUFFED, articles, decided, findings, of, save, text_of, told
from word import members, rejected

from pipeline.files.run_record import read_run


def test_what_is_refused_is_put_back_in_a_file_of_every_kind(root: Path) -> None:
    before = tree(root / "in")
    rows = findings(root)
    assert {row["path"] for row in rows} == {
        "sub/a.txt", "b.md", "'=c.html", "d.docx", "e.xml#post-4", "f.jsonl#1", "f.jsonl#2", "g.csv#x", "g.csv#y",
    }  # fmt: skip
    result = unspin("apply", save(root, decided(rows, "REJECT ", lambda row: True)))
    assert result.exit_code == 0, result.stderr
    assert "9 articles written anew: 0 findings accepted," in result.stderr
    assert articles(root) == before
    assert {(row["state"], row["decision"]) for row in findings(root)} == {("ignored", "reject")}
    report = {row["path"]: row for row in table(root / "out")}
    assert report["sub/a.txt"]["sha256_after"] == report["sub/a.txt"]["sha256_before"]
    assert {row["status"] for row in report.values()} == {"unchanged", "failed"}
    assert {row["fixes_applied"] for row in report.values()} == {"0", ""}
    assert report["sub/a.txt"]["word_count_after"] == report["sub/a.txt"]["word_count_before"]
    assert report["sub/a.txt"]["kp_exact_count_after"] == report["sub/a.txt"]["kp_exact_count_before"]
    assert sum(json.loads((root / "out" / "run.json").read_text())["fixed"].values()) == 0


def test_decisions_that_are_taken_back_give_the_run_s_own_output(root: Path, kept: Path) -> None:
    rows = findings(root)
    save(root, decided(rows, "reject", lambda row: True))
    assert unspin("apply", root / "out" / "findings.csv", "-q").exit_code == 0
    assert articles(root) != articles(kept)
    assert unspin("apply", save(root, rows), "-q").exit_code == 0
    assert articles(root) == articles(kept)
    assert told(root) == told(kept)


def test_a_table_without_decisions_changes_nothing(root: Path, kept: Path) -> None:
    result = unspin("apply", root / "out" / "findings.csv")
    assert result.exit_code == 0
    assert "No decision to apply" in result.stderr
    assert articles(root) == articles(kept)
    assert told(root) == told(kept)


@pytest.mark.parametrize("path", ["sub/a.txt", "b.md", "'=c.html", "d.docx", "e.xml#post-4", "f.jsonl#2", "g.csv#x"])
def test_one_change_is_refused_and_one_suggestion_accepted(root: Path, kept: Path, path: str) -> None:
    match, wanted, old, new = ("pores and skin", "human beings", "pores and skin", "people")
    if path in ("sub/a.txt", "f.jsonl#2"):
        match, wanted, old, new = ("pins and also needles", "Shed weight", "pins and also needles", "Lose weight")
    rows = findings(root)
    first = next(row["finding_id"] for row in rows if row["path"] == path and row["match"] == match)
    second = next(row["finding_id"] for row in rows if row["path"] == path and row["match"] == wanted)
    choices = {first: "Reject", second: "accept"}
    rows = [{**row, "decision": choices.get(row["finding_id"], "")} if row["path"] == path else row for row in rows]
    result = unspin("apply", save(root, rows), "-v")
    assert result.exit_code == 0, result.stderr
    assert f"[1/1] applied: {path.lstrip(chr(39))}" in result.stderr
    changed = {name for name, content in articles(root).items() if content != articles(kept)[name]}
    assert changed == {path.lstrip("'").partition("#")[0]}
    states = {row["finding_id"]: (row["state"], row["decision"]) for row in findings(root) if row["path"] == path}
    assert states[first] == ("ignored", "reject")
    assert states[second] == ("fixed", "accept")
    others = {
        row["finding_id"]: (row["state"], "") for row in table(kept / "out", "findings.csv") if row["path"] == path
    }
    assert all(states[one] == other for one, other in others.items() if one not in (first, second))

    name = changed.pop()
    before, after = (text_of(name, articles(one)[name]) for one in (kept, root))
    assert (before.count(old), before.count(new)) != (after.count(old), after.count(new))
    assert after.count(old) == before.count(old) + 1
    assert after.count(new) == before.count(new) + 1
    if name == "d.docx":
        assert rejected(members(articles(root)[name])["word/document.xml"]).split() == SPUN.split()
    row, run_row = ({one["path"]: one for one in table(one_root / "out")}[path] for one_root in (root, kept))
    assert (row["fixes_applied"], row["findings_ignored"]) == (run_row["fixes_applied"], "1")
    assert row["sha256_before"] == run_row["sha256_before"]
    assert row["sha256_after"] != run_row["sha256_after"]


def test_the_same_table_applied_twice_gives_the_same(root: Path) -> None:
    rows = decided(findings(root), "reject", lambda row: row["match"] == "pores and skin")
    rows = decided(rows, "accept", lambda row: row["match"] == "human beings")
    path = save(root, rows)
    copy = root / "copy.csv"
    shutil.copy(path, copy)
    assert unspin("apply", path, "-q").exit_code == 0
    once = articles(root), told(root)
    assert unspin("apply", path, "-q").exit_code == 0
    assert (articles(root), told(root)) == once
    assert unspin("apply", copy, "-o", root / "out", "-q").exit_code == 0
    assert (articles(root), told(root)) == once


def test_a_finding_without_a_row_stays_as_it_was_decided(root: Path) -> None:
    rows = findings(root)
    unspin("apply", save(root, decided(rows, "reject", of("b.md", "facet effects"))), "-q")
    unspin("apply", save(root, decided(rows[:], "reject", of("d.docx", "facet effects"))[-1:] + [
        row for row in decided(rows, "reject", of("d.docx", "facet effects")) if row["path"] == "d.docx"
    ]), "-q")  # fmt: skip
    refused = [(row["path"], row["match"]) for row in findings(root) if row["decision"]]
    assert refused == [("b.md", "facet effects"), ("d.docx", "facet effects")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1252"])
def test_tables_are_read_as_spreadsheets_save_them(root: Path, delimiter: str, encoding: str) -> None:
    rows = decided(findings(root), "aCCept", of("b.md", "human beings"))
    rows = decided(rows, "REJECT", of("b.md", "facet effects"))
    names = ["decision", "notes", "path", "replacement", "finding_id", "run_id"]
    rows = [{name: row.get(name, "") for name in names} for row in rows]
    random.Random(1).shuffle(rows)
    rows = [{**row, "path": row["path"].lstrip("'")} for row in rows if row["path"] != "f.jsonl#1"]
    quoting = csv.QUOTE_ALL if encoding == "utf-8" else csv.QUOTE_MINIMAL
    result = unspin("apply", save(root, rows, delimiter, encoding, quoting))
    assert result.exit_code == 0, result.stderr
    assert "1 article written anew: 1 finding accepted, 1 finding rejected." in result.stderr
    assert "Look at" not in result.stderr
    text = articles(root)["b.md"].decode()
    assert "maximum people want" in text and "facet effects" in text


def test_words_of_one_s_own_are_put_in(root: Path) -> None:
    rows = decided(findings(root), "accept", of("b.md", "human beings"))
    rows = [{**row, "replacement": " folks & kin "} if row["decision"] else row for row in rows]
    rows = decided(rows, "accept", of("'=c.html", "human beings"))
    rows = [{**row, "replacement": "A & B"} if row["path"] == "'=c.html" and row["decision"] else row for row in rows]
    rows = decided(rows, "accept", of("d.docx", "facet effects"))
    rows = [{**row, "replacement": "(remove)"} if row["path"] == "d.docx" and row["decision"] else row for row in rows]
    assert unspin("apply", save(root, rows), "-q").exit_code == 0
    assert "maximum folks & kin want" in articles(root)["b.md"].decode()
    assert "maximum A &amp; B want" in articles(root)["=c.html"].decode()
    row = next(row for row in findings(root) if of("b.md", "human beings")(row))
    assert (row["replacement"], row["alternatives"], row["state"]) == ("folks & kin", "people", "fixed")
    row = next(row for row in findings(root) if of("d.docx", "facet effects")(row))
    assert (row["replacement"], row["alternatives"]) == ("(remove)", "side effects")
    once = articles(root)
    assert unspin("apply", root / "out" / "findings.csv", "-q").exit_code == 0
    assert articles(root) == once


def test_a_dry_run_shows_what_would_change_and_writes_nothing(root: Path) -> None:
    path = save(root, decided(findings(root), "reject", of("b.md", "facet effects")))
    before = tree(root)
    result = unspin("apply", path, "--dry-run", "--diff")
    assert result.exit_code == 0
    assert result.stdout.startswith("--- a/b.md\n+++ b/b.md\n@@ ")
    assert "1 article would be written anew" in result.stderr
    assert tree(root) == before


def test_the_run_is_found_wherever_its_parts_lie(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "out")
    unspin("clean", root / "in", "-o", root / "out", "--report-dir", root / "reports", *QUICK)
    moved = tmp_path / "moved"
    root.rename(moved)
    rows = decided(table(moved / "reports", "findings.csv"), "reject", of("b.md", "facet effects"))
    path = tmp_path / "mine.csv"
    save(moved, rows).rename(path)
    assert unspin("apply", path, "-o", moved / "reports", "-q").exit_code == 0
    assert b"facet effects" in articles(moved)["b.md"]
    (moved / "in").rename(tmp_path / "originals")
    refused = unspin("apply", path, "-o", moved / "reports")
    assert (refused.exit_code, "The originals are needed" in refused.stderr) == (2, True)
    assert unspin("apply", path, tmp_path / "originals", "-o", moved / "reports", "-q").exit_code == 0
    assert read_run(moved / "reports").output.resolve() == (moved / "out").resolve()


def test_random_decisions_leave_everything_else_as_it_was(root: Path, kept: Path) -> None:
    """Lines without a decided finding are those of the run, byte for byte, and the reports fit the files."""
    choose = random.Random(7)
    rows = [
        {**row, "decision": choose.choice(["", "", "", "reject", "accept" if row["replacement"] else ""])}
        for row in findings(root)
    ]
    result = unspin("apply", save(root, rows))
    assert result.exit_code in (0, 3)
    now = findings(root)
    lines = {name: (articles(kept)[name].splitlines(), articles(root)[name].splitlines()) for name in ("b.md",)}
    touched = {int(row["line"]) - 1 for row in now if row["path"] == "b.md" and row["decision"]}
    for before, after in lines.values():
        assert len(before) == len(after)
        assert all(before[number] == after[number] for number in range(len(before)) if number not in touched)
    assert {row["path"]: row["fixes_applied"] for row in table(root / "out") if row["fixes_applied"]} == {
        path: str(sum(row["path"] == path and row["state"] == "fixed" for row in now))
        for path in {row["path"] for row in table(root / "out") if row["fixes_applied"]}
    }


def test_decisions_can_come_as_json(root: Path, kept: Path) -> None:
    rows = [row for row in findings(root) if row["path"] == "b.md"]
    ids = {row["match"]: row["finding_id"] for row in rows}
    report = next(row for row in table(root / "out") if row["path"] == "b.md")
    entries: list[dict[str, str]] = [
        {"finding_id": ids["facet effects"], "decision": "reject"},
        {"finding_id": ids["human beings"], "decision": "accept", "replacement": "folks"},
        {"finding_id": ids["sparkling fruit"], "decision": "accept", "replacement": ""},
    ]
    content = {
        "schema_version": 1,
        "run_id": rows[0]["run_id"],
        "decisions": [{"path": "b.md", "sha256": report["sha256_before"], **entry} for entry in entries],
    }
    path = root / "out" / "decisions.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    result = unspin("apply", path)
    assert result.exit_code == 0, result.stderr
    assert "1 article written anew: 2 findings accepted, 1 finding rejected." in result.stderr
    text = articles(root)["b.md"].decode()
    assert "maximum folks want" in text and "facet effects" in text and "fresh fruit" not in text

    for change, message in (
        ({"sha256": "0" * 64}, "decision 1: b.md was another text when this was decided"),
        ({"decision": "yes"}, "decisions.1.decision: Input should be 'accept', 'reject' or 'never'"),
    ):
        wrong = {**content, "decisions": [{**content["decisions"][0], **change}]}
        path.write_text(json.dumps(wrong), encoding="utf-8")
        refused = unspin("apply", path)
        assert (refused.exit_code, message in refused.stderr) == (2, True), refused.stderr
    path.write_text("decision", encoding="utf-8")
    assert "no JSON" in unspin("apply", path).stderr


def test_articles_freed_from_their_files_and_measures_by_synonyms_fit_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STUFFED, encoding="utf-8")
    (tmp_path / "in" / "b.jsonl").write_text(json.dumps({"id": 1, "text": STUFFED}), encoding="utf-8")
    names = "path,keyphrase,synonyms\na.txt,loud snoring,sleep apnea|bed companion\n"
    (tmp_path / "map.csv").write_text(names, encoding="utf-8")
    options = ("--to", "text", "--keyphrases", tmp_path / "map.csv", *QUICK)
    assert unspin("clean", tmp_path / "in", "-o", tmp_path / "out", *options).exit_code == 0
    (tmp_path / "map.csv").unlink()
    run, extracted = told(tmp_path), tree(tmp_path / "out" / "extracted")
    rows = decided(findings(tmp_path), "reject", lambda row: row["match"] == "pins and also needles")
    assert unspin("apply", save(tmp_path, rows), "-q").exit_code == 0
    now = tree(tmp_path / "out" / "extracted")
    assert now.keys() == extracted.keys() == {"a.txt.txt", "b.jsonl/1.txt"}
    assert all(b"pins and also needles" in content for content in now.values())
    assert table(tmp_path / "out")[0]["kp_longest_gap_pct"] == run[0][0]["kp_longest_gap_pct"]  # type: ignore[index]
    assert unspin("apply", save(tmp_path, [{**row, "decision": ""} for row in rows]), "-q").exit_code == 0
    assert (told(tmp_path), tree(tmp_path / "out" / "extracted")) == (run, extracted)
