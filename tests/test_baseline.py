"""Findings that were there before: they are told, and only what is new fails a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import by_path, table, unspin
from decided import QUICK, SPUN, save

NEW = "\n\nYour intellectual fitness is good, and a walk in the morning is a good start to a good day for all of us.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SPUN, encoding="utf-8")
    return tmp_path


def check(folder: Path, *options: str, command: str = "check") -> int:
    baseline = ("--baseline", folder / "known.json", "--report-dir", folder / "out", "--fail-on", "any")
    output = ("-o", folder / "out") if command == "clean" else ()
    return unspin(command, folder / "in", *baseline, *output, *QUICK, *options).exit_code


def states(folder: Path) -> set[str]:
    return {row["state"] for row in table(folder / "out", "findings.csv")}


def test_what_is_known_does_not_fail_a_check_and_what_is_new_does(folder: Path) -> None:
    assert check(folder, "--update-baseline") == 0
    assert states(folder) == {"baseline"}
    row = by_path(folder / "out")["a.txt"]
    assert (row["findings_error"], row["findings_warning"], row["findings_info"]) == ("0", "0", "0")
    assert int(row["findings_ignored"]) == len(table(folder / "out", "findings.csv"))
    assert float(row["quality_score_before"]) < 80
    assert check(folder) == 0
    article = folder / "in" / "a.txt"
    article.write_text("Well, this is new here.\n\n" + article.read_text(encoding="utf-8") + NEW, encoding="utf-8")
    assert check(folder) == 1
    new = [row["match"] for row in table(folder / "out", "findings.csv") if row["state"] == "open"]
    assert "intellectual fitness" in new and len(new) < 5
    assert check(folder, "--update-baseline") == 0
    assert check(folder) == 0


def test_another_file_is_noticed_though_no_article_is_done_again(folder: Path) -> None:
    assert check(folder, "--update-baseline") == 0
    (folder / "known.json").write_text('{"findings": []}')
    assert check(folder) == 1
    assert states(folder) == {"open"}
    assert by_path(folder / "out")["a.txt"]["from_cache"] == "true"


def test_cleaning_mends_what_is_known(folder: Path) -> None:
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    assert states(folder) == {"fixed", "baseline"}
    assert "pores and skin" not in (folder / "out" / "articles" / "a.txt").read_text(encoding="utf-8")
    rows = table(folder / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "accept"
    assert unspin("apply", save(folder, rows)).exit_code == 0
    assert states(folder) == {"fixed", "baseline"}
    assert unspin("report", folder / "out", "--format", "github").stdout == ""


def test_an_update_keeps_what_is_known_of_an_article_that_failed(folder: Path) -> None:
    assert check(folder, "--update-baseline") == 0
    before = (folder / "known.json").read_bytes()
    (folder / "in" / "b.txt").write_text("Rest is good for you, and so is sleep.\n", encoding="utf-8")
    assert check(folder, "--update-baseline", "--max-bytes", "100B") == 3
    assert (folder / "known.json").read_bytes() == before
    assert json.loads(before)["findings"][0]["path"] == "a.txt"


@pytest.mark.parametrize("content", [None, "no", '{"known": []}'])
def test_a_file_that_cannot_be_used_stops_the_run(folder: Path, content: str | None) -> None:
    if content is not None:
        (folder / "known.json").write_text(content)
    assert check(folder) == 2
    assert check(folder, "--update-baseline") == (0 if content is None else 2)


def test_an_update_needs_a_file(folder: Path) -> None:
    refused = unspin("check", folder / "in", "--update-baseline", *QUICK)
    assert refused.exit_code == 2 and "--baseline" in refused.stderr


def test_a_dry_run_of_an_update_needs_no_file_and_writes_none(folder: Path) -> None:
    assert check(folder, "--dry-run", command="clean") == 2
    assert check(folder, "--update-baseline", "--dry-run", command="clean") == 0
    assert not (folder / "known.json").exists() and not (folder / "out").exists()
    (folder / "known.json").write_text('{"findings": []}')
    assert check(folder, "--update-baseline", "--dry-run", command="clean") == 0
    assert (folder / "known.json").read_text() == '{"findings": []}'


def test_files_that_were_named_from_another_folder_are_found_when_decisions_are_applied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(folder, "--update-baseline") == 0
    (folder / "lists").mkdir()
    (folder / "lists" / "mine.toml").write_text("")
    monkeypatch.chdir(folder)
    run = unspin("clean", "in", "-o", "out", "--baseline", "known.json", "--ignores", "lists/mine.toml", *QUICK)
    assert run.exit_code == 0, run.stderr
    folder = folder.rename(folder.with_name("moved"))
    monkeypatch.chdir(folder / "in")
    rows = table(folder / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "never"
    applied = unspin("apply", save(folder, rows))
    assert applied.exit_code == 0 and "is missing" not in applied.stderr
    assert states(folder) == {"fixed", "baseline", "ignored"}
    assert "human beings" in (folder / "lists" / "mine.toml").read_text(encoding="utf-8")


def test_files_that_stay_are_found_when_the_reports_alone_are_moved(folder: Path) -> None:
    (folder / "in" / ".unspin-ignores.toml").write_text("")
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    (folder / "far" / "away").mkdir(parents=True)
    (folder / "out").rename(folder / "far" / "away" / "out")
    rows = table(folder / "far" / "away" / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "never"
    applied = unspin("apply", save(folder / "far" / "away", rows), folder / "in")
    assert applied.exit_code == 0 and "is missing" not in applied.stderr
    assert states(folder / "far" / "away") == {"fixed", "baseline", "ignored"}
    assert "human beings" in (folder / "in" / ".unspin-ignores.toml").read_text(encoding="utf-8")


def test_a_list_that_was_moved_with_the_originals_is_not_missing(folder: Path) -> None:
    (folder / "in" / ".unspin-ignores.toml").write_text("")
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    originals = (folder / "in").rename(folder / "originals")
    rows = table(folder / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "never"
    applied = unspin("apply", save(folder, rows), originals)
    assert applied.exit_code == 0 and "is missing" not in applied.stderr
    assert "human beings" in (originals / ".unspin-ignores.toml").read_text(encoding="utf-8")


def test_a_run_of_an_earlier_version_which_kept_no_files_is_applied_from_where_it_ran(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    record = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    del record["files"]
    record["config"]["baseline"] = "known.json"
    (folder / "out" / "run.json").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.chdir(folder)
    rows = table(folder / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "reject"
    applied = unspin("apply", save(folder, rows))
    assert applied.exit_code == 0 and "is missing" not in applied.stderr
    assert states(folder) == {"fixed", "baseline", "ignored"}


def test_a_file_of_the_run_that_is_missing_when_decisions_are_applied_is_told(folder: Path) -> None:
    (folder / "in" / ".unspin-ignores.toml").write_text("")
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    (folder / "known.json").rename(folder / "away.json")
    (folder / "in" / ".unspin-ignores.toml").unlink()
    rows = table(folder / "out", "findings.csv")
    next(row for row in rows if row["match"] == "human beings")["decision"] = "reject"
    applied = unspin("apply", save(folder, rows), "-q")
    assert applied.exit_code == 0
    assert f"{folder / 'known.json'} is missing: its known findings count as new" in applied.stderr
    assert f"{folder / 'in' / '.unspin-ignores.toml'} is missing: what this list ignored stays so" in applied.stderr
    assert "open" in states(folder)
    (folder / "away.json").rename(folder / "known.json")
    assert unspin("apply", folder / "out" / "findings.csv", "-q").exit_code == 0
    assert states(folder) == {"fixed", "baseline", "ignored"}


def test_a_baseline_that_cannot_be_used_is_told_before_an_article_changes(folder: Path) -> None:
    assert check(folder, "--update-baseline") == 0
    assert check(folder, command="clean") == 0
    (folder / "known.json").write_text("no")
    article = folder / "out" / "articles" / "a.txt"
    before = article.read_bytes()
    rows = [{**row, "decision": "reject"} for row in table(folder / "out", "findings.csv")]
    applied = unspin("apply", save(folder, rows))
    assert applied.exit_code == 2 and "no file of known findings" in applied.stderr
    assert article.read_bytes() == before
