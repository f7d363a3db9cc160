"""Fixtures of the tests of batches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import unspin
from decided import QUICK, write_inputs


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the originals and a run over them."""
    root = tmp_path_factory.mktemp("run")
    write_inputs(root / "in")
    assert unspin("clean", root / "in", "-o", root / "out", *QUICK).exit_code == 3
    return root


@pytest.fixture
def root(kept: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    return Path(shutil.copytree(kept, tmp_path / "copy"))
