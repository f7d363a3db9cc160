"""``unspin apply``: options to a request, the run, the summary, the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import FILE, FOLDER, option
from pipeline.cli.progress import Bar
from pipeline.cli.voice import Voice
from pipeline.report.applied import ignores_told, refusals, remarks_on, summarize_applied

ARTICLES_REFUSED = 3


@click.command()
@click.argument("table", type=FILE)
@click.argument("originals", nargs=-1, type=FILE)
@option(
    "-o",
    "--output",
    type=FOLDER,
    metavar="FOLDER",
    help="Where the reports of the run are.  [default: the folder of TABLE]",
)
@option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
@option("--diff", is_flag=True, help="Print how the cleaned articles change as a unified diff.")
@option("-q", "--quiet", is_flag=True, help="Print errors only.")
@option("-v", "--verbose", is_flag=True, help="Print a line for each article.")
def apply(table: Path, originals: tuple[Path, ...], output: Path | None, **options: Any) -> None:
    """Refuse or accept single changes, as written in TABLE: the findings.csv of a run.

    \b
    In its column decision, write for any finding
      reject   to have the article as the author wrote it there,
      never    to have it so in all later runs, too,
      accept   to have what stands in the column replacement,
    and save it as CSV UTF-8. Words of your own may stand in replacement; (remove)
    takes the match out. Rows without a decision stay as the run left them.

    What is never to be flagged again is written into .unspin-ignores.toml: its words, or where these are no more than
    a small one, such as "the", this place alone.

    The cleaned articles with decisions are made anew from the originals, and the reports with them. ORIGINALS are the
    files or folders that were cleaned, if they are not where they were.
    """
    # Imported here: it loads the rules, which the other commands leave to their workers.
    from pipeline.batch.apply import apply_decisions
    from pipeline.batch.remaking import ApplyRequest

    request = ApplyRequest(table, output, originals, is_dry=options["dry_run"], with_diff=options["diff"])
    is_loud = not options["quiet"]
    with Bar(is_wanted=is_loud and not options["verbose"]) as bar:
        applied = apply_decisions(request, Voice(bar, is_verbose=options["verbose"]))
    lines = refusals(applied.refused)
    if is_loud:
        accepted = applied.decisions["accept"]
        rejected = applied.decisions.total() - accepted
        summary = summarize_applied(len(applied.written), accepted, rejected, is_dry=request.is_dry)
        lines = [*([] if lines and not applied.written else [summary]), *remarks_on(applied.notices), *lines]
        if applied.ignores:
            lines.append(ignores_told(applied.ignores, applied.ignores_path, is_dry=request.is_dry))
        if request.is_dry:
            lines.append("Nothing was written (--dry-run).")
        elif applied.written:
            lines.append(f"Cleaned articles: {applied.output / 'articles'}; reports: {applied.folder}")
    if applied.kept:
        lines.append(f"Your table is kept as {applied.kept}.")
    if lines:
        click.echo("\n".join(lines), err=True)
    if applied.refused:
        raise click.exceptions.Exit(ARTICLES_REFUSED)
