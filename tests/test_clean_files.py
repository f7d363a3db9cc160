"""What a run writes, and what it refuses to touch."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command import SPUN, by_path, table, tree, unspin

from pipeline.files.output import STATE_FOLDER

CLEAN = "Walking is good for you. Walk for ten minutes each day.\r\n\r\nWear shoes that fit well, and drink water.\r\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run over one good article and all kinds of bad ones; the input is beside it."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "in"
    (folder / "sub").mkdir(parents=True)
    shutil.copy(SPUN, folder / "sub" / "spun.txt")
    (folder / "clean.md").write_bytes(codecs.BOM_UTF8 + CLEAN.encode("utf-8"))
    (folder / "latin.txt").write_bytes(CLEAN.replace("well", "well – caf\xe9").encode("cp1252"))
    (folder / "=formula.txt").write_bytes(CLEAN.encode())
    (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(CLEAN.encode())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "noise.txt").write_bytes(bytes(range(32)) * 50)
    (folder / "german.txt").write_text("Der Rücken tut weh, und das ist nicht gut für die Arbeit im Garten. " * 5)
    (folder / "picture.png").write_bytes(b"x")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "outside.txt").symlink_to("/etc/passwd")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(10**11)
    result = unspin("clean", folder, "-o", root / "out", "--no-grammar")
    assert result.exit_code == 3, result.stderr
    assert result.stdout == ""
    assert "failed: huge.txt: The file has 100,000,000,000 bytes" in result.stderr
    return root / "out"


def test_hostile_inputs_become_rows(hostile: Path) -> None:
    rows = {name: (row["status"], row["error_code"]) for name, row in by_path(hostile).items()}
    assert rows == {
        "'=formula.txt": ("unchanged", ""),
        "binary.txt": ("failed", "not_text"),
        "caf\\xe9.txt": ("unchanged", ""),
        "clean.md": ("unchanged", ""),
        "empty.txt": ("skipped", "empty"),
        "german.txt": ("skipped", "not_english"),
        "huge.txt": ("failed", "too_large"),
        "latin.txt": ("unchanged", ""),
        "loop.txt": ("failed", "unreadable"),
        "noise.txt": ("failed", "not_text"),
        "outside.txt": ("skipped", "outside"),
        "picture.png": ("skipped", "unknown_type"),
        "pipe.txt": ("skipped", "special_file"),
        "sub/spun.txt": ("ok", ""),
    }
    assert [row["path"].lstrip("'") for row in table(hostile)] == sorted(name.lstrip("'") for name in rows)


def test_only_what_was_cleaned_is_written(hostile: Path) -> None:
    written = tree(hostile / "articles")
    names = {"=formula.txt", os.fsdecode(b"caf\xe9.txt"), "clean.md", "latin.txt", "sub/spun.txt"}
    assert set(written) == names
    for name in names - {"sub/spun.txt"}:
        assert written[name] == (hostile.parent / "in" / name).read_bytes()
    assert {path.name for path in hostile.iterdir()} == {
        STATE_FOLDER, "articles", "report.csv", "findings.csv", "findings.jsonl", "run.json"
    }  # fmt: skip


def test_what_is_not_measured_is_empty(hostile: Path) -> None:
    row = by_path(hostile)["sub/spun.txt"]
    assert (row["grammar_checked"], row["grammar_findings"], row["near_duplicate_of"]) == ("false", "", "")
    assert (row["fixes_reverted"], row["from_cache"], row["gate"]) == ("0", "false", "")
    assert int(row["swap_fixed"]) > 0
    failed = by_path(hostile)["huge.txt"]
    assert (failed["word_count_before"], failed["swap_findings"], failed["gate"]) == ("", "", "")


def test_findings_point_into_the_source(hostile: Path) -> None:
    source = SPUN.read_bytes().decode("utf-8")
    findings = [row for row in table(hostile, "findings.csv") if row["path"] == "sub/spun.txt"]
    first_stage = [row for row in findings if source[int(row["start_offset"]) : int(row["end_offset"])] == row["match"]]
    assert len(first_stage) > 10
    for row in first_stage:
        line = source.splitlines()[int(row["line"]) - 1]
        assert line[int(row["column"]) - 1 :].startswith(row["match"].splitlines()[0])


def test_a_second_run_takes_all_from_the_first_and_changes_nothing(spun: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert unspin("clean", spun, "-o", output, "--no-grammar").exit_code == 0
    before = tree(output / "articles")
    again = unspin("clean", spun, "-o", output, "--no-grammar", "--jobs", "7")
    assert "(1 article taken from the last run)" in again.stderr
    assert [row["from_cache"] for row in table(output)] == ["true"]
    assert tree(output / "articles") == before

    (output / "articles" / "spun.txt").write_text("Somebody wrote here.", encoding="utf-8")
    unspin("clean", spun, "-o", output, "--no-grammar")
    assert tree(output / "articles") == before
    anew = unspin("clean", spun, "-o", output, "--no-grammar", "--no-cache", "-v")
    assert "taken from" not in anew.stderr
    assert "[1/1] ok: spun.txt" in anew.stderr


def test_cleaning_the_cleaned_changes_nothing(hostile: Path, tmp_path: Path) -> None:
    assert unspin("clean", hostile / "articles", "-o", tmp_path / "out", "--no-grammar", "-q").exit_code == 0
    assert tree(tmp_path / "out" / "articles") == tree(hostile / "articles")


def test_dry_run_writes_nothing_and_diff_prints_a_patch(spun: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    result = unspin("clean", spun, "-o", tmp_path / "out", "--dry-run", "--diff", "--no-grammar")
    assert result.exit_code == 0
    assert tree(tmp_path) == before
    assert result.stdout.startswith("--- a/spun.txt\n+++ b/spun.txt\n@@ ")
    assert "Nothing was written (--dry-run)." in result.stderr

    patched = tmp_path / "patched.txt"
    subprocess.run(["patch", "-s", "-o", patched, spun / "spun.txt"], input=result.stdout.encode(), check=True)
    unspin("clean", spun, "-o", tmp_path / "out", "--no-grammar", "-q")
    assert (tmp_path / "out" / "articles" / "spun.txt").read_bytes() == patched.read_bytes()


def test_check_reports_and_writes_no_article(spun: Path, tmp_path: Path) -> None:
    result = unspin("check", spun, "--report-dir", tmp_path / "reports", "--no-grammar", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    assert not (tmp_path / "reports" / "articles").exists()
    row = table(tmp_path / "reports")[0]
    assert (row["status"], row["fixes_applied"], row["output_path"], row["gate"]) == ("ok", "0", "", "fail")
    states = {finding["state"] for finding in table(tmp_path / "reports", "findings.csv")}
    assert "open" in states and "fixed" not in states
    lenient = unspin("check", spun, "--report-dir", tmp_path / "reports", "--no-grammar", "--fail-on", "never")
    assert lenient.exit_code == 0
    assert table(tmp_path / "reports")[0]["from_cache"] == "true"


def test_reports_can_go_elsewhere(spun: Path, tmp_path: Path) -> None:
    unspin("clean", spun, "-o", tmp_path / "out", "--report-dir", tmp_path / "reports", "--no-grammar", "-q")
    assert (tmp_path / "out" / "articles" / "spun.txt").exists()
    assert not (tmp_path / "out" / "report.csv").exists()
    assert (tmp_path / "reports" / "report.csv").exists()


def test_rules_can_be_chosen(spun: Path, tmp_path: Path) -> None:
    arguments = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "-q")
    assert unspin(*arguments, "--select", "S2,K1", "--ignore", "S201").exit_code == 0
    found = {row["rule_id"] for row in table(tmp_path / "out", "findings.csv")}
    assert found
    assert all(rule_id.startswith(("S", "K")) and rule_id != "S201" for rule_id in found)


def test_the_outdated_copy_of_an_article_that_fails_now_is_removed(spun: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 0
    (spun / "spun.txt").write_bytes(b"%PDF-1.7")
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 3
    assert not (out / "articles" / "spun.txt").exists()


def test_an_outdated_copy_that_somebody_edited_stays(spun: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 0
    (out / "articles" / "spun.txt").write_text("My own words.")
    (spun / "spun.txt").write_bytes(b"%PDF-1.7")
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 3
    assert (out / "articles" / "spun.txt").read_text() == "My own words."


@pytest.mark.parametrize("name", ["spun.txt", "posts.jsonl"])
def test_a_cleaned_file_that_somebody_edited_is_kept(spun: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    text = (spun / "spun.txt").read_text(encoding="utf-8")
    (spun / "posts.jsonl").write_text(json.dumps({"id": 1, "text": text}) + "\n", encoding="utf-8")
    arguments = ("clean", spun, "-o", out, "--no-grammar", "--jobs", "1")
    assert unspin(*arguments).exit_code == 0
    cleaned = (out / "articles" / name).read_bytes()
    for number in range(2):
        (out / "articles" / name).write_text(f"My own words, {number}.")
        result = unspin(*arguments, "--no-cache" if number else "-v")
        assert result.exit_code == 0
        assert f"somebody had changed the cleaned files: {name}." in result.stderr
        assert (out / "articles" / name).read_bytes() == cleaned
    assert sorted(path.read_text() for path in (out / "edited").iterdir()) == ["My own words, 0.", "My own words, 1."]
    assert "somebody had changed" not in unspin(*arguments, "--no-cache").stderr


def test_an_extracted_copy_that_somebody_edited_is_kept(spun: Path, tmp_path: Path) -> None:
    command = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "--no-swap-model", "--to", "markdown")
    unspin(*command)
    [copy] = (tmp_path / "out" / "extracted").rglob("*.md")
    written = copy.read_bytes()
    assert "kept" not in unspin(*command, "--no-cache").stderr
    copy.write_bytes(written + b"My own line.\n")
    assert "kept" not in unspin(*command).stderr
    told = unspin(*command, "--no-cache").stderr
    kept = tmp_path / "out" / "edited" / "extracted" / copy.name
    assert f"What was there is kept in {tmp_path / 'out' / 'edited'}" in told
    assert (copy.read_bytes(), kept.read_bytes()) == (written, written + b"My own line.\n")


def test_copies_that_a_run_does_not_make_anew_are_told(spun: Path, tmp_path: Path) -> None:
    command = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "--no-swap-model")
    old = f"{tmp_path / 'out' / 'extracted'} is of an earlier run with --to"
    assert old not in unspin(*command, "--to", "markdown").stderr
    assert old in unspin(*command).stderr
    assert old not in unspin(*command, "--dry-run").stderr
    assert old not in unspin(*command, "--to", "markdown").stderr


def test_a_cleaned_file_whose_original_is_excluded_is_not_called_gone(spun: Path, tmp_path: Path) -> None:
    command = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "--no-swap-model")
    (spun / "drafts").mkdir()
    (spun / "drafts" / "early.txt").write_text(CLEAN)
    unspin(*command)
    assert "no longer among" not in unspin(*command, "--exclude", "drafts/").stderr


def test_cleaned_files_whose_originals_are_gone_are_named_and_stay(spun: Path, tmp_path: Path) -> None:
    command = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "--no-swap-model")
    (spun / "sub").mkdir()
    for name in ("sub/gone.txt", "renamed.txt"):
        (spun / name).write_text(CLEAN)
    (spun / "corpus.jsonl").write_text(json.dumps({"id": 1, "text": CLEAN}))
    assert "no longer among the originals" not in unspin(*command).stderr
    before = tree(tmp_path / "out" / "articles")
    (spun / "sub" / "gone.txt").unlink()
    (spun / "corpus.jsonl").unlink()
    (spun / "renamed.txt").rename(spun / "RENAMED.txt")
    told = unspin(*command).stderr
    reason = "2 cleaned files of articles that are no longer among the originals: corpus.jsonl, sub/gone.txt."
    assert f"{reason} Remove what you do not need from {tmp_path / 'out' / 'articles'}." in told
    assert json.loads((tmp_path / "out" / "run.json").read_text())["leftovers"] == ["corpus.jsonl", "sub/gone.txt"]
    assert before.items() <= tree(tmp_path / "out" / "articles").items()
    for options in (("--glob", "RENAMED.txt"), ("--dry-run",)):
        assert "no longer among" not in unspin(*command, *options).stderr
    shutil.rmtree(tmp_path / "out" / "articles" / "sub")
    (tmp_path / "out" / "articles" / "corpus.jsonl").unlink()
    assert "no longer among" not in unspin(*command).stderr


def test_a_file_that_the_run_would_write_just_so_is_not_kept_twice(spun: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 0
    shutil.rmtree(out / STATE_FOLDER)
    assert unspin("clean", spun, "-o", out, "--no-grammar").exit_code == 0
    assert not (out / "edited").exists()


def test_findings_of_a_repeated_paragraph_have_ids_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Nobody ever called it bosom peril before, and nobody will in time.\n\n" * 3)
    unspin("clean", folder, "-o", tmp_path / "out", "--no-grammar")
    ids = [row["finding_id"] for row in table(tmp_path / "out", "findings.csv")]
    assert len(ids) == len(set(ids)) == 3


def test_quiet_still_names_what_failed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"%PDF-1.7")
    result = unspin("clean", folder, "-o", tmp_path / "out", "--no-grammar", "-q")
    assert result.exit_code == 3
    assert "a.txt" in result.stderr
