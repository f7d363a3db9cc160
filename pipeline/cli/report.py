"""``unspin report``: the run to its review pages and their summary, or to what other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import FILE, FOLDER, option
from pipeline.cli.printing import put
from pipeline.cli.progress import Bar
from pipeline.cli.voice import Voice
from pipeline.report.summary import count_of, printable

if TYPE_CHECKING:
    from pipeline.batch.convert import ToolFormat

_MOST_NAMES = 20
"""Articles named one by one."""


@click.command()
@click.argument("run", type=FOLDER, default="output")
@click.argument("originals", nargs=-1, type=FILE)
@click.option(  # Without a variable: UNSPIN_FORMAT is the format of articles.
    "--format",
    "format",
    type=click.Choice(["html", "sarif", "rdjsonl", "github"]),
    default="html",
    show_default=True,
    help="html: the pages. The others print the findings that still stand: sarif for code scanning and editors, "
    "rdjsonl for reviewdog, github as commands of GitHub Actions.",
)
@option("-q", "--quiet", is_flag=True, help="Print errors only.")
@option("-v", "--verbose", is_flag=True, help="Print a line for each article.")
def report(run: Path, originals: tuple[Path, ...], **options: Any) -> None:
    """Make pages for looking through the run in RUN, the folder of its reports (default: output), or convert it.

    They show each article with its changes, let a person accept or reject them, and save the decisions for
    `unspin apply`. Open RUN/review/index.html in a browser; the pages load nothing from elsewhere.

    ORIGINALS are the files or folders that were cleaned, if they are not where they were.
    """
    if options["format"] != "html":
        _convert(run, originals, options["format"])
        return
    # Imported here: it loads the rules, which the other commands leave to their workers.
    from pipeline.batch.review import ReviewRequest, write_review

    is_loud = not options["quiet"]
    with Bar(is_wanted=is_loud and not options["verbose"]) as bar:
        review = write_review(ReviewRequest(run, originals), Voice(bar, is_verbose=options["verbose"]))
    if not is_loud:
        return
    pages = f" on {count_of(review.pages, 'page')}" if review.pages > 1 else ""
    lines = [f"{count_of(review.articles, 'article')} with findings{pages}: {review.first_page}"]
    if review.without_text:
        lines.append("Shown without their text:")
        lines += [f"  {printable(path)}: {printable(why)}" for path, why in review.without_text[:_MOST_NAMES]]
        more = len(review.without_text) - _MOST_NAMES
        lines += [f"  and {more} more"] if more > 0 else []
    click.echo("\n".join(lines), err=True)


def _convert(run: Path, originals: tuple[Path, ...], format: ToolFormat) -> None:
    """Print the findings for another tool: UTF-8 and line feeds on every system."""
    from pipeline.batch.convert import Conversion, convert

    with Bar(is_wanted=False) as bar:
        for piece in convert(Conversion(run, format, originals), Voice(bar, is_verbose=False)):
            put(piece.encode())
