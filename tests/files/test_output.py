"""Files that appear whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from pipeline.errors import ArticleError, ConfigError, OutputError
from pipeline.files.inputs import InputFile
from pipeline.files.master import read_master, write_reports
from pipeline.files.output import (
    article_path,
    atomic_writer,
    refuse_collisions,
    refuse_overlap,
    state_folder,
    write_file,
)
from pipeline.report.columns import Row
from pipeline.report.failures import failure_rows


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.txt", b"one")
    write_file(tmp_path / "a" / "b" / "c.txt", b"two")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"two"
    assert names(tmp_path / "a" / "b") == ["c.txt"]


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    write_file(tmp_path / "c.txt", b"old")
    with pytest.raises(KeyboardInterrupt), atomic_writer(tmp_path / "c.txt") as file:
        file.write(b"half of the new")
        raise KeyboardInterrupt
    assert (tmp_path / "c.txt").read_bytes() == b"old"
    assert names(tmp_path) == ["c.txt"]


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="Make room or check the permissions"):
        write_file(tmp_path / "c.txt", b"new")
    assert names(tmp_path) == []


def test_a_really_full_disk(tmp_path: Path) -> None:
    """A child whose files may not grow beyond 4 kB, as on a disk that is full."""
    program = (
        "import resource, signal, sys; from pathlib import Path; from pipeline.files.output import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "write_file(Path(sys.argv[1]), b'x' * 10_000)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "c.txt")], capture_output=True, text=True)
    assert "OutputError" in ended.stderr
    assert names(tmp_path) == []


def test_a_name_of_full_length_can_be_written(tmp_path: Path) -> None:
    name = "n" * 251 + ".txt"
    write_file(tmp_path / name, b"x")
    assert names(tmp_path) == [name]


@pytest.mark.parametrize(
    ("given", "output"),
    [("in", "in"), ("in", "in/out"), ("out/in", "out"), ("in", "link"), ("out/in/a.txt", "out")],
)
def test_input_and_output_are_kept_apart(tmp_path: Path, given: str, output: str) -> None:
    write_file(tmp_path / "in" / "a.txt", b"x")
    write_file(tmp_path / "out" / "in" / "a.txt", b"x")
    (tmp_path / "link").symlink_to("in")
    with pytest.raises(ConfigError, match="lies inside"):
        refuse_overlap([tmp_path / given], tmp_path / output)


def test_siblings_and_single_files_beside_the_output_are_fine(tmp_path: Path) -> None:
    write_file(tmp_path / "input" / "a.txt", b"x")
    write_file(tmp_path / "a.txt", b"x")
    refuse_overlap([tmp_path / "input", tmp_path / "a.txt"], tmp_path / "output")
    refuse_overlap([tmp_path / "input" / "a.txt"], tmp_path, input_may_lie_in_output=True)


def file(name: str) -> InputFile:
    return InputFile(Path("in") / name, PurePath(name), name)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("A.txt", "a.txt", "but for letter case"),
        ("straße.txt", "STRASSE.txt", "but for letter case"),
        ("é.txt", unicodedata.normalize("NFD", "é.txt"), "code of an accent"),
        ("a", "a", "would both be written to articles/a"),
    ],
)
def test_names_that_meet_are_refused(one: str, other: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        refuse_collisions([file(one), file("b.txt"), file(other)])


def test_names_that_differ_are_fine() -> None:
    refuse_collisions([file("a.txt"), file("a.md"), file("b/a.txt")])


@pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "", "link/a.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "out" / "articles").mkdir(parents=True)
    (tmp_path / "out" / "articles" / "link").symlink_to(tmp_path)
    with pytest.raises(OutputError, match="leads out of"):
        article_path(tmp_path / "out", PurePath(name))


def test_the_tree_is_mirrored(tmp_path: Path) -> None:
    assert article_path(tmp_path, PurePath("b/CON.txt")) == tmp_path / "articles" / "b" / "CON.txt"


def test_a_second_run_on_the_same_output_is_refused(tmp_path: Path) -> None:
    with state_folder(tmp_path), pytest.raises(OutputError, match="Another run"), state_folder(tmp_path):
        pass
    with state_folder(tmp_path):
        pass


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    write_file(tmp_path / "articles" / ".unspin-0123.tmp", b"half")
    write_file(tmp_path / "articles" / "a.txt", b"whole")
    with state_folder(tmp_path):
        assert names(tmp_path / "articles") == ["a.txt"]


def test_the_tables_hold_the_rows_of_the_master_copy(tmp_path: Path) -> None:
    rows = failure_rows("=a.txt", "failed", "timeout", "It took\nlong.") + failure_rows("\ud800", "skipped", "x", "y")
    write_reports(tmp_path, rows)
    assert list(read_master(tmp_path)) == rows
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["path"] for row in csv.DictReader(table)] == ["'=a.txt", "\ufffd"]


def test_rows_that_end_with_an_error_leave_the_old_reports(tmp_path: Path) -> None:
    write_reports(tmp_path, failure_rows("old.txt", "failed", "timeout", "It took long."))
    old = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[Row]:
        yield from failure_rows("new.txt", "failed", "timeout", "It took long.")
        raise ArticleError("lost", "The journal lost it.")

    with pytest.raises(ArticleError, match="lost it"):
        write_reports(tmp_path, broken())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize("content", [None, b'{"record": "art'])
def test_a_broken_master_copy_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        write_file(tmp_path / "findings.jsonl", content)
    with pytest.raises(OutputError, match="cannot be read"):
        list(read_master(tmp_path))
