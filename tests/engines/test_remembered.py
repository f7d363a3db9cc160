"""What the models said is remembered to the last digit, and asked again where anything is different."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from command import SPUN, table, tree, unspin
from tiny_model import write_tiny_model

from pipeline.engines.answers import MODELS_FILE, AnswerCache, cache_state
from pipeline.engines.insertionmodel import OnnxInsertionModel
from pipeline.engines.protocols import EarlyExit, WindowVerdict
from pipeline.engines.remembered import RememberedInsertionModel, RememberedSwapModel
from pipeline.engines.swapmodel import OnnxSwapModel
from pipeline.tables.swap_model import has_swap_model

WINDOWS = (["A", "poor", "sleep", "placement", "."], ["a", "poor", "."], ["placement"], [])
EXIT = EarlyExit(0.1, 0.8)


class Reader(OnnxSwapModel):
    """The tiny model, which notes what it reads."""

    def __init__(self, folder: Path, name: str = "") -> None:
        super().__init__(folder=folder)
        self.name_of_model = name
        self.seen: list[list[str]] = []

    @property
    def version(self) -> str:
        return f"{super().version}{self.name_of_model}"

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        self.seen += map(list, windows)
        return super().read(windows, least, early_exit)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "models.sqlite"


def remembering(model: OnnxSwapModel, path: Path) -> RememberedSwapModel:
    return RememberedSwapModel(model, AnswerCache(path, 256_000_000))


def same(one: WindowVerdict, other: WindowVerdict) -> bool:
    states = all(np.array_equal(one.states[place], other.states[place]) for place in one.states)
    return (one.swapped, one.is_early, [*one.states]) == (other.swapped, other.is_early, [*other.states]) and states


@pytest.mark.parametrize("early_exit", [None, EXIT])
def test_a_window_is_read_once_and_its_verdict_stays_the_same(
    folder: Path, path: Path, early_exit: EarlyExit | None
) -> None:
    first, second = Reader(folder), Reader(folder)
    read = remembering(first, path).read(WINDOWS, 0.5, early_exit)
    again = remembering(second, path).read([*WINDOWS, ["sleep"], WINDOWS[0]], 0.5, early_exit)
    assert first.seen == list(WINDOWS) and second.seen == [["sleep"]]
    plain = OnnxSwapModel(folder=folder).read([*WINDOWS, ["sleep"], WINDOWS[0]], 0.5, early_exit)
    assert all(map(same, again, plain)) and all(map(same, read, plain))
    assert any(verdict.states for verdict in again)


def test_what_is_asked_for_and_the_model_count(folder: Path, path: Path) -> None:
    remembering(Reader(folder), path).read(WINDOWS[:1], 0.5)
    for name, least, early_exit in (("", 0.6, None), ("", 0.5, EXIT), (" of another kind", 0.5, None)):
        other = Reader(folder, name)
        remembering(other, path).read(WINDOWS[:1], least, early_exit)
        assert other.seen == [WINDOWS[0]]


def test_half_a_character_is_remembered_too(folder: Path, path: Path) -> None:
    model = Reader(folder)
    for _ in range(2):
        [verdict] = remembering(model, path).read([["poor", "\ud800"]], 0.5)
    assert len(verdict.swapped) == 2 and len(model.seen) == 1


class Unasked(OnnxInsertionModel):
    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        raise AssertionError("asked")

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        raise AssertionError("asked")


def test_questions_on_the_same_places_are_answered_once(path: Path) -> None:
    places = [("Cold packs usually help ", "why do my knees click", " on stairs."), ("Rest ", "and ice", " help.")]
    gaps = [(left, right) for left, _, right in places]
    model, memory = OnnxInsertionModel(), AnswerCache(path, 256_000_000)
    asked = RememberedInsertionModel(model, memory)
    assert (asked.foreign(places), asked.missing(gaps)) == (model.foreign(places), model.missing(gaps))
    unasked = RememberedInsertionModel(Unasked(), memory)
    assert (unasked.foreign(places), unasked.missing(gaps)) == (model.foreign(places), model.missing(gaps))
    far = [("Far away. " * 30 + left, right + " Far away." * 30) for left, right in gaps]
    asked.missing(far)
    farther = [(f"Farther. {left}", f"{right} Farther.") for left, right in far]
    assert unasked.missing(farther) == model.missing(farther)
    with pytest.raises(AssertionError, match="asked"):
        unasked.missing(gaps[:1])


@pytest.mark.skipif(not has_swap_model(), reason="this copy has no swap model")
def test_an_edited_article_is_cleaned_as_if_nothing_were_remembered(tmp_path: Path) -> None:
    cache, article = tmp_path / "cache", tmp_path / "in" / "article.txt"
    article.parent.mkdir()
    article.write_bytes(SPUN.read_bytes())
    cleaning = ("clean", article.parent, "--no-grammar", "-q")
    assert unspin(*cleaning, "-o", tmp_path / "bare", "--no-cache", UNSPIN_CACHE_DIR=str(cache)).exit_code == 0
    assert not cache.exists()
    assert unspin(*cleaning, "-o", tmp_path / "out", UNSPIN_CACHE_DIR=str(cache)).exit_code == 0
    first = cache_state(cache / MODELS_FILE)
    article.write_bytes(SPUN.read_bytes().replace(b" and ", b" and also ", 1))
    assert unspin(*cleaning, "-o", tmp_path / "out", UNSPIN_CACHE_DIR=str(cache)).exit_code == 0
    then = cache_state(cache / MODELS_FILE)
    assert unspin(*cleaning, "-o", tmp_path / "anew", "--no-cache").exit_code == 0
    told = [
        [{**row, "seconds": "", "run_id": ""} for row in table(tmp_path / name, "findings.csv")]
        for name in ("out", "anew")
    ]
    assert told[0] == told[1] and told[0]
    assert tree(tmp_path / "out" / "articles") == tree(tmp_path / "anew" / "articles")
    assert first and then and 0 < then.answers - first.answers < first.answers / 2
