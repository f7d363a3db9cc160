"""What ``unspin apply`` refuses; nothing that a person wrote is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command import tree, unspin
from decided import QUICK, SPUN, Rows, articles, decided, findings, of, save, text_of, told

from pipeline.batch.journal import Entry, Journal
from pipeline.errors import OutputError
from pipeline.files.output import STATE_FOLDER, state_folder


def test_an_unread_column_of_one_s_own_is_not_lost(root: Path) -> None:
    rows = [{**row, "notes": "ask Ann"} for row in decided(findings(root), "reject", of("b.md", "facet effects"))]
    path = save(root, rows)
    written = path.read_bytes()
    result = unspin("apply", path)
    assert result.exit_code == 0
    assert "Your table is kept as" in result.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == written


@pytest.mark.parametrize(
    ("decision", "replacement", "told"),
    [
        ("reject", "folks", "has a replacement of its own, but rejects it: write accept to have it."),
        ("accept", "human beings", "accepts what the author wrote: it counts as rejected."),
    ],
)
def test_words_that_go_nowhere_are_told(root: Path, decision: str, replacement: str, told: str) -> None:
    rows = [
        {**row, "decision": decision, "replacement": replacement} if of("b.md", "human beings")(row) else row
        for row in findings(root)
    ]
    result = unspin("apply", save(root, rows))
    assert (result.exit_code, told in result.stderr) == (0, True)
    assert {row["state"] for row in findings(root) if of("b.md", "human beings")(row)} == {"ignored"}


def test_a_character_that_the_table_lost_is_not_put_into_the_article(root: Path) -> None:
    rows = _edited(findings(root), decision="accept", replacement="?-carotene")
    path = save(root, rows)
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp1252", "replace"))
    result = unspin("apply", path)
    assert (result.exit_code, "save the table as CSV UTF-8" in result.stderr) == (2, True)


def test_the_folder_instead_of_the_table(root: Path) -> None:
    result = unspin("apply", root / "out")
    assert (result.exit_code, f"Name the table in it: {root / 'out' / 'findings.csv'}" in result.stderr) == (2, True)


def test_a_replacement_without_a_decision_is_told_and_the_table_kept(root: Path, kept: Path) -> None:
    rows = [{**row, "replacement": "folks"} if of("b.md", "human beings")(row) else row for row in findings(root)]
    result = unspin("apply", save(root, rows))
    assert result.exit_code == 0
    assert "has a replacement of its own, but no decision" in result.stderr
    assert (root / "out" / "findings-kept.csv").exists()
    assert articles(root) == articles(kept)


def _edited(rows: Rows, **cells: str) -> Rows:
    return [{**row, **cells} if of("b.md", "human beings")(row) else row for row in rows]


USAGE_ERRORS: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "word": (
        lambda rows: _edited(rows, decision="yes"),
        "column decision: 'yes' is no decision. Write accept, reject or never",
    ),
    "finding": (lambda rows: _edited(rows, decision="reject", finding_id="abc"), "'abc' is no finding of b.md"),
    "article": (lambda rows: _edited(rows, decision="reject", path="z.md"), "column path: 'z.md' is no article"),
    "run": (
        lambda rows: [{**row, "run_id": "123", "finding_id": f"x{row['finding_id']}"} for row in rows],
        "column run_id: these findings are of run 123, and",
    ),
    "column": (lambda rows: [{"path": row["path"]} for row in rows], "no column run_id and finding_id and decision"),
    "two": (
        lambda rows: [*_edited(rows, decision="accept"), *_edited(rows, decision="reject")],
        "says something else of the same finding. Remove one of the two.",
    ),
    "nothing suggested": (
        lambda rows: decided(rows, "accept", lambda row: row["fix_class"] == "none"),
        "column replacement: nothing is suggested for this finding. Write the words",
    ),
    "formula": (lambda rows: _edited(rows, decision="accept", replacement="#NAME?"), "error of the spreadsheet"),
    "two lines": (lambda rows: _edited(rows, decision="accept", replacement="a\nb"), "take the line break out"),
}


@pytest.mark.parametrize("name", USAGE_ERRORS)
def test_a_table_that_cannot_be_meant_is_refused_and_nothing_is_written(root: Path, name: str) -> None:
    change, message = USAGE_ERRORS[name]
    path = save(root, change(decided(findings(root), "reject", of("b.md", "facet effects"))))
    before = tree(root)
    result = unspin("apply", path)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "row " in result.stderr or name == "column"
    assert {name: content for name, content in tree(root).items() if "journal" not in name} == {
        name: content for name, content in before.items() if "journal" not in name
    }


def test_all_rows_that_cannot_be_meant_are_told_at_once(root: Path) -> None:
    rows = decided(findings(root), "accept", lambda row: row["fix_class"] == "none")
    assert len([row for row in rows if row["decision"]]) > 1
    result = unspin("apply", save(root, rows))
    assert result.exit_code == 2
    assert result.stderr.count("nothing is suggested for this finding") == len([row for row in rows if row["decision"]])


def test_what_is_no_table_of_a_run_is_refused(root: Path) -> None:
    assert "There is no run in" in unspin("apply", root / "in" / "g.csv").stderr
    assert "There is no file" in unspin("apply", root / "out" / "none.csv").stderr
    (root / "out" / "table.xlsx").write_bytes(b"PK\x03\x04")
    refused = unspin("apply", root / "out" / "table.xlsx")
    assert (refused.exit_code, "save it as one" in refused.stderr) == (2, True)
    assert unspin("check", root / "in", "--report-dir", root / "checked", *QUICK).exit_code == 3
    refused = unspin("apply", root / "checked" / "findings.csv")
    assert (refused.exit_code, "`unspin check`, which changes no article" in refused.stderr) == (2, True)


@pytest.mark.parametrize("name", ["b.md", "f.jsonl"])
def test_an_original_that_has_changed_is_refused_and_the_others_are_done(root: Path, kept: Path, name: str) -> None:
    original = root / "in" / name
    original.write_bytes(original.read_bytes().replace(b"pores and skin", b"pores and the skin", 1))
    path = save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects"))
    written = path.read_bytes()
    result = unspin("apply", path)
    assert result.exit_code == 3
    assert f"  {name}{'#1' if name == 'f.jsonl' else ''}: The " in result.stderr
    assert "has changed since the run" in result.stderr
    assert articles(root)[name] == articles(kept)[name]
    assert articles(root)["d.docx"] != articles(kept)["d.docx"]
    row = next(row for row in findings(root) if row["path"].startswith(name) and row["match"] == "facet effects")
    assert (row["state"], row["decision"]) == ("fixed", "reject"), "it waits to be applied again"
    assert (root / "out" / "findings-kept.csv").read_bytes() == written


def test_what_was_refused_can_be_applied_again_once_the_reason_is_gone(root: Path) -> None:
    cleaned = root / "out" / "articles" / "b.md"
    by_hand = cleaned.read_bytes() + b"A line of mine.\n"
    cleaned.write_bytes(by_hand)
    path = save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects"))
    refused = unspin("apply", path)
    assert (refused.exit_code, "was changed by hand" in refused.stderr) == (3, True)
    assert cleaned.read_bytes() == by_hand
    cleaned.rename(root / "mine.md")
    assert unspin("apply", path).exit_code == 0
    assert b"facet effects" in articles(root)["b.md"]


def test_an_old_copy_of_the_table_does_not_take_decisions_back_without_a_word(root: Path) -> None:
    old = root / "old.csv"
    old.write_bytes((root / "out" / "findings.csv").read_bytes())
    unspin("apply", save(root, decided(findings(root), "reject", of("b.md", "facet effects"))), "-q")
    with_decisions = (root / "out" / "findings.csv").read_bytes()
    result = unspin("apply", old, "-o", root / "out")
    assert "b.md: 1 earlier decision taken back, since their cells are empty now." in result.stderr
    assert (root / "out" / "findings-kept.csv").read_bytes() == with_decisions


def test_a_cleaned_file_that_somebody_edited_is_not_written_over(root: Path) -> None:
    edited = root / "out" / "articles" / "b.md"
    edited.write_text("My own words.", encoding="utf-8")
    path = save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects"))
    result = unspin("apply", path)
    assert result.exit_code == 3
    assert "b.md was changed by hand. Move it away" in result.stderr
    assert edited.read_text(encoding="utf-8") == "My own words."
    edited.unlink()
    assert unspin("apply", root / "out" / "findings-kept.csv").exit_code == 0
    assert "facet effects" in edited.read_text(encoding="utf-8")


def test_what_was_cut_off_can_be_applied_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(root, decided(findings(root), "reject", lambda row: row["match"] == "facet effects"))

    def fail(_journal: Journal, _entry: Entry) -> None:
        raise OutputError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "record", fail)
        assert unspin("apply", path).exit_code == 2
    assert unspin("apply", path).exit_code == 0
    refused = [row["state"] for row in findings(root) if row["match"] == "facet effects"]
    assert refused == ["ignored"] * len(refused)
    assert all(
        "facet effects" in text_of(name, articles(root)[name]) for name in ("=c.html", "b.md", "d.docx", "g.csv")
    )


def test_an_input_that_is_gone_is_refused_and_the_others_are_done(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SPUN, encoding="utf-8")
    unspin("clean", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out", *QUICK)
    (tmp_path / "a.txt").unlink()
    path = save(tmp_path, decided(findings(tmp_path), "reject", lambda row: row["match"] == "facet effects"))
    result = unspin("apply", path)
    assert result.exit_code == 3
    assert "a.txt: The original is not found." in result.stderr
    assert b"facet effects" in articles(tmp_path)["b.txt"]
    assert b"facet effects" not in articles(tmp_path)["a.txt"]


def test_a_run_that_is_going_on_or_whose_results_are_lost_is_refused(root: Path) -> None:
    path = save(root, decided(findings(root), "reject", of("b.md", "facet effects")))
    before = articles(root), told(root)
    with state_folder(root / "out"):
        refused = unspin("apply", path)
    assert (refused.exit_code, "Another run is writing" in refused.stderr) == (2, True)
    (root / "out" / STATE_FOLDER / "journal.sqlite").unlink()
    refused = unspin("apply", path)
    assert (refused.exit_code, "are lost. Run `unspin clean` again." in refused.stderr) == (2, True)
    assert (articles(root), told(root)) == before
