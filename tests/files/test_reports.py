"""What a run with nothing to do leaves of the reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import SPUN, table, tree, unspin

QUICKLY = ("--no-grammar", "--no-swap-model", "-q")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    text = SPUN.read_text(encoding="utf-8")
    (tmp_path / "in" / "=1, a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(f'{text}\nHe wrote "record": "article", and a, "comma".\n', encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_text("", encoding="utf-8")
    assert unspin("clean", tmp_path / "in", "-o", tmp_path / "out", *QUICKLY).exit_code == 0
    return tmp_path


def reports(output: Path) -> dict[str, bytes]:
    return {name: content for name, content in tree(output).items() if "/" not in name and name != "run.json"}


def test_reports_brought_up_to_date_are_those_written_anew(folder: Path) -> None:
    first = (folder / "out" / "findings.csv").stat().st_mtime_ns
    told = unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY[:2]).stderr
    assert (folder / "out" / "findings.csv").stat().st_mtime_ns == first
    assert [row["from_cache"] for row in table(folder / "out")] == ["true", "true", "false"]
    refreshed = reports(folder / "out")
    (folder / "out" / ".unspin" / "reports.json").unlink()
    anew = unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY[:2]).stderr
    assert reports(folder / "out") == refreshed
    assert [line for line in told.splitlines() if " s" not in line] == [
        line for line in anew.splitlines() if " s" not in line
    ]


@pytest.mark.parametrize("name", ["findings.jsonl", "report.csv", "findings.csv"])
def test_a_report_that_was_changed_or_removed_is_written_anew(folder: Path, name: str) -> None:
    assert unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY).exit_code == 0
    whole = reports(folder / "out")
    (folder / "out" / name).write_bytes(whole[name][:-9])
    assert unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY).exit_code == 0
    assert reports(folder / "out") == whole
    (folder / "out" / name).unlink()
    assert unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY).exit_code == 0
    assert reports(folder / "out") == whole


def test_other_results_are_reported_anew(folder: Path) -> None:
    (folder / "in" / "b.txt").write_text("Another article. It is short.\n", encoding="utf-8")
    assert unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY).exit_code == 0
    assert [row["from_cache"] for row in table(folder / "out")] == ["true", "false", "false"]
    assert unspin("clean", folder / "in", "-o", folder / "out", *QUICKLY, "--fail-on", "any").exit_code == 1
    assert "fail" in {row["gate"] for row in table(folder / "out")}
