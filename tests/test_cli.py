"""The command line as its users meet it: streams, settings and exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ROOT, SPUN, by_path, table, unspin

from pipeline.engines.answers import MODELS_FILE, MOST_MODEL_BYTES, AnswerCache
from pipeline.engines.languagetool.cache import FILE_NAME, SentenceCache
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.errors import EngineError
from pipeline.files.output import state_folder
from pipeline.tables.swap_model import has_swap_model


@pytest.mark.parametrize(
    ("options", "environment", "in_file", "expected"),
    [
        ((), {}, "", "safe"),
        ((), {}, "fix = 'none'", "none"),
        ((), {"UNSPIN_FIX": "all"}, "fix = 'none'", "all"),
        (("--fix", "safe"), {"UNSPIN_FIX": "all"}, "fix = 'none'", "safe"),
    ],
)
def test_options_win_over_environment_over_file_over_default(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str], in_file: str, expected: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "unspin.toml").write_text(in_file)
    huge = ("--max-bytes", "1B", *options)
    shutil.copy(SPUN, tmp_path / "in" / "spun.txt")
    (tmp_path / "in" / "empty.txt").unlink()
    result = unspin("clean", tmp_path / "in", "-o", tmp_path / "out", "--no-grammar", *huge, **environment)
    assert result.exit_code == 3
    assert json.loads((tmp_path / "out" / "run.json").read_text())["config"]["fix"] == expected


def nothing(root: Path) -> tuple[str | Path, ...]:
    (root / "none").mkdir()
    return (root / "none",)


def bad_file(root: Path, content: str) -> tuple[str | Path, ...]:
    (root / "other.toml").write_text(content)
    return (root / "in", "--config", root / "other.toml")


def bad_project(root: Path, content: str) -> tuple[str | Path, ...]:
    (root / "pyproject.toml").write_text(content)
    return (root / "in",)


def named_so(root: Path, make: Callable[[Path], None]) -> tuple[str | Path, ...]:
    make(root / "in" / "unspin.toml")
    return (root / "in",)


USAGE_ERRORS = {
    "unknown option": (lambda root: (root / "in", "--nothing"), "No such option"),
    "missing path": (lambda root: (root / "missing",), "No such file"),
    "no article": (nothing, "There is no article"),
    "unknown rule": (lambda root: (root / "in", "--select", "Q1"), "There is no rule 'Q1'"),
    "unknown key": (lambda root: bad_file(root, "keyphrse = 'x'"), "did you mean 'keyphrase'?"),
    "broken file": (lambda root: bad_file(root, "fix = "), "not valid TOML"),
    "missing file": (lambda root: (root / "in", "--config", root / "no.toml"), "check the path given to --config"),
    "folder of settings": (lambda root: named_so(root, Path.mkdir), "unspin.toml: cannot be read (Is a directory)"),
    "lost settings": (lambda root: named_so(root, lambda path: path.symlink_to("gone")), "read (No such file"),
    "no level": (lambda root: (root / "in", "--severity", "G310=bad"), "write G310=error"),
    "colon": (lambda root: (root / "in", "--severity", "k100:Error"), "--severity: k100:Error is no severity; write"),
    "no choice": (lambda root: (root / "in", "--fix", "bogus"), "value for '--fix': 'bogus' is not one of"),
    "unknown graded rule": (lambda root: (root / "in", "--severity", "Q1=info"), "There is no rule 'Q1'"),
    "bad size": (lambda root: (root / "in", "--max-bytes", "5XB"), "write 5MB"),
    "other language": (lambda root: (root / "in", "--lang", "fr"), "'fr' is no variety of English; write en-US"),
    "no number": (lambda root: (root / "in", "--fail-under", "high"), "option --fail-under: 'high' is no number"),
    "list that is none": (lambda root: bad_file(root, "select = 3"), 'select: not a list; write select = ["...", '),
    "table of levels": (lambda root: bad_file(root, "[severity]\nG310 = 'error'"), 'write severity = ["G310=error", '),
    "heading": (lambda root: bad_file(root, "[tool.unspin]\nfix = 'all'"), "under no heading in unspin.toml"),
    "rule of a file": (lambda root: bad_file(root, "select = 'Q1'"), "other.toml: There is no rule 'Q1'"),
    "no table of settings": (lambda root: bad_project(root, "[tool]\nunspin = 3"), "write [tool.unspin] and the"),
    "bad codec": (lambda root: (root / "in", "--encoding", "klingon"), "there is no encoding"),
    "overlap": (lambda root: (root / "in", "-o", root / "in" / "out"), "lies inside"),
}


@pytest.mark.parametrize("name", USAGE_ERRORS)
def test_usage_errors_exit_with_2_and_write_nothing(spun: Path, tmp_path: Path, name: str) -> None:
    make_arguments, message = USAGE_ERRORS[name]
    arguments = make_arguments(tmp_path)
    output = () if "-o" in arguments else ("-o", tmp_path / "out")
    result = unspin("clean", *arguments, *output)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_variable_that_names_no_choice_is_told_by_its_name(spun: Path, tmp_path: Path) -> None:
    result = unspin("clean", spun, "-o", tmp_path / "out", UNSPIN_FIX="bogus")
    assert result.exit_code == 2
    assert "variable UNSPIN_FIX: 'bogus' is not one of" in result.stderr and "--fix" not in result.stderr


def test_two_runs_on_one_output_exit_with_2(spun: Path, tmp_path: Path) -> None:
    with state_folder(tmp_path / "out"):
        result = unspin("clean", spun, "-o", tmp_path / "out", "--no-grammar")
    assert result.exit_code == 2
    assert "Another run is writing" in result.stderr


@pytest.mark.parametrize("engine", [("--lt-url", "http://127.0.0.1:9"), ("--lt-path", ".")])
def test_an_engine_that_is_not_usable_exits_with_4_and_writes_nothing(
    spun: Path, tmp_path: Path, engine: tuple[str, str]
) -> None:
    (spun / "empty.txt").touch()
    result = unspin("clean", spun, "-o", tmp_path / "out", *engine, "--fail-on", "any")
    assert result.exit_code == 4
    assert "--no-grammar" in result.stderr or "--lt-path" in result.stderr
    assert not (tmp_path / "out").exists()


def test_findings_left_exit_with_1_and_failed_articles_with_3(spun: Path, tmp_path: Path) -> None:
    arguments = ("clean", spun, "-o", tmp_path / "out", "--no-grammar", "-q", "--fail-on")
    assert unspin(*arguments, "never").exit_code == 0
    assert unspin(*arguments, "any").exit_code == 1
    (spun / "binary.txt").write_bytes(b"%PDF-1.7")
    assert unspin(*arguments, "any").exit_code == 3
    assert by_path(tmp_path / "out")["spun.txt"]["gate"] == "fail"


def test_the_severity_of_a_rule_can_be_set(spun: Path, tmp_path: Path) -> None:
    (tmp_path / "unspin.toml").write_text('severity = ["S=info", "S201=error"]\n')
    arguments = ("check", spun, "--report-dir", tmp_path / "out", "--no-grammar", "--no-swap-model", "-q")
    assert unspin(*arguments).exit_code == 1
    found = {row["rule_id"]: row["severity"] for row in table(tmp_path / "out", "findings.csv")}
    assert (found["S200"], found["S201"]) == ("info", "error")
    assert unspin(*arguments, "--severity", "s20=Warning,S201=info").exit_code == 0
    found = {row["rule_id"]: row["severity"] for row in table(tmp_path / "out", "findings.csv")}
    assert (found["S200"], found["S201"]) == ("warning", "info")


@pytest.mark.parametrize("command", ["clean", "check"])
def test_a_low_quality_score_exits_with_1(spun: Path, tmp_path: Path, command: str) -> None:
    arguments = (command, spun, "--report-dir", tmp_path / "out", "--no-grammar", "-q", "--fail-on", "never")
    assert unspin(*arguments, "--fail-under", "0").exit_code == 0
    row = by_path(tmp_path / "out")["spun.txt"]
    score = float(row["quality_score_after"] or row["quality_score_before"])
    assert (row["gate"], row["quality_basis"]) == ("pass", "encoding|stuffing|swap")
    assert score < 50
    assert unspin(*arguments, "--fail-under", str(score)).exit_code == 0
    assert unspin(*arguments, "--fail-under", str(score + 0.5)).exit_code == 1
    assert by_path(tmp_path / "out")["spun.txt"]["gate"] == "fail"
    assert unspin(*arguments).exit_code == 0
    assert by_path(tmp_path / "out")["spun.txt"]["gate"] == ""


@pytest.mark.parametrize("score", ["101", "-1", "good"])
def test_a_score_that_is_none_is_refused(spun: Path, tmp_path: Path, score: str) -> None:
    result = unspin("check", spun, "--report-dir", tmp_path / "out", "--fail-under", score)
    assert result.exit_code == 2
    assert "--fail-under" in result.stderr


def test_the_grammar_is_checked_by_a_server_that_runs_already(
    tmp_path: Path, languagetool_server: LanguageToolServer
) -> None:
    endpoint = languagetool_server.address.endpoint()
    assert endpoint is not None
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The the back hurts.  It hurt a lot , every day.\n", encoding="utf-8")
    result = unspin("clean", tmp_path / "in", "-o", tmp_path / "out", "--lt-url", endpoint.url)
    assert result.exit_code == 0, result.stderr
    row = table(tmp_path / "out")[0]
    assert row["grammar_checked"] == "true"
    assert int(row["grammar_findings"]) > 0
    assert {finding["rule_source"] for finding in table(tmp_path / "out", "findings.csv")} == {"lt"}


def test_what_was_not_selected_is_empty_and_not_told_as_none(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("A plain text about a sore back.\n", encoding="utf-8")
    result = unspin("clean", tmp_path / "in", "-o", tmp_path / "out", "--select", "S")
    assert result.exit_code == 0, result.stderr
    row = table(tmp_path / "out")[0]
    assert (row["stuffing_removed"], row["mojibake_fixed"], row["grammar_findings"]) == ("", "", "")
    assert (row["swap_findings"], row["swap_fixed"], row["grammar_checked"]) == ("0", "0", "false")
    assert result.stderr.count("not looked for (--select, --ignore)") == 2


def test_the_default_run_starts_a_server_and_a_cached_one_does_not(
    spun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spun.rename(tmp_path / "input")
    result = unspin("clean")
    assert result.exit_code == 0, result.stderr
    assert table(tmp_path / "output")[0]["grammar_checked"] == "true"

    def refuse(*_arguments: object, **_options: object) -> None:
        raise EngineError("The engine is not to be started.")

    monkeypatch.setattr("pipeline.batch.crew.find_installation", refuse)
    again = unspin("clean")
    assert again.exit_code == 0, again.stderr
    assert table(tmp_path / "output")[0]["from_cache"] == "true"
    assert unspin("clean", "--no-cache").exit_code == 4


def test_rules_are_listed_and_explained() -> None:
    listed = unspin("rules")
    assert listed.exit_code == 0
    assert "K101" in listed.stdout and "G310" in listed.stdout
    explained = unspin("rules", "k101")
    assert explained.stdout.startswith("K101 ")
    assert "When it is wrong" in explained.stdout
    entries = json.loads(unspin("rules", "--format", "json").stdout)
    assert {"id", "name", "stage", "category", "severity", "explanation"} == set(entries[0])
    assert unspin("rules", "Q1").exit_code == 2


def test_the_doctor_says_what_is_there_and_what_to_do(tmp_path: Path) -> None:
    well = unspin("doctor", "--json", UNSPIN_CACHE_DIR=str(tmp_path), PYTHONUTF8="1")
    checks = {check["name"]: check for check in json.loads(well.stdout)["checks"]}
    assert set(checks) == {
        "Python",
        "English model",
        "Insertion model",
        "Swap model",
        "N-gram model",
        "Java",
        "LanguageTool",
        "Quick start of grammar",
        "Cache folder",
        "Grammar cache",
        "Cache of the models",
        "Encoding",
    }
    assert checks["Swap model"]["ok"] == has_swap_model()
    assert checks["Swap model"]["ok"] or "--no-swap-model" in checks["Swap model"]["cure"]
    assert "not installed yet" in checks["LanguageTool"]["detail"]
    assert "MB" in checks["LanguageTool"]["detail"]
    assert checks["Quick start of grammar"]["detail"] == "not prepared yet"
    assert list(tmp_path.iterdir()) == []
    ill = unspin("doctor", LTP_JAR_DIR_PATH=str(tmp_path))
    assert ill.exit_code == 1
    assert "PROBLEM  LanguageTool: not usable" in ill.stdout
    assert "LTP_JAR_DIR_PATH" in ill.stdout


def test_the_doctor_shows_and_clears_the_caches(tmp_path: Path) -> None:
    sentences, answers = SentenceCache(tmp_path / FILE_NAME), AnswerCache(tmp_path / MODELS_FILE, MOST_MODEL_BYTES)
    sentences.record({b"one": (), b"two": ()})
    answers.record({b"one": b"", b"two": b"", b"three": b""})
    sentences.close()
    answers.close()
    shown = unspin("doctor", UNSPIN_CACHE_DIR=str(tmp_path)).stdout
    assert "Grammar cache: 2 sentences" in shown and "Cache of the models: 3 passages" in shown
    left = unspin("doctor", "--clear-cache", UNSPIN_CACHE_DIR=str(tmp_path)).stdout
    assert "Grammar cache: empty" in left and "Cache of the models: empty" in left


@pytest.mark.parametrize("arguments", [("-h",), ("clean", "--help"), ("--version",)])
def test_help_and_version_exit_with_0(arguments: tuple[str, ...]) -> None:
    result = unspin(*arguments)
    assert result.exit_code == 0
    assert "unspin" in result.stdout


def test_python_m_pipeline_is_unspin() -> None:
    ended = subprocess.run([sys.executable, "-m", "pipeline", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert ended.stdout.startswith("unspin, version ")
