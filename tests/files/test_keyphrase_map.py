"""``--keyphrases``: a table with the phrase of each article."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import by_path, unspin

from pipeline.config import Config
from pipeline.errors import ConfigError
from pipeline.files.keyphrase_map import Target, read_keyphrases, warn_of_strangers, with_target

KNEE = "Knee pain is common. Walking helps with knee pain. A sore joint needs rest.\n"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "map.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_a_table_as_spreadsheets_save_it_is_read(tmp_path: Path) -> None:
    content = (
        'Path ,Keyphrase,note,synonyms\r\n./a/b.md, knee pain ,x,sore knee | aching knee|\r\n,,,\r\nc.txt,"a, b"\r\n'
    )
    assert read_keyphrases(write(tmp_path, b"\xef\xbb\xbf" + content.encode("utf-8"))) == {
        "a/b.md": Target("knee pain", ("sore knee", "aching knee")),
        "c.txt": Target("a, b"),
    }
    assert read_keyphrases(None) == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_are_parted_as_the_spreadsheet_likes(tmp_path: Path, delimiter: str) -> None:
    rows = ["path,keyphrase,synonyms", "a.txt,knee pain,", 'b.txt,"knee; pain",sore knee']
    table = write(tmp_path, "\n".join(row.replace(",", delimiter) for row in rows))
    assert read_keyphrases(table) == {"a.txt": Target("knee pain"), "b.txt": Target("knee; pain", ("sore knee",))}


def test_the_same_row_twice_says_one_thing(tmp_path: Path) -> None:
    assert len(read_keyphrases(write(tmp_path, "path,keyphrase\na.txt,knee pain\na.txt,knee pain\n"))) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("file;phrase\na.txt;knee pain\n", "no column path and keyphrase; the columns found are: file;phrase"),
        ("path,phrase\na.txt,knee pain\n", "no column keyphrase; the columns found are: path, phrase"),
        ("", "the columns found are: none"),
        ("path,keyphrase\na.txt,knee pain\n\na.txt,back pain\n", r"line 4: a\.txt has another keyphrase .* in line 2"),
        ("path,keyphrase,synonyms\na.txt,knee pain,x\na.txt,knee pain,y\n", "or other synonyms in line 2"),
        ("path,keyphrase\na.txt,\n", "line 2: no keyphrase"),
        ("path,keyphrase\na.txt,??\n", "line 2: no keyphrase"),
        ("path,keyphrase\n,knee pain\n", "line 2: no path"),
        ("path,keyphrase,synonyms\na.txt,knee pain,x|?\n", "line 2: a synonym without a word"),
        ("path,keyphrase\na.txt,knee, hip\n", "line 2: more cells than columns; put quotation marks"),
        (b"path,keyphrase\na.txt,na\xefve\n", "not a CSV table in UTF-8"),
        ('path,keyphrase\n"a.txt,knee pain\n', "not a CSV table"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_keyphrases(write(tmp_path, content))


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="check the path given to --keyphrases"):
        read_keyphrases(tmp_path / "none.csv")


def test_a_row_wins_over_the_phrase_of_the_run() -> None:
    run = Config(keyphrase="back pain", synonyms=("sore back",), fix="all")
    targets = {"a.txt": Target("knee pain")}
    assert with_target(run, "b.txt", targets) == run
    one = with_target(run, "a.txt", targets)
    assert (one.keyphrase, one.synonyms, one.fix) == ("knee pain", (), "all")


def test_an_accent_may_be_written_in_two_ways(tmp_path: Path) -> None:
    targets = read_keyphrases(write(tmp_path, "path,keyphrase\ncaf\u00e9.txt,knee pain\n"))
    assert with_target(Config(), "cafe\u0301.txt", targets).keyphrase == "knee pain"
    assert warn_of_strangers(tmp_path, targets, ["cafe\u0301.txt"]) == ""


def test_a_path_may_be_written_as_the_report_writes_it(tmp_path: Path) -> None:
    targets = read_keyphrases(write(tmp_path, "path,keyphrase\n'-dash.txt,knee pain\n"))
    assert with_target(Config(), "-dash.txt", targets).keyphrase == "knee pain"
    assert warn_of_strangers(tmp_path, targets, ["-dash.txt"]) == ""
    both = read_keyphrases(write(tmp_path, "path,keyphrase\n'-dash.txt,knee pain\n-dash.txt,hip pain\n"))
    assert with_target(Config(), "-dash.txt", both).keyphrase == "hip pain"


@pytest.mark.parametrize("path", ["'dash.txt", "dash.txt"])
def test_an_apostrophe_that_the_report_does_not_write_is_part_of_the_path(tmp_path: Path, path: str) -> None:
    targets = read_keyphrases(write(tmp_path, f"path,keyphrase\n{path},knee pain\n"))
    other = {"'dash.txt": "dash.txt", "dash.txt": "'dash.txt"}[path]
    assert not with_target(Config(), other, targets).keyphrase
    assert "fit no article" in warn_of_strangers(tmp_path, targets, [other])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (tmp_path / "in" / name).write_text(KNEE, encoding="utf-8")
    return tmp_path


def clean(folder: Path, *options: str | Path, **environment: str) -> str:
    result = unspin("clean", folder / "in", "-o", folder / "out", "--no-grammar", "-q", *options, **environment)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def test_each_article_is_measured_by_its_own_phrase(folder: Path) -> None:
    table = write(folder, "path,keyphrase,synonyms\nsub/b.txt,sore joint,knee pain\n")
    clean(folder, "--keyphrases", table, "--keyphrase", "knee pain")
    rows = by_path(folder / "out")
    assert [(row["keyphrase"], row["keyphrase_source"]) for row in rows.values()] == [
        ("knee pain", "user"),
        ("sore joint", "user"),
    ]
    assert [row["kp_exact_count_before"] for row in rows.values()] == ["2", "1"]
    assert [row["kp_longest_gap_pct"] for row in rows.values()] == ["33.3", "0"]


@pytest.mark.parametrize("way", ["environment", "settings"])
def test_the_table_can_be_named_in_the_environment_and_in_the_settings(folder: Path, way: str) -> None:
    table = write(folder, "path,keyphrase\na.txt,knee pain\n")
    if way == "settings":
        (folder / "unspin.toml").write_text(f"keyphrases = '{table.as_posix()}'\n", encoding="utf-8")
    clean(folder, **({"UNSPIN_KEYPHRASES": str(table)} if way == "environment" else {}))
    assert by_path(folder / "out")["a.txt"]["keyphrase"] == "knee pain"


def test_rows_for_no_article_are_told_and_do_no_harm(folder: Path) -> None:
    table = write(folder, "path,keyphrase\na.txt,knee pain\nb.txt,knee pain\nsub\\b.txt,knee pain\n")
    told = clean(folder, "--keyphrases", table)
    assert "2 of 3 rows fit no article of this run: b.txt, sub\\b.txt." in told


def test_a_changed_row_cleans_its_own_article_anew_and_no_other(folder: Path) -> None:
    table = write(folder, "path,keyphrase,synonyms\na.txt,knee pain,x\nsub/b.txt,knee pain,x\n")
    clean(folder, "--keyphrases", table)

    def cached() -> list[str]:
        clean(folder, "--keyphrases", table)
        return [row["from_cache"] for row in by_path(folder / "out").values()]

    assert cached() == ["true", "true"]
    table.write_text("synonyms,path,keyphrase\nx,sub/b.txt,knee pain\nx,a.txt,knee pain\nx,c.txt,z\n", encoding="utf-8")
    assert cached() == ["true", "true"]
    table.write_text("path,keyphrase,synonyms\na.txt,knee pain,x\nsub/b.txt,sore joint,x\n", encoding="utf-8")
    assert cached() == ["true", "false"]
    table.write_text("path,keyphrase,synonyms\na.txt,knee pain,y\nsub/b.txt,sore joint,x\n", encoding="utf-8")
    assert cached() == ["false", "true"]


def test_a_table_that_is_wrong_exits_with_2_and_writes_nothing(folder: Path) -> None:
    table = write(folder, "name,phrase\n")
    result = unspin("clean", folder / "in", "-o", folder / "out", "--no-grammar", "--keyphrases", table)
    assert result.exit_code == 2
    assert "The first line must be: path,keyphrase,synonyms" in result.stderr
    assert not (folder / "out").exists()
