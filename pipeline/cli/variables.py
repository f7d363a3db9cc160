"""Variables of the environment that are meant for this program, and stand for nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches

import click

from pipeline.engines.languagetool.install import CACHE_VARIABLE

_PREFIX = "UNSPIN_"
_OF_NO_OPTION = (CACHE_VARIABLE, "UNSPIN_SHARED_DATA")
"""The cache, and the folder of the texts that the tests and benchmarks read."""


def warn_of_unknown_variables(context: click.Context) -> None:
    """Tell on standard error of each variable that begins as ours do and sets nothing, with the nearest that does.

    Args:
        context: of any command.
    """
    known = {*_OF_NO_OPTION, *_variables(context.find_root().command)}
    for name in sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in known):
        nearest = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
        hint = f"did you mean {nearest[0]}?" if nearest else "each option has one, such as UNSPIN_FIX for --fix."
        click.echo(f"The variable {name} sets nothing; {hint}", err=True)


def _variables(command: click.Command) -> Iterator[str]:
    """The variables of the options of a command and those below it."""
    for option in command.params:
        if isinstance(option.envvar, str):
            yield option.envvar
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _variables(below)
