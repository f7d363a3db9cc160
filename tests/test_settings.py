"""What a person is told of the settings of a run, and the file of settings that they begin with."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from command import unspin

from pipeline.config import Config, make_config


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles with settings and a list of ignores beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "unspin.toml").write_text('lang = "en-GB"\nkeyphrase = "knee \\"pain\\""\njobs = 2\n')
    (tmp_path / ".unspin-ignores.toml").touch()
    return tmp_path


def test_each_setting_is_told_with_its_origin(folder: Path) -> None:
    arguments = ("--no-grammar", "--fix", "all", "--jobs", "3")
    shown = unspin(
        "config", "show", "--origin", "--format", "json", folder / "in", *arguments, UNSPIN_FIX="none", UNSPIN_TO="text"
    )
    assert shown.exit_code == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert list(told) == list(Config.model_fields)
    file = f"file {folder / 'unspin.toml'}"
    for name, value, origin in (
        ("encoding", "auto", "default"),
        ("keyphrase", 'knee "pain"', file),
        ("lang", "en-GB", file),
        ("to", "text", "variable UNSPIN_TO"),
        ("fix", "all", "option --fix"),
        ("jobs", 3, "option --jobs"),
        ("grammar", False, "option --no-grammar"),
        ("ignores", str(folder / ".unspin-ignores.toml"), "found"),
    ):
        assert told[name] == {"value": value, "origin": origin}


@pytest.mark.parametrize(("name", "table"), [("unspin.toml", ""), ("pyproject.toml", "[tool.unspin]\n")])
def test_settings_that_an_editor_wrote_with_a_byte_order_mark_are_read(tmp_path: Path, name: str, table: str) -> None:
    (tmp_path / name).write_text(f'{table}lang = "en-GB"\n', encoding="utf-8-sig")
    assert 'lang = "en-GB"' in unspin("config", "show", tmp_path).stdout


def test_the_settings_are_shown_as_a_file_of_settings(folder: Path) -> None:
    for options in ((), ("--origin",)):
        shown = unspin("config", "show", *options, folder / "in").stdout
        config = make_config(tomllib.loads(shown), "shown")
        assert (config.lang, config.keyphrase, config.jobs, config.fix) == ("en-GB", 'knee "pain"', 2, "safe")
    assert "# vocab is not set" in shown
    assert json.loads(unspin("config", "show", "--format", "json", folder / "in").stdout)["lang"] == "en-GB"


@pytest.mark.parametrize("arguments", [("--fix", "most"), ("--nothing",), ("--lang", "fr")])
def test_settings_that_cannot_be_meant_are_refused_as_in_a_run(folder: Path, arguments: tuple[str, ...]) -> None:
    assert unspin("config", "show", folder / "in", *arguments).exit_code == 2


def test_an_option_that_is_none_is_told_under_the_name_of_the_command(folder: Path) -> None:
    assert " config show --help'" in unspin("config", "show", folder / "in", "--nothing").stderr


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("UNSPIN_JOBS", "many", "UNSPIN_JOBS: 'many' is no number"),
        ("UNSPIN_SELECT", "Q1", "UNSPIN_SELECT: There is no"),
    ],
)
def test_a_variable_that_cannot_be_meant_is_named(folder: Path, variable: str, value: str, message: str) -> None:
    refused = unspin("config", "show", folder / "in", **{variable: value})
    assert (refused.exit_code, f"variable {message}" in refused.stderr) == (2, True), refused.stderr


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("UNSPIN_FIXX", "The variable UNSPIN_FIXX sets nothing; did you mean UNSPIN_FIX?"),
        ("UNSPIN_GRAMMAR_CHECKS", "The variable UNSPIN_GRAMMAR_CHECKS sets nothing; each option has one"),
        ("UNSPIN_FIX", ""),
        ("UNSPIN_CACHE_DIR", ""),
        ("UNSPIN_SHARED_DATA", ""),
        ("UNSPINNING", ""),
    ],
)
def test_a_variable_that_sets_nothing_is_told_of_once(folder: Path, variable: str, told: str) -> None:
    shown = unspin("config", "show", folder / "in", **{variable: "all"})
    assert shown.exit_code == 0
    assert shown.stderr.count("sets nothing") == bool(told)
    assert told in shown.stderr


def test_settings_are_shown_of_what_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = unspin("config", "show", folder / "nope")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nope: there is no such file or folder" in refused.stderr
    monkeypatch.chdir(folder)
    for inputs in ((), ("-",)):
        assert 'lang = "en-GB"' in unspin("config", "show", *inputs).stdout


def test_a_broken_project_file_of_somebody_else_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    assert unspin("config", "show", tmp_path).exit_code == 0


def test_a_starter_file_sets_nothing_and_names_each_setting(tmp_path: Path) -> None:
    assert unspin("init", tmp_path).exit_code == 0
    content = (tmp_path / "unspin.toml").read_text(encoding="utf-8")
    assert tomllib.loads(content) == {}
    lines = [line.removeprefix("# ") for line in content.splitlines() if " = " in line]
    assert list(tomllib.loads("\n".join(lines))) == list(Config.model_fields)
    defaults = make_config(tomllib.loads("\n".join(line for line in lines if '"..."' not in line)), "starter")
    assert defaults == Config(fail_under=defaults.fail_under)
    assert 'fix = "safe"' in unspin("config", "show", tmp_path).stdout


def test_a_starter_file_is_never_written_over_settings(tmp_path: Path) -> None:
    (tmp_path / "unspin.toml").write_text("fix = 'all'\n")
    refused = unspin("init", tmp_path)
    assert refused.exit_code == 2 and "holds settings already" in refused.stderr
    assert (tmp_path / "unspin.toml").read_text() == "fix = 'all'\n"
    (tmp_path / "below").mkdir()
    assert f"takes the place of {tmp_path / 'unspin.toml'}" in unspin("init", tmp_path / "below").stdout
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pyproject.toml").write_text("[tool.unspin]\nfix = 'all'\n")
    assert unspin("init", tmp_path / "project").exit_code == 2
    assert unspin("init", tmp_path / "nowhere").exit_code == 2


def shown(*arguments: str | Path, **environment: str) -> dict[str, object]:
    told = unspin("config", "show", "--format", "json", *arguments, **environment)
    assert told.exit_code == 0, told.stderr
    return dict(json.loads(told.stdout))


@pytest.mark.parametrize("name", ["unspin.toml", "pyproject.toml"])
def test_paths_in_a_file_of_settings_lead_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "site" / "in").mkdir(parents=True)
    heading = "[tool.unspin]\n" if name == "pyproject.toml" else ""
    (tmp_path / "site" / name).write_text(f"{heading}vocab = 'lists/words.txt'\nbaseline = '../known.json'\n")
    monkeypatch.chdir(tmp_path)
    for arguments in (("site/in",), (".", "--config", f"site/{name}")):
        told = shown(*arguments)
        assert (told["vocab"], told["baseline"], told["tables"]) == (
            str(tmp_path / "site" / "lists" / "words.txt"), str(tmp_path / "known.json"), None,
        )  # fmt: skip


def test_paths_of_options_and_variables_lead_from_the_current_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "unspin.toml").write_text("vocab = 'a.txt'\ntables = 'a'\n")
    monkeypatch.chdir(folder / "in")
    told = shown(".", "--vocab", "b.txt", UNSPIN_TABLES="b")
    assert (told["vocab"], told["tables"]) == (str(folder / "in" / "b.txt"), str(folder / "in" / "b"))
