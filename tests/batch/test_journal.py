"""Results that are kept from run to run."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.journal import Entry, article_key, open_journal, pack, run_fingerprint, unpack
from pipeline.config import Config
from pipeline.errors import OutputError
from pipeline.report.failures import failure_rows

ROWS = failure_rows("a.txt", "failed", "timeout", "It took long. \ud800")
ENTRY = Entry("clean", "a.txt", "key", "sum", pack(ROWS))


def file(folder: Path) -> Path:
    return folder / "journal.sqlite"


def test_a_result_comes_back(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        assert journal.find("clean", "a.txt") is None
        journal.record(ENTRY)
    with open_journal(tmp_path) as journal:
        assert journal.find("clean", "a.txt") == ENTRY
        assert journal.find("check", "a.txt") is None
        journal.record(replace(ENTRY, key="another"))
        found = journal.find("clean", "a.txt")
    assert found is not None
    assert found.key == "another"
    assert unpack(found.rows) == ROWS


def test_a_journal_without_a_folder_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_journal(None) as journal:
        journal.record(ENTRY)
        assert journal.find("clean", "a.txt") == ENTRY
    assert list(tmp_path.iterdir()) == []


def damage(path: Path, kind: str) -> None:
    content = path.read_bytes()
    if kind == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif kind == "not a database":
        path.write_bytes(b"no database at all" * 100)
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99" if kind == "newer version" else "PRAGMA application_id = 1")
        connection.close()


@pytest.mark.parametrize("kind", ["truncated", "not a database", "empty", "newer version", "foreign program"])
def test_a_damaged_or_foreign_journal_is_made_anew(tmp_path: Path, kind: str) -> None:
    with open_journal(tmp_path) as journal:
        journal.record(ENTRY)
    damage(file(tmp_path), kind)
    with open_journal(tmp_path) as journal:
        assert journal.find("clean", "a.txt") is None
        journal.record(ENTRY)
        assert journal.find("clean", "a.txt") == ENTRY


def test_a_flipped_byte_never_gives_a_wrong_result(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for number in range(20):
            journal.record(replace(ENTRY, article_id=f"{number}.txt"))
    content = file(tmp_path).read_bytes()
    for position in range(0, len(content), 97):
        flipped = bytes([content[position] ^ 0x55])
        file(tmp_path).write_bytes(content[:position] + flipped + content[position + 1 :])
        with open_journal(tmp_path) as journal:
            for number in range(20):
                found = journal.find("clean", f"{number}.txt")
                assert found is None or found == replace(ENTRY, article_id=f"{number}.txt")


def test_the_key_depends_on_all_that_changes_a_result() -> None:
    plain = run_fingerprint(Config(), ("LanguageTool 6.8",))
    assert plain == run_fingerprint(
        Config(jobs=3, timeout=1, max_bytes=9, fail_on="any", fail_under=80), ("LanguageTool 6.8",)
    )
    others = {
        run_fingerprint(Config(fix="all"), ("LanguageTool 6.8",)),
        run_fingerprint(Config(keyphrase="knee pain"), ("LanguageTool 6.8",)),
        run_fingerprint(Config(ignore=("K101",)), ("LanguageTool 6.8",)),
        run_fingerprint(Config(), ("LanguageTool 6.9",)),
    }
    assert len(others | {plain}) == 5
    articles = [("sum", "a.txt", {}), ("sum", "b.txt", {}), ("mus", "a.txt", {})]
    articles += [("sum", "a.txt", {"relief for knee pain": count}) for count in (3, 4)]
    keys = {article_key(content, article_id, plain, shared) for content, article_id, shared in articles}
    assert len(keys) == 5


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.record(ENTRY)
        journal.close()
        with pytest.raises(OutputError, match="what is done is kept"):
            journal.record(ENTRY)
