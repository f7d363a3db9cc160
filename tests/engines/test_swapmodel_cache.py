"""What the swap model said of a window comes back bit by bit, and only to who asks the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command import SPUN
from tiny_model import write_tiny_model

from pipeline.clean import clean_article
from pipeline.engines.bundle import local_engines
from pipeline.engines.cache_file import SWAP_FILE, cache_state
from pipeline.engines.protocols import WindowVerdict
from pipeline.engines.swapmodel import OnnxSwapModel
from pipeline.engines.swapmodel_cache import CachedSwapModel
from pipeline.tables.swap_model import has_swap_model

WINDOWS = [["a", "poor", "sleep", "placement", "."], ["\ud800", "👩‍👩‍👧‍👦"], [], ["placement"]]


def same(one: WindowVerdict, other: WindowVerdict) -> bool:
    states = [[(word, state.tobytes()) for word, state in verdict.states.items()] for verdict in (one, other)]
    return one.swapped == other.swapped and states[0] == states[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize("least", [0.0, 0.5, 2.0], ids=["all states", "some states", "no state"])
def test_what_is_kept_is_what_the_model_says(folder: Path, tmp_path: Path, least: float) -> None:
    model, path = OnnxSwapModel(folder=folder), tmp_path / SWAP_FILE
    wanted = model.read(WINDOWS, least)
    for windows in (WINDOWS[:2], WINDOWS, WINDOWS[::-1]):
        kept = CachedSwapModel(model, 1, path).read(windows, least)
        own = wanted if windows != WINDOWS[::-1] else wanted[::-1]
        assert all(map(same, kept, own)) and len(kept) == len(windows)
    states = [state for verdict in kept for state in verdict.states.values()]
    assert model.name(states) == CachedSwapModel(model, 1, path).name(states)


def test_a_known_window_is_not_read(folder: Path, tmp_path: Path) -> None:
    model = OnnxSwapModel(folder=folder)
    CachedSwapModel(model, 1, tmp_path / SWAP_FILE).read(WINDOWS, 0.5)
    copy = shutil.copytree(folder, tmp_path / "copy")
    silent = OnnxSwapModel(folder=copy)
    assert silent.version == model.version
    (copy / "model.onnx").write_bytes(b"no model")
    known = CachedSwapModel(silent, 1, tmp_path / SWAP_FILE).read(WINDOWS, 0.5)
    assert all(map(same, known, model.read(WINDOWS, 0.5)))


def test_another_model_limit_or_number_of_threads_asks_anew(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / SWAP_FILE
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / "originals.txt").write_text("KEEP\nDELETE\nplace\nsleeping\n", encoding="utf-8")
    model, other = OnnxSwapModel(folder=folder), OnnxSwapModel(folder=copy)
    for number, (one, threads, least) in enumerate(
        [(model, 1, 0.5), (model, 1, 0.9), (model, 2, 0.5), (other, 1, 0.5)]
    ):
        CachedSwapModel(one, threads, path).read(WINDOWS[:1], least)
        state = cache_state(path)
        assert state is not None and state.entries == number + 1


def test_without_a_place_the_model_is_asked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    model = OnnxSwapModel(folder=folder)
    cached = CachedSwapModel(model, 1, tmp_path / "file" / SWAP_FILE)
    assert all(map(same, cached.read(WINDOWS, 0.5), model.read(WINDOWS, 0.5)))
    assert (cached.version, cached.words_in_window) == (model.version, model.words_in_window)


def test_numbers_are_kept_to_the_last_bit(tmp_path: Path) -> None:
    class Odd:
        version, words_in_window = "odd", 64

        def read(self, windows: list[list[str]], least: float) -> tuple[WindowVerdict, ...]:
            tiny = np.array([1e-45, -0.0, np.pi], dtype=np.float32)
            return tuple(WindowVerdict((float(np.float32(0.1)), 0.0, 1.0), {2: tiny, 0: tiny * 3}) for _ in windows)

        def name(self, states: object) -> tuple[()]:
            return ()

    cached = CachedSwapModel(Odd(), 1, tmp_path / SWAP_FILE)
    first, again = cached.read([["a", "b", "c"]], 0.5), cached.read([["a", "b", "c"]], 0.5)
    assert same(*first, *again)


@pytest.mark.skipif(not has_swap_model(), reason="this copy has no swap model")
def test_an_article_of_known_windows_is_cleaned_as_before(tmp_path: Path) -> None:
    engines = local_engines(1)
    assert engines.swap_model is not None
    cached = replace(engines, swap_model=CachedSwapModel(engines.swap_model, 1, tmp_path / SWAP_FILE))
    text = SPUN.read_text(encoding="utf-8")
    without, first, again = (clean_article(text, engines=one) for one in (engines, cached, cached))
    assert without.findings == first.findings == again.findings
    assert without.text == again.text and "S210" in {finding.rule_id for finding in again.findings}
