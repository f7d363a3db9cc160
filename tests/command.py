"""The command as the tests call it, and what it leaves on the disk."""

from __future__ import annotations

import csv
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli.commands import main

ROOT = Path(__file__).parents[1]
SPUN = ROOT / "input" / "clear-skin-basics.txt"


def unspin(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def table(folder: Path, name: str = "report.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_path(folder: Path) -> dict[str, dict[str, str]]:
    return {row["path"]: row for row in table(folder)}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
