"""Every setting with its default, and the reader of ``unspin.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError

FILE_NAME = "unspin.toml"


class Config(BaseModel):
    """The settings of a run; frozen.

    The names are those of the options of ``unspin clean``, with underscores.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fix: Literal["safe", "all", "none"] = Field("safe", description="which fixes are applied")
    keyphrase: str | None = Field(None, description="the stuffed search phrase, where it is known")
    lang: str = Field("en-US", description="language tag for the grammar checker", pattern=r"^en(-[A-Z]{2})?$")
    select: tuple[str, ...] = Field((), description="only these rules, by id or prefix; empty is all")
    ignore: tuple[str, ...] = Field((), description="never these rules, by id or prefix; the longest prefix wins")
    grammar: bool = Field(True, description="whether the grammar is checked")
    lt_url: str | None = Field(None, description="a running LanguageTool server")
    lt_path: Path | None = Field(None, description="a folder that holds LanguageTool")
    encoding: str = Field("auto", description="codec of the input files")
    max_bytes: int = Field(5_000_000, gt=0, description="largest input file, in bytes")
    timeout: float = Field(60.0, gt=0, description="longest time for one article, in seconds")
    jobs: int = Field(0, ge=0, description="worker processes; 0 is one for each core")
    fail_on: Literal["never", "error", "warning", "any"] = Field("never", description="findings that fail the run")

    def runs(self, rule_id: str) -> bool:
        """Whether a rule is on: the longest prefix in ``select`` or ``ignore`` decides, and ``ignore`` wins a tie."""
        selected = max((len(p) for p in self.select if rule_id.startswith(p)), default=-1)
        ignored = max((len(p) for p in self.ignore if rule_id.startswith(p)), default=-1)
        if selected == ignored == -1:
            return not self.select
        return selected > ignored


def make_config(values: Mapping[str, Any], origin: str) -> Config:
    """A validated ``Config``.

    Args:
        values: setting names and values; hyphens may stand for underscores.
        origin: where the values come from, for the message.

    Raises:
        ConfigError: an unknown setting, with the nearest known one, or a value that does not fit.
    """
    known = Config.model_fields
    settings = {name.replace("-", "_"): value for name, value in values.items()}
    for name in settings:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"known settings: {', '.join(sorted(known))}."
            raise ConfigError(f"{origin}: there is no setting {name!r}; {hint}")
    try:
        return Config(**settings)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{origin}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def find_config_file(start: Path) -> Path | None:
    """The nearest ``unspin.toml``, or ``pyproject.toml`` with a ``[tool.unspin]`` table, from ``start`` upward."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        project = folder / "pyproject.toml"
        if project.is_file() and "unspin" in _read_toml(project).get("tool", {}):
            return project
    return None


def read_config_file(path: Path) -> dict[str, Any]:
    """The settings in a configuration file.

    Raises:
        ConfigError: the file is missing, unreadable or not TOML.
    """
    content = _read_toml(path)
    return dict(content.get("tool", {}).get("unspin", {})) if path.name == "pyproject.toml" else content


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path given to --config.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error}); mend that line.") from error
