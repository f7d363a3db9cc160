"""What can no longer be printed: a line in words, or nothing where nobody reads on, and the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, SPUN
from decided import QUICK

FULL = Path("/dev/full")
COMMANDS = {
    "check": ("check", SPUN, "--diff", "--fix", "all", *QUICK),
    "clean -": ("clean", "-", "--no-grammar", "--no-swap-model"),
    "report": ("report", "out", "--format", "sarif"),
    "rules": ("rules",),
    "help": ("clean", "--help"),
    "version": ("--version",),
}


def ended(folder: Path, arguments: tuple[str | Path, ...], **streams: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with SPUN.open("rb") as article:
        options = {"stdin": article, "stderr": subprocess.PIPE, **streams}
        return subprocess.run(command, cwd=folder, env=environment, check=False, **options)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run."""
    path = tmp_path_factory.mktemp("printing")
    assert ended(path, ("clean", SPUN, "-o", "out", *QUICK)).returncode == 0
    return path


@pytest.mark.skipif(not FULL.exists(), reason="a device of Linux that is always full")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_told_in_words(folder: Path, name: str) -> None:
    with FULL.open("wb") as full:
        result = ended(folder, COMMANDS[name], stdout=full)
        assert ended(folder, COMMANDS[name], stdout=full, stderr=full).returncode == 2
    assert result.returncode == 2
    (line,) = result.stderr.decode().splitlines()
    assert line == "unspin: The output cannot be printed: No space left on device. Make room, or send it elsewhere."


@pytest.mark.parametrize("name", COMMANDS)
def test_where_nobody_reads_on_nothing_is_said(folder: Path, name: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = ended(folder, COMMANDS[name], stdout=writing)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")
