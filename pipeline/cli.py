"""The command line: options to a ``Config``, the run, the summary, the exit code."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar

import click
from click.core import ParameterSource

from pipeline.batch import Request
from pipeline.config import Config, find_config_file, make_config, read_config_file
from pipeline.doctor import examine, forget_paragraphs
from pipeline.errors import ConfigError, EngineError, UnspinError
from pipeline.progress import Bar
from pipeline.report.summary import Ending, not_cleaned, printable, summarize
from pipeline.rule import Rule
from pipeline.run import run_batch
from pipeline.stages import RULE_SOURCES, RULES

GATE_FAILED, USAGE, ARTICLES_FAILED, NO_ENGINE, INTERRUPTED = 1, 2, 3, 4, 130

_DEFAULT_INPUT = Path("input")

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Group(click.Group):
    """Turns the errors of the program into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _quit("Interrupted. What is done is kept: run the same command again to go on.", INTERRUPTED)
        except EngineError as error:
            _quit(str(error), NO_ENGINE)
        except UnspinError as error:
            _quit(str(error), USAGE)


def _quit(message: str, code: int) -> NoReturn:
    click.echo(f"unspin: {message}", err=True)
    raise click.exceptions.Exit(code)


def _split(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The parts of an option that may be given several times, with commas inside."""
    return tuple(part.strip().upper() for value in values for part in value.split(",") if part.strip())


def _option(*names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """An option that can also be set by an environment variable named after it."""
    name = max(names, key=len).strip("-").replace("-", "_").upper()
    return click.option(*names, envvar=f"UNSPIN_{name}", **settings)


_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)

_SHARED = (
    click.argument("paths", nargs=-1, type=_FILE),
    _option("--fix", type=click.Choice(["safe", "all", "none"]), help="Which fixes to make.  [default: safe]"),
    _option("--diff", is_flag=True, help="Print what changes as a unified diff."),
    _option(
        "--keyphrase",
        metavar="TEXT",
        help="The phrase that the article targets: measured, and kept where it reads as prose.",
    ),
    _option(
        "--keyphrases",
        type=_FILE,
        metavar="FILE",
        help="A CSV table of the phrases of single articles, with the columns path,keyphrase,synonyms.",
    ),
    _option(
        "--no-folder-evidence",
        is_flag=True,
        help="Judge each article by itself. Otherwise a line or phrase that stands alone in three or more articles of "
        "the run is taken for a sign of stuffing in each of them.",
    ),
    _option(
        "--no-swap-model",
        is_flag=True,
        help="Find swaps by the tables alone: faster, and blind to spinners that they do not list.",
    ),
    _option(
        "--tables",
        type=_FOLDER,
        metavar="FOLDER",
        help="Your own listed_swaps.tsv and fingerprints.tsv, laid over the shipped ones row by row.",
    ),
    _option("--vocab", type=_FILE, metavar="FILE", help="Words and phrases never to be flagged, one a line."),
    _option("--select", multiple=True, callback=_split, metavar="RULE", help="Only these rules: K101,S2. Repeatable."),
    _option("--ignore", multiple=True, callback=_split, metavar="RULE", help="Never these rules. Repeatable."),
    _option("--no-grammar", is_flag=True, help="Do not check the grammar; needs no Java."),
    _option("--lt-url", metavar="URL", help="Check the grammar with a LanguageTool server that runs already."),
    _option("--lt-path", type=_FOLDER, metavar="FOLDER", help="Check the grammar with the LanguageTool in a folder."),
    _option(
        "--lang",
        metavar="TAG",
        help="Variety of English: en-US, en-GB ...; auto goes by the spelling of each article.  [default: en-US]",
    ),
    _option(
        "--fail-on",
        type=click.Choice(["never", "error", "warning", "any"]),
        help="Exit with 1 where findings this grave are left.  [default: never; for check: error]",
    ),
    _option("--report-dir", type=_FOLDER, metavar="FOLDER", help="Where the reports go.  [default: output]"),
    _option("--encoding", metavar="CODEC", help="Encoding of the input files.  [default: auto]"),
    _option("--max-bytes", metavar="SIZE", help="Largest input file.  [default: 5MB]"),
    _option("--timeout", metavar="SECONDS", help="Longest time for one article.  [default: 60]"),
    _option("--jobs", metavar="NUMBER", help="Articles at a time.  [default: auto, one for each core]"),
    _option("--no-cache", is_flag=True, help="Clean all articles anew, also those that have not changed."),
    _option("--config", type=_FILE, metavar="FILE", help="Settings, in place of those of the nearest unspin.toml."),
    _option("-q", "--quiet", is_flag=True, help="Print errors only."),
    _option("-v", "--verbose", is_flag=True, help="Print a line for each article."),
)
"""What ``clean`` and ``check`` both take."""


def _shared(command: _Command) -> _Command:
    for decorate in reversed(_SHARED):
        command = decorate(command)
    return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("unspin"), prog_name="unspin")
def main() -> None:
    """Clean machine-spun health articles.

    Removes stuffed search phrases, repairs mangled words, checks the grammar, and reports every change.
    Start with: unspin clean
    """


@main.command()
@_option(
    "-o",
    "--output",
    type=_FOLDER,
    metavar="FOLDER",
    default="output",
    help="Where the cleaned articles go.  [default: output]",
)
@_option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
@_shared
@click.pass_context
def clean(context: click.Context, /, **_options: Any) -> None:
    """Clean the articles in PATHS (files or folders; the folder input/ where none is given).

    The originals stay as they are: cleaned copies go to output/articles, reports to output.
    """
    _run(context, "clean")


@main.command()
@_shared
@click.pass_context
def check(context: click.Context, /, **_options: Any) -> None:
    """Report on the articles in PATHS as `clean` does, but change none.

    Exits with 1 where an error is found (see --fail-on).
    """
    _run(context, "check")


@main.command()
@click.argument("code", required=False)
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(code: str | None, format: str) -> None:
    """List the rules, or explain the rule CODE, such as K101."""
    wanted = [rule for rule in RULES.values() if rule.id.startswith((code or "").upper())]
    if not wanted:
        raise ConfigError(f"There is no rule {code!r}; `unspin rules` lists them.")
    if format == "json":
        click.echo(json.dumps([_rule_entry(rule) for rule in wanted], indent=2, ensure_ascii=False))
    elif len(wanted) == 1 and code:
        click.echo(f"{wanted[0].id} {wanted[0].name} ({wanted[0].category}, {wanted[0].severity})\n")
        click.echo(wanted[0].explanation.strip())
    else:
        for rule in wanted:
            click.echo(f"{rule.id}  {rule.severity:<8} {rule.name:<26} {rule.explanation.splitlines()[0]}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--clear-cache", is_flag=True, help="Forget what was found in paragraphs of earlier runs.")
def doctor(as_json: bool, clear_cache: bool) -> None:
    """Look whether Python, the models, Java and LanguageTool are there, and say what to do."""
    if clear_cache:
        click.echo(f"Removed {forget_paragraphs()}", err=True)
    checks = examine()
    is_well = all(item.ok for item in checks)
    if as_json:
        entries = [{"name": c.name, "ok": c.ok, "detail": c.detail, "cure": c.cure} for c in checks]
        click.echo(json.dumps({"ok": is_well, "checks": entries}, indent=2, ensure_ascii=False))
    else:
        for item in checks:
            click.echo(f"{'ok     ' if item.ok else 'PROBLEM'}  {item.name}: {item.detail}")
            if item.cure:
                click.echo(f"         {item.cure}")
    if not is_well:
        raise click.exceptions.Exit(GATE_FAILED)


def _rule_entry(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "name": rule.name,
        "stage": RULE_SOURCES[rule.id],
        "category": rule.category,
        "severity": rule.severity,
        "explanation": rule.explanation.strip(),
    }


class _Voice:
    """Tells of a run on standard error, and of its diffs on standard output."""

    def __init__(self, bar: Bar, options: dict[str, Any]) -> None:
        self._bar = bar
        self._is_verbose = options["verbose"]

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
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def _run(context: click.Context, command: Literal["clean", "check"]) -> None:
    started = time.monotonic()
    options = context.params
    request = _request(context, command)
    is_loud = not options["quiet"]
    with Bar(is_wanted=is_loud and not options["verbose"]) as bar:
        tally = run_batch(request, _Voice(bar, options))
    if is_loud:
        ending = Ending(
            command=command,
            output=str(request.output),
            reports=str(request.reports),
            is_dry=request.is_dry,
            grammar=request.config.grammar,
            seconds=time.monotonic() - started,
        )
        click.echo(summarize(tally, ending), err=True)
    elif tally.articles["failed"]:
        click.echo("\n".join(not_cleaned(tally)), err=True)
    if tally.articles["failed"]:
        raise click.exceptions.Exit(ARTICLES_FAILED)
    if tally.gate_failed:
        raise click.exceptions.Exit(GATE_FAILED)


def _request(context: click.Context, command: Literal["clean", "check"]) -> Request:
    options = context.params
    paths = options["paths"] or (_DEFAULT_INPUT,)
    reports = options["report_dir"] or options.get("output") or Path("output")
    return Request(
        command=command,
        paths=tuple(paths),
        output=options.get("output") or reports,
        reports=reports,
        config=_config(context, command, paths[0]),
        is_dry=options.get("dry_run", False),
        use_cache=not options["no_cache"],
        with_diff=options["diff"],
    )


def _config(context: click.Context, command: str, first_input: Path) -> Config:
    """The settings: options over environment over the configuration file over the defaults."""
    given = {
        name: value
        for name, value in context.params.items()
        if context.get_parameter_source(name) in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    }
    for name in ("grammar", "folder_evidence", "swap_model"):
        if f"no_{name}" in given:
            given[name] = not given[f"no_{name}"]
    path = given.get("config") or find_config_file(first_input if first_input.is_dir() else first_input.parent)
    in_file: dict[str, Any] = {}
    if path is not None:
        in_file = {name.replace("-", "_"): value for name, value in read_config_file(path).items()}
        make_config(in_file, str(path))
    values = {name: value for name, value in given.items() if name in Config.model_fields}
    defaults = {"fail_on": "error"} if command == "check" else {}
    config = make_config({**defaults, **in_file, **values}, "the command line")
    for prefix in (*config.select, *config.ignore):
        if not any(rule_id.startswith(prefix) for rule_id in RULES):
            raise ConfigError(f"There is no rule {prefix!r}; `unspin rules` lists them.")
    return config
