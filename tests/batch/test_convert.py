"""``unspin report --format``: a run in the formats of other tools."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from command import table, tree, unspin
from decided import PAGE, QUICK, SPUN, findings
from tools import diagnostics, sarif_run

STANDING = ("open", "protected", "reverted")
TOOLS = ("sarif", "rdjsonl", "github")
WITHOUT_LINES = ("d.docx", "e.xml", "f.jsonl", "g.csv")


def converted(folder: Path, format: str, *originals: Path) -> str:
    result = unspin("report", folder, "--format", format, *originals)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def checked(folder: Path, name: str, content: bytes) -> Path:
    """The reports of a check of one article, the current folder being that of the article."""
    (folder / name).write_bytes(content)
    unspin("check", folder / name, "--report-dir", folder / "out", *QUICK)
    assert table(folder / "out", "findings.csv")
    return folder / "out"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_still_stands_is_told_and_nothing_that_was_fixed(root: Path) -> None:
    rows = findings(root)
    assert any(row["state"] == "fixed" for row in rows)
    standing = Counter(row["finding_id"] for row in rows if row["state"] in STANDING)
    results = sarif_run(converted(root / "out", "sarif"))["results"]
    assert Counter(one["partialFingerprints"]["findingId/v1"] for one in results) == standing
    failed = [row for row in table(root / "out") if row["status"] == "failed"]
    assert len(diagnostics(converted(root / "out", "rdjsonl"))) == standing.total() + len(failed)
    lines = converted(root / "out", "github").splitlines()
    assert len(lines) == standing.total() + len(failed)
    assert all(line.startswith("::") for line in lines)


def test_ignored_findings_are_left_out(here: Path) -> None:
    (here / "vocab.txt").write_text("pores and skin\n", encoding="utf-8")
    (here / "a.txt").write_text(SPUN, encoding="utf-8")
    unspin("check", "a.txt", "--report-dir", "out", "--vocab", "vocab.txt", *QUICK)
    assert any(row["state"] == "ignored" for row in table(here / "out", "findings.csv"))
    assert "pores and skin" not in converted(here / "out", "github")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_lead_to_the_words_also_behind_emoji(here: Path, ends: str, mark: str) -> None:
    lines = [f"🙂 naïve: {line}" for line in SPUN.splitlines() if line]
    raw = (mark + f"{ends}{ends}".join(lines) + ends).encode()
    out = checked(here, "a.txt", raw)
    rows = [row for row in table(out, "findings.csv") if row["state"] in STANDING]
    told = diagnostics(converted(out, "rdjsonl"))
    for row, one in zip(rows, told, strict=True):
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        assert start["line"] == end["line"]
        line = raw.split(b"\n")[start["line"] - 1]
        assert line[start["column"] - 1 : end["column"] - 1].decode() == row["match"]
    assert any(one["location"]["range"]["start"]["line"] == 1 for one in told)
    for result in sarif_run(converted(out, "sarif"))["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        line = raw.decode("utf-8-sig").split(ends)[region["startLine"] - 1]
        (row,) = (row for row in rows if row["finding_id"] == result["partialFingerprints"]["findingId/v1"])
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == row["match"]


def test_a_suggestion_put_in_mends_the_words(here: Path) -> None:
    raw = f"🙂 {SPUN}".encode()
    told = diagnostics(converted(checked(here, "a.txt", raw), "rdjsonl"))
    (suggestion,) = next(one["suggestions"] for one in told if "pores and skin" in one["message"])
    lines = raw.split(b"\n")
    number, start, end = (
        suggestion["range"]["start"]["line"] - 1,
        suggestion["range"]["start"]["column"] - 1,
        suggestion["range"]["end"]["column"] - 1,
    )
    assert lines[number][start:end] == b"pores and skin"
    assert suggestion["text"] == "skin"


def test_articles_without_lines_of_their_own_are_told_by_file_and_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    results = sarif_run(converted(root / "out", "sarif"))["results"]
    seen = set()
    for one in results:
        (location,) = one["locations"]
        name = location["physicalLocation"]["artifactLocation"]["uri"].removeprefix("in/")
        seen.add(name)
        assert ("region" in location["physicalLocation"]) == (name not in WITHOUT_LINES)
        assert ("logicalLocations" in location) == (name in WITHOUT_LINES and name != "d.docx")
        assert (" In" in one["message"]["text"]) == (name in WITHOUT_LINES)
        assert name not in WITHOUT_LINES or "fixes" not in one
    assert seen >= set(WITHOUT_LINES)


def test_an_article_that_failed_is_told_with_its_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert "::error file=in/f.jsonl,title=unspin invalid_json::" in converted(root / "out", "github")
    (failure,) = (
        one for one in diagnostics(converted(root / "out", "rdjsonl")) if one["code"]["value"] == "invalid_json"
    )
    assert failure["location"] == {"path": "in/f.jsonl"}
    (invocation,) = sarif_run(converted(root / "out", "sarif"))["invocations"]
    assert "line-4" in invocation["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize("name", ["a b,c;50%.txt", "é#1.txt", "a:b=c.txt", "🙂.md"])
def test_paths_count_from_the_current_folder(here: Path, name: str) -> None:
    (here / "blog" / "2026").mkdir(parents=True)
    (here / "blog" / "2026" / name).write_text(SPUN, encoding="utf-8")
    unspin("check", "blog", "--report-dir", "out", *QUICK)
    for one in diagnostics(converted(here / "out", "rdjsonl")):
        assert one["location"]["path"] == f"blog/2026/{name}"
    for result in sarif_run(converted(here / "out", "sarif"))["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == f"blog/2026/{name}"


def test_from_elsewhere_paths_count_from_the_folder_that_was_cleaned(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    result = unspin("report", root / "out", "--format", "rdjsonl")
    assert {"sub/a.txt", "b.md"} <= {one["location"]["path"] for one in diagnostics(result.stdout)}
    assert "the paths count from the folder that was cleaned" in result.stderr


def test_an_original_that_changed_has_lines_alone_and_no_fixes(root: Path) -> None:
    (root / "in" / "b.md").write_text("Something else.", encoding="utf-8")
    result = unspin("report", root / "out", "--format", "rdjsonl")
    assert result.exit_code == 0
    assert "1 article changed or gone since the run" in result.stderr
    changed = [one for one in diagnostics(result.stdout) if one["location"]["path"].endswith("b.md")]
    assert changed
    for one in changed:
        assert "column" not in one["location"]["range"]["start"]
        assert "suggestions" not in one
    assert any("suggestions" in one for one in diagnostics(result.stdout))


def test_originals_that_were_moved_can_be_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "in").rename(root / "moved")
    told = diagnostics(converted(root / "out", "rdjsonl", Path("moved")))
    assert {one["location"]["path"] for one in told} >= {"moved/b.md", "moved/sub/a.txt"}
    assert any("suggestions" in one for one in told)


def test_an_input_that_is_gone_costs_no_fixes_but_its_own_and_is_named(here: Path) -> None:
    for name in ("one/a.txt", "two/b.txt"):
        (here / name).parent.mkdir()
        (here / name).write_text(SPUN, encoding="utf-8")
    unspin("clean", "one", "two", "-o", "out", *QUICK)
    shutil.rmtree(here / "one")
    result = unspin("report", "out", "--format", "rdjsonl")
    told = diagnostics(result.stdout)
    assert {one["location"]["path"] for one in told} == {"one/a.txt", "two/b.txt"}
    assert {one["location"]["path"] for one in told if "suggestions" in one} == {"two/b.txt"}
    assert "1 article changed or gone since the run" in result.stderr
    assert f"Nothing is found in {here / 'one'}." in result.stderr


def test_originals_that_are_named_must_be_there(root: Path) -> None:
    result = unspin("report", root / "out", root / "nowhere", "--format", "sarif")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere: No such file or directory" in result.stderr


def test_words_with_markup_between_them_are_not_offered_a_fix(here: Path) -> None:
    text = "".join(f"<p>{line}</p>\n" for line in SPUN.splitlines() if line)
    out = checked(here, "a.html", PAGE.format(text.replace("pores and skin", "pores <b>and</b> skin")).encode())
    told = [one for one in diagnostics(converted(out, "rdjsonl")) if "pores and skin" in one["message"]]
    assert told
    assert not [one for one in told if "suggestions" in one]


def test_what_a_quotation_protects_is_not_offered_a_fix(here: Path) -> None:
    content = f"{SPUN}\nShe said: “The pores and skin in autumn are dry,” and left.\n"
    out = checked(here, "a.txt", content.encode())
    protected = [row for row in table(out, "findings.csv") if row["state"] == "protected"]
    assert protected
    fixed = {
        one["partialFingerprints"]["findingId/v1"]
        for one in sarif_run(converted(out, "sarif"))["results"]
        if "fixes" in one
    }
    assert fixed
    assert not fixed & {row["finding_id"] for row in protected}


def test_in_another_encoding_than_utf_8_there_are_lines_alone(here: Path) -> None:
    out = checked(here, "a.txt", f"A café: {SPUN}".encode("cp1252", "replace"))
    for one in diagnostics(converted(out, "rdjsonl")):
        assert "column" not in one["location"]["range"]["start"]
        assert "suggestions" not in one


@pytest.mark.parametrize("format", TOOLS)
def test_nothing_is_written_and_the_reports_are_enough(root: Path, format: str) -> None:
    shutil.rmtree(root / "out" / ".unspin")
    before = tree(root)
    assert converted(root / "out", format)
    assert tree(root) == before


@pytest.mark.parametrize("format", TOOLS)
def test_a_folder_without_a_run_is_refused(tmp_path: Path, format: str) -> None:
    result = unspin("report", tmp_path, "--format", format)
    assert result.exit_code == 2
    assert not result.stdout
    assert "There is no run in" in result.stderr


def test_a_run_without_findings_is_an_empty_answer(here: Path) -> None:
    (here / "a.txt").write_text("Sleep is good for you. Rest is good, too.\n", encoding="utf-8")
    unspin("check", "a.txt", "--report-dir", "out", *QUICK)
    assert converted(here / "out", "rdjsonl") == converted(here / "out", "github") == ""
    assert sarif_run(converted(here / "out", "sarif"))["results"] == []


def test_the_variable_for_the_format_of_articles_means_nothing_here(root: Path) -> None:
    result = unspin("report", root / "out", "-q", UNSPIN_FORMAT="markdown")
    assert result.exit_code == 0, result.stderr


def test_a_finding_keeps_its_name_when_the_article_grows_elsewhere(here: Path) -> None:
    def names(content: str) -> set[str]:
        results = sarif_run(converted(checked(here, "a.txt", content.encode()), "sarif"))["results"]
        return {one["partialFingerprints"]["primaryLocationLineHash"] for one in results}

    text = f"The words around a finding are in its name, so that it has some of its own before it.\n\n{SPUN}"
    assert names(text) <= names(f"A new line on top, which is about something else.\n\n{text}")


def test_the_log_is_one_json_document_on_standard_output(root: Path) -> None:
    assert json.loads(converted(root / "out", "sarif"))["$schema"].endswith("sarif-2.1.0.json")


def test_what_is_told_of_the_places_counts_only_files_that_are_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "elsewhere").mkdir()
    monkeypatch.chdir(root / "elsewhere")
    result = unspin("report", root / "out", "--format", "github")
    assert result.stderr.startswith("7 files with findings outside of ")
