"""The options that ``clean`` and ``check`` share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from pipeline.ingest.registry import FORMATS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _split(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The parts of an option that may be given several times, with commas inside."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


class _Option(click.Option):
    """An option whose errors name the variable where the value came from there."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        source = ctx.get_parameter_source(self.name or "") if ctx else None
        return f"variable {self.envvar}" if source == ParameterSource.ENVIRONMENT else super().get_error_hint(ctx)


def option(*names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """An option that can also be set by an environment variable named after it."""
    name = max(names, key=len).strip("-").replace("-", "_").upper()
    return click.option(*names, cls=_Option, envvar=f"UNSPIN_{name}", **settings)


FILE = click.Path(path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

_SHARED = (
    click.argument("paths", nargs=-1, type=FILE),
    option("--fix", type=click.Choice(["safe", "all", "none"]), help="Which fixes to make.  [default: safe]"),
    option("--diff", is_flag=True, help="Print what changes as a unified diff."),
    option(
        "--keyphrase",
        metavar="TEXT",
        help="The phrase that the article targets: measured, and kept where it reads as prose.",
    ),
    option(
        "--keyphrases",
        type=FILE,
        metavar="FILE",
        help="A CSV table of the phrases of single articles, with the columns path,keyphrase,synonyms.",
    ),
    option(
        "--no-folder-evidence",
        is_flag=True,
        help="Judge each article by itself. Otherwise a line or phrase that stands alone in three or more articles of "
        "the run is taken for a sign of stuffing in each of them.",
    ),
    option(
        "--no-swap-model",
        is_flag=True,
        help="Find swaps by the tables alone: faster, and blind to spinners that they do not list.",
    ),
    option(
        "--tables",
        type=FOLDER,
        metavar="FOLDER",
        help="Your own listed_swaps.tsv and fingerprints.tsv, laid over the shipped ones row by row.",
    ),
    option("--vocab", type=FILE, metavar="FILE", help="Words and phrases never to be flagged, one a line."),
    option(
        "--ignores",
        type=FILE,
        metavar="FILE",
        help="Findings that are refused for good.  [default: the nearest .unspin-ignores.toml]",
    ),
    option("--baseline", type=FILE, metavar="FILE", help="Known findings: they are told, and do not fail the run."),
    option("--update-baseline", is_flag=True, help="Write what stands after this run into the file of --baseline."),
    option("--select", multiple=True, callback=_split, metavar="RULE", help="Only these rules: K101,S2. Repeatable."),
    option("--ignore", multiple=True, callback=_split, metavar="RULE", help="Never these rules. Repeatable."),
    option(
        "--severity",
        multiple=True,
        callback=_split,
        metavar="RULE=LEVEL",
        help="How much findings of a rule matter: G310=error, S2=info ... Repeatable.",
    ),
    option("--no-grammar", is_flag=True, help="Do not check the grammar; needs no Java."),
    option("--lt-url", metavar="URL", help="Check the grammar with a LanguageTool server that runs already."),
    option("--lt-path", type=FOLDER, metavar="FOLDER", help="Check the grammar with the LanguageTool in a folder."),
    option(
        "--lang",
        metavar="TAG",
        help="Variety of English: en-US, en-GB ...; auto goes by the spelling of each article.  [default: en-US]",
    ),
    option(
        "--fail-on",
        type=click.Choice(["never", "error", "warning", "any"]),
        help="Exit with 1 where findings this grave are left.  [default: never; for check: error]",
    ),
    option(
        "--fail-under",
        metavar="SCORE",
        help="Exit with 1 where an article's quality score is lower, or could not be measured.",
    ),
    option("--report-dir", type=FOLDER, metavar="FOLDER", help="Where the reports go.  [default: output]"),
    option(
        "--glob",
        multiple=True,
        metavar="PATTERN",
        help="Which files of a folder to take, as in .gitignore: '*.md', 'blog/*.txt'. Repeatable.",
    ),
    option("--exclude", multiple=True, metavar="PATTERN", help="Files and folders to leave out. Repeatable."),
    option(
        "--ignore-file",
        metavar="NAME",
        help="File in an input folder with more patterns to leave out.  [default: .unspinignore]",
    ),
    option(
        "--stdin-filename",
        metavar="NAME",
        help="With - for PATHS: the name of what comes in, which tells its format.",
    ),
    option(
        "--format",
        type=click.Choice(["auto", *FORMATS]),
        help="Format of the files, or of the texts in .jsonl and .csv files.  [default: by the suffix]",
    ),
    option("--text-field", metavar="NAME", help="Field of .jsonl, column of .csv with the text.  [default: text]"),
    option("--id-field", metavar="NAME", help="Field or column that names the article.  [default: id]"),
    option("--encoding", metavar="CODEC", help="Encoding of the input files.  [default: auto]"),
    option("--max-bytes", metavar="SIZE", help="Largest input file.  [default: 5MB]"),
    option("--timeout", metavar="SECONDS", help="Longest time for one article.  [default: 60]"),
    option("--jobs", metavar="NUMBER", help="Articles at a time.  [default: auto, one for each core]"),
    option("--no-cache", is_flag=True, help="Clean all articles anew, also those that have not changed."),
    option("--config", type=FILE, metavar="FILE", help="Settings, in place of those of the nearest unspin.toml."),
    option("-q", "--quiet", is_flag=True, help="Print errors only."),
    option("-v", "--verbose", is_flag=True, help="Print a line for each article."),
)
"""What ``clean`` and ``check`` both take."""


def shared(command: _Command) -> _Command:
    """Give a command the options that ``clean`` and ``check`` share."""
    for decorate in reversed(_SHARED):
        command = decorate(command)
    return command
