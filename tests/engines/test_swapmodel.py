"""The swap model's engine, on a tiny model of the shipped one's shape, and on the shipped one where it is there."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import SPUN, table, unspin
from tiny_model import write_tiny_model

from pipeline.engines.protocols import EarlyExit
from pipeline.engines.swapmodel import OnnxSwapModel
from pipeline.errors import EngineError
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.model_words import split_for_model
from pipeline.tables.swap_model import has_swap_model

ALL = 0.0
NONE = 2.0

needs_shipped = pytest.mark.skipif(not has_swap_model(), reason="this copy has no swap model")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def tiny(folder: Path) -> OnnxSwapModel:
    return OnnxSwapModel(folder=folder)


def test_each_word_has_a_probability(tiny: OnnxSwapModel) -> None:
    [verdict] = tiny.read([["A", "poor", "sleep", "placement", "."]], NONE)
    assert [round(one, 2) for one in verdict.swapped] == [0.0, 0.0, 0.73, 0.98, 0.0]
    assert not verdict.states


def test_originals_can_be_named_of_likely_words_alone(tiny: OnnxSwapModel) -> None:
    [verdict] = tiny.read([["a", "poor", "sleep", "placement", "."]], 0.9)
    assert set(verdict.states) == {3}
    [[best, *others]] = tiny.name([verdict.states[3]])
    assert best.text == "position"
    # A logit of 5 beside three of 0: the weights of 8 bits times the scale of the original.
    assert best.probability == pytest.approx(math.exp(5) / (math.exp(5) + 3), abs=0.005)
    assert "KEEP" not in [best.text, *(other.text for other in others)]
    assert "" in [other.text for other in others], "a deletion is an empty original"


def test_windows_come_back_in_their_order(tiny: OnnxSwapModel) -> None:
    windows = [["placement"], ["a", "poor", "sleep"], [], ["poor"] * 8, ["sleep", "."]]
    verdicts = tiny.read(windows, NONE)
    assert [len(verdict.swapped) for verdict in verdicts] == [1, 3, 0, 8, 2]
    assert verdicts[0].swapped[0] > 0.9 > verdicts[4].swapped[0] > 0.5


def test_a_window_in_which_the_first_layers_see_nothing_is_left_early(tiny: OnnxSwapModel) -> None:
    seen, unseen = ["a", "placement", "."], ["a", "poor", "sleep", "."]
    verdicts = tiny.read([seen, unseen], 0.5, early_exit=EarlyExit(0.1, 0.8))
    assert [verdict.is_early for verdict in verdicts] == [False, True]
    assert verdicts[0].swapped == tiny.read([seen], 0.5)[0].swapped and set(verdicts[0].states) == {1}
    assert max(verdicts[1].swapped) < 0.01 and not verdicts[1].states


def test_every_window_is_read_to_the_end_unless_asked(tiny: OnnxSwapModel) -> None:
    [verdict] = tiny.read([["a", "poor", "."]], NONE)
    assert not verdict.is_early


def test_one_word_that_the_first_layers_suspect_is_enough_to_go_on(tiny: OnnxSwapModel) -> None:
    window = ["placement", *("a" * 7)]
    early = [tiny.read([window], NONE, EarlyExit(0.2, most))[0].is_early for most in (0.8, 1.0)]
    assert early == [False, True]


def test_marks_do_not_count_for_an_early_exit(tiny: OnnxSwapModel) -> None:
    for window in (["placement", *("." * 7)], ["."] * 3, []):
        [verdict] = tiny.read([window], NONE, early_exit=EarlyExit(0.2, 1.0))
        assert not verdict.is_early
        assert len(verdict.swapped) == len(window)


def test_no_window_is_no_verdict_and_no_state_no_name(tiny: OnnxSwapModel) -> None:
    assert tiny.read([], ALL) == tiny.name([]) == ()


@pytest.mark.parametrize(
    "window",
    [["a" * 1_000_000], ["👩‍👩‍👧‍👦"] * 64, ["\u202e", "\x00", "", " "], ["pain"] * 5_000, ["\ud800"], ["ﷺ" * 40] * 64],
    ids=["endless word", "emoji", "blanks", "endless window", "half a character", "one long letter"],
)
def test_hostile_words_are_survived(tiny: OnnxSwapModel, window: list[str]) -> None:
    [verdict] = tiny.read([window], 0.5)
    assert len(verdict.swapped) == len(window)
    assert all(0 <= one <= 1 for one in verdict.swapped)


@pytest.mark.parametrize("half", ["lower.onnx", "upper.onnx"])
def test_nothing_is_loaded_before_it_is_needed(folder: Path, tmp_path: Path, half: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / half).write_bytes(b"no model")
    model = OnnxSwapModel(folder=copy)
    assert model.version.startswith("tiny ")
    with pytest.raises(EngineError, match="damaged"):
        model.read([["a"]], NONE)


def test_another_model_has_another_version(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "originals.txt").write_text("KEEP\nDELETE\nplace\nsleeping\n", encoding="utf-8")
    assert OnnxSwapModel(folder=copy).version != OnnxSwapModel(folder=folder).version


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="--no-swap-model"):
        OnnxSwapModel(folder=tmp_path).read([["a"]], NONE)


def test_the_program_starts_without_loading_the_library() -> None:
    code = "import sys, pipeline.cli.commands; sys.exit(bool({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0


@needs_shipped
def test_the_shipped_model_says_the_same_on_one_thread_as_on_two() -> None:
    windows = [
        ["the", "hair", "increase", "cycle", "includes", "three", "stages", "."] * length for length in (1, 3, 7)
    ]
    one, two = (OnnxSwapModel(threads).read(windows, NONE) for threads in (1, 2))
    assert one == two


@needs_shipped
def test_two_workers_find_what_one_finds(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(SPUN, folder / name)
    for jobs in ("1", "2"):
        assert unspin("check", folder, "--no-grammar", "--jobs", jobs, "--report-dir", tmp_path / jobs).exit_code <= 1
    one, two = ([row | {"run_id": ""} for row in table(tmp_path / jobs, "findings.csv")] for jobs in ("1", "2"))
    assert one == two and "S210" in [row["rule_id"] for row in one]


def test_without_the_model_the_tables_alone_find_swaps(tmp_path: Path, spun: Path) -> None:
    result = unspin("check", spun, "--no-grammar", "--no-swap-model", "--report-dir", tmp_path / "out")
    assert result.exit_code <= 1 and "no swap model" not in result.output
    assert {row["rule_id"] for row in table(tmp_path / "out", "findings.csv")}.isdisjoint({"S210"})
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["versions"]["swap_model"] == ""


@needs_shipped
def test_the_shipped_model_tells_a_swap_from_a_word() -> None:
    texts = (
        "The hair increase cycle includes three stages, and pores and skin types are tested.",
        "The hair growth cycle includes three stages, and skin types are tested.",
    )
    windows = [[word.text for word in split_for_model(text, tokenize(text))] for text in texts]
    spun, clean = (verdict.swapped for verdict in OnnxSwapModel().read(windows, 1.0))
    assert spun[2] > clean[2], "increase against growth"
    assert sum(spun) / len(spun) > sum(clean) / len(clean)
