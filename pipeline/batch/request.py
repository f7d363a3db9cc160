"""What a run is asked for, and who is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from pipeline.config import Config


class Listener(Protocol):
    """Who is told how the run goes on."""

    def announce(self, line: str) -> None:
        """Something that a person should know now, such as a download."""
        ...

    def progress(self, done: int, total: int, article_id: str, status: str) -> None:
        """One more article is done."""
        ...

    def diff(self, text: str) -> None:
        """The unified diff of an article."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be run.

    Attributes:
        command: ``clean`` writes articles and reports, ``check`` reports only.
        paths: files and folders to read.
        output: folder of the cleaned articles and of the run's state; for ``check``, of the state.
        reports: folder of the reports.
        config: the settings.
        is_dry: nothing is written at all.
        use_cache: results of an earlier run are taken where they still stand.
        with_diff: the listener is told the diff of each article.
        updates_baseline: what stands after the run is written into the file of known findings.
    """

    command: Literal["clean", "check"]
    paths: tuple[Path, ...]
    output: Path
    reports: Path
    config: Config
    is_dry: bool = False
    use_cache: bool = True
    with_diff: bool = False
    updates_baseline: bool = False
