"""What the command line tells of a run while it goes on."""

from __future__ import annotations

import click

from pipeline.cli.printing import put
from pipeline.cli.progress import Bar
from pipeline.report.summary import printable


class Voice:
    """Tells of a run on standard error, and of its diffs on standard output.

    Args:
        bar: of progress.
        is_verbose: whether each article gets a line.
    """

    def __init__(self, bar: Bar, *, is_verbose: bool) -> None:
        self._bar = bar
        self._is_verbose = is_verbose

    def announce(self, line: str) -> None:
        """Something to know now; told however quiet the run is, since it explains a long wait."""
        click.echo(line, err=True)

    def progress(self, done: int, total: int, article_id: str, status: str) -> None:
        """One more article is done."""
        self._bar.advance(done, total, printable(article_id))
        if self._is_verbose:
            click.echo(f"[{done}/{total}] {status}: {printable(article_id)}", err=True)

    def diff(self, text: str) -> None:
        """The diff of an article."""
        put(text.encode("utf-8", "backslashreplace"))
