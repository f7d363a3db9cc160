"""Which files are articles."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import ArticleError, ConfigError
from pipeline.files.inputs import collect
from pipeline.files.selection import Selection, selection_of
from pipeline.ingest.files import read_file


def make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The article {name}.", encoding="utf-8")
    return root


def ids(*paths: Path) -> list[str]:
    return [file.id for file in collect(paths).files]


def left_out(*paths: Path) -> dict[str, str]:
    return {item.id: item.code for item in collect(paths).left_out}


def test_articles_are_sorted_by_their_relative_path(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/b/c.markdown", "A.TEXT", "c.TXT", "d.mdx")
    assert ids(tmp_path) == ["A.TEXT", "a/b/c.markdown", "a/z.md", "b.txt", "c.TXT", "d.mdx"]


def test_other_files_are_listed_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.pdf", "c", ".hidden.txt", ".git/d.txt")
    assert ids(tmp_path) == ["a.txt"]
    assert left_out(tmp_path) == {"b.pdf": "unknown_type", "c": "unknown_type"}


def test_a_file_given_twice_is_one_article(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt")
    assert ids(tmp_path / "in", tmp_path / "in" / "a.txt", tmp_path / "in") == ["a.txt"]


@pytest.mark.parametrize("names", [(), ("a.pdf",), (".a.txt",)])
def test_no_article_is_an_error(tmp_path: Path, names: tuple[str, ...]) -> None:
    make(tmp_path, *names)
    with pytest.raises(ConfigError, match="There is no article"):
        collect([tmp_path])


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        collect([tmp_path / "nothing"])


def test_links_are_followed_only_to_files_inside(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", "a.txt", "sub/b.txt")
    make(tmp_path, "secret.txt")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dangling.txt").symlink_to("nothing.txt")
    (folder / "sub" / "up").symlink_to("..")
    assert ids(folder) == ["a.txt", "inside.txt", "sub/b.txt"]
    assert left_out(folder) == {
        "outside.txt": "outside",
        "loop.txt": "unreadable",
        "dangling.txt": "unreadable",
        "sub/up": "link_to_folder",
    }


def test_pipes_and_sockets_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)
        listener.bind("socket.txt")
        assert ids(tmp_path) == ["a.txt"]
        assert left_out(tmp_path) == {"pipe.txt": "special_file", "socket.txt": "special_file"}
    with pytest.raises(ArticleError, match="not a regular file"):
        read_file(tmp_path / "pipe.txt", 100)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_a_row(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    assert left_out(tmp_path) == {"closed": "unreadable"}
    (tmp_path / "closed").chmod(0o700)


def test_names_that_are_no_text_are_shown_in_plain_signs(tmp_path: Path) -> None:
    make(tmp_path, "line\nbreak.txt", "-rf.txt")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("An article.", encoding="utf-8")
    assert ids(tmp_path) == ["-rf.txt", "caf\\xe9.txt", "line\nbreak.txt"]


def test_large_files_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(ArticleError, match="1,000,000,000,000 bytes") as caught:
        read_file(path, 1000)
    assert caught.value.code == "too_large"


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        read_file(tmp_path / "gone.txt", 1000)
    assert caught.value.code == "unreadable"


def selected(root: Path, **patterns: tuple[str, ...]) -> list[str]:
    return [file.id for file in collect([root], Selection(**patterns)).files]


def test_globs_choose_files_and_make_any_of_them_an_article(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.md", "sub/c.txt", "sub/d.post", "e.pdf")
    assert selected(tmp_path, glob=("*.txt",)) == ["a.txt", "sub/c.txt"]
    assert selected(tmp_path, glob=("/*.txt", "*.post")) == ["a.txt", "sub/d.post"]
    assert collect([tmp_path], Selection(glob=("*.txt",))).left_out == ()


def test_excluded_files_and_folders_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.md", "drafts/c.txt", "sub/drafts/d.txt", "sub/keep.txt")
    assert selected(tmp_path, exclude=("drafts/", "*.md")) == ["a.txt", "sub/keep.txt"]
    (tmp_path / ".unspinignore").write_text("# not these\n*.txt\n!keep.txt\n", encoding="utf-8")
    assert selected(tmp_path) == ["b.md", "sub/keep.txt"]
    assert selected(tmp_path, exclude=("*.md",)) == ["sub/keep.txt"]


def test_a_file_that_is_named_itself_is_taken_whatever_the_patterns_say(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert [file.id for file in collect([tmp_path / "a.txt"], Selection(exclude=("*.txt",))).files] == ["a.txt"]


def test_patterns_that_leave_nothing_are_named_in_the_message(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    with pytest.raises(ConfigError, match=r"the patterns were --glob \*.md"):
        collect([tmp_path], Selection(glob=("*.md",)))


def test_an_ignore_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / ".unspinignore").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ConfigError, match="Save it as UTF-8"):
        collect([tmp_path], Selection())


def test_a_file_that_the_settings_name_is_no_article(tmp_path: Path) -> None:
    for name in ("a.txt", "words.txt", "tables/known.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Sleep is good.\n")
    settings = Config(vocab=tmp_path / "words.txt", tables=tmp_path / "tables")
    assert [file.id for file in collect([tmp_path], selection_of(settings)).files] == ["a.txt"]
