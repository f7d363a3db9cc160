"""Runs over a folder with a list of what is refused for good."""

from __future__ import annotations

from pathlib import Path

from command import by_path, unspin
from decided import QUICK

LIST = ".unspin-ignores.toml"


def listed(folder: Path, content: str) -> Path:
    (folder / LIST).write_text(content, encoding="utf-8")
    return folder / LIST


def run(folder: Path, *options: str | Path, command: str = "clean", **environment: str) -> str:
    ended = unspin(command, folder / "in", "--report-dir", folder / "out", *QUICK[:-1], *options, **environment)
    assert ended.exit_code == 0, ended.stderr
    return ended.stderr


def cached(folder: Path) -> dict[str, str]:
    return {path: row["from_cache"] for path, row in by_path(folder / "out").items()}
