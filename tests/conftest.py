"""Fixtures that several folders of tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SPUN

from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.ngrammodel import SphinxNgramModel, find_ngram_model


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="approve what the sample articles become now")


@pytest.fixture
def spun(tmp_path: Path) -> Path:
    """A folder with one spun article."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(SPUN, folder / "spun.txt")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a spun article, and one with nothing of the kind in it."""
    (tmp_path / "in").mkdir()
    shutil.copy(SPUN, tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "b.txt").write_text("Sleep is good for you. Rest is good, too.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def languagetool_server() -> Iterator[LanguageToolServer]:
    """The real grammar server, started once for all tests that ask for it."""
    with LanguageToolServer(find_installation(announce=print)) as server:
        server.wait_ready()
        yield server


@pytest.fixture(scope="session")
def ngrams() -> SphinxNgramModel:
    """The n-gram model; a test that asks for it is skipped on a Python that has none."""
    model = find_ngram_model()
    if model is None:
        pytest.skip("there is no n-gram model for this Python")
    return model
