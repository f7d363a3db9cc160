"""The progress bar: on standard error, and only on a terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """Shows how many articles are done; shows nothing where standard error is no terminal."""

    def __init__(self, *, is_wanted: bool) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("Articles"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
            disable=not (is_wanted and console.is_terminal),
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, done: int, total: int, name: str) -> None:
        """Show that ``done`` articles of ``total`` are done, ``name`` last."""
        self._progress.update(self._task, completed=done, total=total, description=escape(name))
