"""The two that run against each other: the user's loop, and ``unspin clean``, each in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.engines.languagetool.install import CACHE_VARIABLE, FOLDER_VARIABLE, find_installation
from pipeline.engines.languagetool.jars import VERSION
from pipeline.engines.languagetool.warmup import make_aot_cache

_LOOP = Path(__file__).with_name("user_loop.py")
_LONGEST_LINE = 70
_PATIENCE = ("--timeout", "900")
"""On a machine that is busy with other work an article may take long, and none is to be left out for that."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of ``unspin clean``: wall time in seconds, and what ``run.json`` says."""

    seconds: float
    told: dict[str, Any]


class Contestants:
    """Runs both on folders; what they need stands in a scratch folder.

    Args:
        scratch: an empty folder.
    """

    def __init__(self, scratch: Path) -> None:
        installation = find_installation(announce=print)
        make_aot_cache(installation, print)
        self._aot = installation.aot
        self._scratch = scratch
        self._jars = [Path(entry) for entry in installation.class_path]
        self._languagetool = scratch / "language_tool_python"
        release = self._languagetool / f"LanguageTool-{VERSION}"
        release.mkdir(parents=True)
        _write_starter(release / "languagetool-server.jar", self._jars)
        # Both run on the same Java.
        self._path = f"{installation.java.parent}{os.pathsep}{os.environ['PATH']}"

    def loop(self, folder: Path) -> float:
        """Seconds that the user's loop takes for a folder."""
        environment = {**os.environ, "LTP_PATH": str(self._languagetool), "PATH": self._path}
        environment.pop(FOLDER_VARIABLE, None)
        started = time.perf_counter()
        subprocess.run([sys.executable, str(_LOOP), str(folder)], env=environment, check=True, capture_output=True)
        return time.perf_counter() - started

    def new_cache(self) -> Path:
        """A cache folder that holds LanguageTool, prepared for quick starts, and no paragraph."""
        cache = Path(tempfile.mkdtemp(dir=self._scratch, prefix="cache-"))
        for folder in (self._jars[0].parent, *([self._aot.folder] if self._aot else [])):
            (cache / folder.name).symlink_to(folder)
        return cache

    def unspin(self, folder: Path, output: Path, cache: Path, *options: str) -> Run:
        """A run of ``unspin clean`` over a folder."""
        environment = {**os.environ, CACHE_VARIABLE: str(cache)}
        environment.pop(FOLDER_VARIABLE, None)
        command = [
            sys.executable,
            "-m",
            "pipeline",
            "clean",
            str(folder),
            "-o",
            str(output),
            "-q",
            *_PATIENCE,
            *options,
        ]
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        seconds = time.perf_counter() - started
        return Run(seconds, json.loads((output / "run.json").read_text(encoding="utf-8")))


def _write_starter(path: Path, jars: list[Path]) -> None:
    """A jar that holds nothing but a class path, since language-tool-python starts LanguageTool from one jar."""
    line = "Class-Path: " + " ".join(jar.absolute().as_uri() for jar in jars)
    parts = [line[:_LONGEST_LINE]]
    rest = line[_LONGEST_LINE:]
    while rest:
        parts.append(" " + rest[: _LONGEST_LINE - 1])
        rest = rest[_LONGEST_LINE - 1 :]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + "\r\n".join(parts) + "\r\n\r\n")
