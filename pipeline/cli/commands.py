"""The command line: options to a ``Config``, the run, the summary, the exit code."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click
from click.core import ParameterSource

from pipeline.batch.request import Request
from pipeline.batch.run import run_batch
from pipeline.cli.apply import apply
from pipeline.cli.options import FOLDER, option, shared
from pipeline.cli.printing import UNREAD, give_up_printing, is_of_printing, put
from pipeline.cli.progress import Bar
from pipeline.cli.report import report
from pipeline.cli.settings import settings_of, shown_settings, starter
from pipeline.cli.voice import Voice
from pipeline.config import FILE_NAME, find_config_file
from pipeline.errors import ConfigError, EngineError, UnspinError
from pipeline.report.summary import Ending, Tally, not_cleaned, summarize

if TYPE_CHECKING:
    from pipeline.rule import Rule

GATE_FAILED, USAGE, ARTICLES_FAILED, NO_ENGINE, INTERRUPTED = 1, 2, 3, 4, 130

_DEFAULT_INPUT = Path("input")
_STANDARD_INPUT = Path("-")


class _Group(click.Group):
    """Turns the errors of the program into messages and exit codes."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the command line; `--help` and `--version` are printed here."""
        with _exit_codes():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _exit_codes():
            return super().invoke(ctx)


@contextmanager
def _exit_codes() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        _quit("Interrupted. What is done is kept: run the same command again to go on.", INTERRUPTED)
    except EngineError as error:
        _quit(str(error), NO_ENGINE)
    except UnspinError as error:
        _quit(str(error), USAGE)
    except OSError as error:
        if not is_of_printing(error):
            raise
        give_up_printing()
        if isinstance(error, BrokenPipeError):
            raise click.exceptions.Exit(UNREAD) from error
        _quit(f"The output cannot be printed: {error.strerror}. Make room, or send it elsewhere.", USAGE)


def _quit(message: str, code: int) -> NoReturn:
    try:
        click.echo(f"unspin: {message}", err=True)
    except OSError:
        give_up_printing()
    raise click.exceptions.Exit(code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("unspin"), prog_name="unspin")
def main() -> None:
    """Clean machine-spun health articles.

    Removes stuffed search phrases, repairs mangled words, checks the grammar, and reports every change.
    Start with: unspin clean
    """


@main.command()
@option(
    "-o",
    "--output",
    type=FOLDER,
    metavar="FOLDER",
    default="output",
    help="Where the cleaned articles go.  [default: output]",
)
@option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
@option(
    "--to",
    type=click.Choice(["none", "text", "markdown"]),
    help="Also write each cleaned article as plain text or Markdown, to output/extracted.",
)
@shared
@click.pass_context
def clean(context: click.Context, /, **_options: Any) -> None:
    """Clean the articles in PATHS (files or folders; the folder input/ where none is given).

    The originals stay as they are: cleaned copies go to output/articles, reports to output. With - the article comes
    from standard input, and the cleaned one goes to standard output.
    """
    _run(context, "clean")


@main.command()
@shared
@click.pass_context
def check(context: click.Context, /, **_options: Any) -> None:
    """Report on the articles in PATHS as `clean` does, but change none.

    Exits with 1 where an error is found (see --fail-on). With - the article comes from standard input, and a line for
    each finding goes to standard output.
    """
    _run(context, "check")


main.add_command(apply)
main.add_command(report)


@main.command()
@click.argument("code", required=False)
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(code: str | None, format: str) -> None:
    """List the rules, or explain the rule CODE, such as K101."""
    from pipeline.stages import RULES

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


@main.group()
def config() -> None:
    """Show the settings of a run."""


@config.command(context_settings={"ignore_unknown_options": True})
@click.option("--origin", is_flag=True, help="Show where each comes from: default, file, variable or option.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[INPUT] [OPTIONS OF CLEAN]")
def show(arguments: tuple[str, ...], format: str, *, origin: bool) -> None:
    """Show the settings with which `unspin clean INPUT` would run, as they would stand in unspin.toml.

    Options of `clean` may follow, to see what they change.
    """
    # Under this command's name, which messages about an option tell.
    context = clean.make_context("show", list(arguments), parent=click.get_current_context().parent)
    for path in context.params["paths"]:
        if path != _STANDARD_INPUT and not path.exists():
            raise ConfigError(f"{path}: there is no such file or folder. Name what `unspin clean` is to read.")
    paths = context.params["paths"] or (_DEFAULT_INPUT,)
    click.echo(shown_settings(settings_of(context, "clean", paths[0]), as_json=format == "json", with_origin=origin))


@main.command()
@click.argument("folder", type=FOLDER, default=".")
def init(folder: Path) -> None:
    """Write a starter unspin.toml into FOLDER (default: the current one), with each setting and its default."""
    path, known = folder / FILE_NAME, find_config_file(folder)
    if known and known.parent == folder.resolve():
        raise ConfigError(f"{known} holds settings already: it stays as it is.")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); name a folder that is there.") from error
    shadowed = f" It takes the place of {known} for all that lies here." if known else ""
    click.echo(f"Wrote {path}.{shadowed} Take the # away from what you change; `unspin config show` tells what holds.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--clear-cache", is_flag=True, help="Forget what grammar checker and models found in earlier runs.")
def doctor(as_json: bool, clear_cache: bool) -> None:
    """Look whether Python, the models, Java and LanguageTool are there, and say what to do."""
    from pipeline.cli.doctor import examine, forget_answers

    if clear_cache:
        click.echo(f"Removed {forget_answers()}", err=True)
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
    from pipeline.stages import RULE_SOURCES

    return {
        "id": rule.id,
        "name": rule.name,
        "stage": RULE_SOURCES[rule.id],
        "category": rule.category,
        "severity": rule.severity,
        "explanation": rule.explanation.strip(),
    }


def _run(context: click.Context, command: Literal["clean", "check"]) -> None:
    if _STANDARD_INPUT in context.params["paths"]:
        _filter(context, command)
        return
    started = time.monotonic()
    options = context.params
    request = _request(context, command)
    is_loud = not options["quiet"]
    with Bar(is_wanted=is_loud and not options["verbose"]) as bar:
        tally = run_batch(request, Voice(bar, is_verbose=options["verbose"]))
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
    _exit(tally)


def _exit(tally: Tally) -> None:
    if tally.articles["failed"]:
        raise click.exceptions.Exit(ARTICLES_FAILED)
    if tally.gate_failed:
        raise click.exceptions.Exit(GATE_FAILED)


def _filter(context: click.Context, command: Literal["clean", "check"]) -> None:
    """Read one article from standard input; write what became of it, or its findings, to standard output."""
    from pipeline.batch.stream import pass_through

    options = context.params
    if options["paths"] != (_STANDARD_INPUT,):
        raise ConfigError("With - no other path can be given. Clean the files in a run of their own.")
    if context.get_parameter_source("output") == ParameterSource.COMMANDLINE:
        raise ConfigError("With - the cleaned article goes to standard output. Leave -o out, or name the file itself.")
    if options["update_baseline"]:
        raise ConfigError("With - nothing is kept: --update-baseline wants files or folders.")
    name = Path(options["stdin_filename"] or "stdin")
    request = Request(
        command=command,
        paths=(name,),
        output=_STANDARD_INPUT,
        reports=options["report_dir"] or _STANDARD_INPUT,
        config=settings_of(context, command, name).config,
        use_cache=False,
        with_diff=options["diff"],
    )
    content = sys.stdin.buffer.read(request.config.max_bytes + 1)
    with Bar(is_wanted=False) as bar:
        passed = pass_through(content, name, request, Voice(bar, is_verbose=options["verbose"]))
    if not options["diff"]:
        put(passed.content)
    if passed.tally.cleaned < passed.tally.total:
        click.echo("\n".join(not_cleaned(passed.tally)), err=True)
    _exit(passed.tally)


def _request(context: click.Context, command: Literal["clean", "check"]) -> Request:
    options = context.params
    paths = options["paths"] or (_DEFAULT_INPUT,)
    reports = options["report_dir"] or options.get("output") or Path("output")
    config = settings_of(context, command, paths[0]).config
    if options["update_baseline"] and config.baseline is None:
        raise ConfigError("--update-baseline needs the file that it is to write: name it with --baseline.")
    return Request(
        command=command,
        paths=tuple(paths),
        output=options.get("output") or reports,
        reports=reports,
        config=config,
        is_dry=options.get("dry_run", False),
        use_cache=not options["no_cache"],
        updates_baseline=options["update_baseline"],
        with_diff=options["diff"],
    )
