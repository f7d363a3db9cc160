"""The progress bar: on standard error, and only on a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """Shows how many articles are done; shows nothing where standard error is no terminal."""

    def __init__(self, *, is_wanted: bool) -> None:
        self._progress = _progress() if is_wanted and sys.stderr.isatty() else None

    def __enter__(self) -> Bar:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def advance(self, done: int, total: int, name: str) -> None:
        """Show that ``done`` articles of ``total`` are done, ``name`` last."""
        if not self._progress:
            return
        from rich.markup import escape

        self._progress.update(self._progress.task_ids[0], completed=done, total=total, description=escape(name))


def _progress() -> Progress:
    # Imported here: a run that shows no bar needs none of it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("Articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task("", total=None)
    return progress
