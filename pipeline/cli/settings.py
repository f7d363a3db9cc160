"""The settings of a run: options over environment over the configuration file over the defaults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import click
from click.core import ParameterSource

from pipeline.cli.variables import warn_of_unknown_variables
from pipeline.config import (
    Config,
    as_toml,
    find_config_file,
    find_ignores,
    make_config,
    read_config_file,
    with_paths_from,
)
from pipeline.errors import ConfigError
from pipeline.tables.ignores import read_ignores

_SWITCHES = ("grammar", "folder_evidence", "swap_model")
"""Settings whose options switch them off: ``--no-grammar``."""

_STARTER = """\
# Settings of unspin for all that lies in this folder and below it. Each line shows a default: take its # away to change
# it. A variable of the environment (UNSPIN_FIX=none) wins over this file, and an option (--fix none) over both.
# Paths lead from this folder. `unspin config show --origin` tells what holds.
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, and where they come from.

    Attributes:
        config: the settings.
        origins: of each by its name.
    """

    config: Config
    origins: dict[str, str]


def settings_of(context: click.Context, command: Literal["clean", "check"], first_input: Path) -> Settings:
    """The settings of a command.

    A variable of the environment that is no setting is told of on standard error. A path in a file of settings leads
    from the folder of that file, any other from the current one.

    Args:
        context: with the options.
        command: what is to be run.
        first_input: from which files of settings are looked for, upward.

    Raises:
        ConfigError: a setting or a file of them cannot be used.
    """
    warn_of_unknown_variables(context)
    given, origins = _given(context)
    start = first_input if first_input.is_dir() else first_input.parent
    path = given.get("config") or find_config_file(start)
    in_file: dict[str, Any] = {}
    if path is not None:
        in_file = {name.replace("-", "_"): value for name, value in read_config_file(path).items()}
        make_config(in_file, str(path))
        in_file = with_paths_from(path.parent, in_file)
    values = with_paths_from(Path(), {name: value for name, value in given.items() if name in Config.model_fields})
    defaults: dict[str, Any] = {"fail_on": "error"} if command == "check" else {}
    found = {"ignores": ignores} if (ignores := find_ignores(start)) else {}
    config = make_config({**defaults, **found, **in_file, **values}, "the command line", origins)
    told = [(found, "found"), (in_file, f"file {path}"), (values, "")]
    for name in Config.model_fields:
        told_by = [origin for named, origin in told if name in named]
        origins[name] = (told_by[-1] or origins[name]) if told_by else "default"
    for name in ("select", "ignore", "severity"):
        _refuse_unknown_rules([one.partition("=")[0] for one in getattr(config, name)], origins[name])
    _refuse_unknown_rules(_rules_of_ignores(config.ignores), str(config.ignores))
    return Settings(config, {name: origins[name] for name in Config.model_fields})


def _given(context: click.Context) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that options and variables of the environment give, by the name of the setting, and which they are."""
    given, origins = {}, {}
    for option in context.command.params:
        name = option.name or ""
        source = context.get_parameter_source(name)
        if source not in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT):
            continue
        is_switch = name.removeprefix("no_") in _SWITCHES
        setting = name.removeprefix("no_") if is_switch else name
        given[setting] = not context.params[name] if is_switch else context.params[name]
        is_option = source == ParameterSource.COMMANDLINE
        origins[setting] = f"option {max(option.opts, key=len)}" if is_option else f"variable {option.envvar}"
    return given, origins


def shown_settings(settings: Settings, *, as_json: bool, with_origin: bool) -> str:
    """Settings as they are shown: in JSON, or as they would stand in ``unspin.toml``."""
    values: dict[str, Any] = settings.config.model_dump(mode="json")
    if as_json:
        told = {name: {"value": value, "origin": settings.origins[name]} for name, value in values.items()}
        return json.dumps(told if with_origin else values, indent=2, ensure_ascii=False)
    lines = [
        f"# {name} is not set" if value is None else f"{name} = {as_toml(value)}" for name, value in values.items()
    ]
    if with_origin:
        width = max(map(len, lines))
        lines = [f"{line:<{width}}  # {settings.origins[name]}" for line, name in zip(lines, values, strict=True)]
    return "\n".join(lines)


def starter() -> str:
    """A file of settings in which nothing is set yet."""
    parts = [_STARTER]
    for name, field in Config.model_fields.items():
        value = field.get_default()
        shown = as_toml(value if value is not None else 50 if name == "fail_under" else "...")
        choices = [str(one) for one in get_args(field.annotation) if isinstance(one, str)]
        told = f": {', '.join(choices)}" if choices else " (not set)" if value is None else ""
        parts.append(f"\n# {field.description}{told}\n# {name} = {shown}\n")
    return "".join(parts)


def _rules_of_ignores(path: Path | None) -> list[str]:
    return [entry.rule.strip().upper() for entry in (read_ignores(path) if path else ()) if entry.rule]


def _refuse_unknown_rules(prefixes: Sequence[str], place: str) -> None:
    if not prefixes:
        return
    from pipeline.stages import RULES

    for prefix in prefixes:
        if not any(rule_id.startswith(prefix) for rule_id in RULES):
            raise ConfigError(f"{place}: There is no rule {prefix!r}; `unspin rules` lists them.")
