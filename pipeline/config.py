"""Every setting with its default, and the reader of ``unspin.toml``."""

from __future__ import annotations

import codecs
import json
import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import ConfigError

FILE_NAME = "unspin.toml"
IGNORES_NAME = ".unspin-ignores.toml"

_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
"""Bytes of the units that a size may be written with."""

_SEVERITIES = ("error", "warning", "info")
_NO_TABLES = "settings stand under no heading in unspin.toml, and right under [tool.unspin] in pyproject.toml."
_VARIETY = re.compile(r"en(-[A-Z]{2})?|auto")


class Config(BaseModel):
    """The settings of a run; frozen.

    The names are those of the options of ``unspin clean``, with underscores; ``--no-grammar`` is ``grammar = false``,
    ``--no-folder-evidence`` is ``folder_evidence = false``, and ``--no-swap-model`` is ``swap_model = false``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fix: Literal["safe", "all", "none"] = Field(default="safe", description="which fixes are applied")
    keyphrase: str | None = Field(
        default=None, description="the phrase that the article targets: measured, and kept where it reads as prose"
    )
    synonyms: tuple[str, ...] = Field(
        default=(), description="phrases that stand for the keyphrase, where its spread over the text is measured"
    )
    keyphrases: Path | None = Field(
        default=None, description="a CSV table with the keyphrases of single articles: path,keyphrase,synonyms"
    )
    folder_evidence: bool = Field(
        default=True, description="whether lines and phrases that several articles share count as signs of stuffing"
    )
    swap_model: bool = Field(
        default=True, description="whether the swap model reads the text; otherwise the tables alone find swaps"
    )
    tables: Path | None = Field(
        default=None, description="a folder whose listed_swaps.tsv and fingerprints.tsv overlay the shipped ones"
    )
    vocab: Path | None = Field(
        default=None, description="a list of words and phrases that no swap or grammar rule flags, one a line"
    )
    ignores: Path | None = Field(
        default=None, description="a list of findings that are refused for good, as .unspin-ignores.toml is"
    )
    baseline: Path | None = Field(
        default=None, description="a file of known findings, which do not fail the run; --update-baseline writes it"
    )
    lang: str = Field(
        default="en-US",
        description="variety of English for the grammar checker; auto goes by the spelling of each article",
    )
    select: tuple[str, ...] = Field(default=(), description="only these rules, by id or prefix; empty is all")
    ignore: tuple[str, ...] = Field(
        default=(), description="never these rules, by id or prefix; the longest prefix wins"
    )
    severity: tuple[str, ...] = Field(
        default=(), description='severities of rules, by id or prefix, such as "G310=error"; the longest prefix wins'
    )
    grammar: bool = Field(default=True, description="whether the grammar is checked")
    lt_url: str | None = Field(default=None, description="a running LanguageTool server")
    lt_path: Path | None = Field(default=None, description="a folder that holds LanguageTool")
    encoding: str = Field(default="auto", description="codec of the input files")
    format: Literal["auto", "text", "markdown", "html", "xhtml", "docx", "wxr", "jsonl", "csv"] = Field(
        default="auto", description="format of the articles; auto tells it by the suffix"
    )
    text_field: str = Field(
        default="text", description="the field or column that holds the text, in JSON Lines and CSV"
    )
    id_field: str = Field(default="id", description="the field or column that names the article, in JSON Lines and CSV")
    to: Literal["none", "text", "markdown"] = Field(
        default="none", description="what each cleaned article is also written as, freed from its file"
    )
    glob: tuple[str, ...] = Field(default=(), description="patterns of the files to take from a folder")
    exclude: tuple[str, ...] = Field(default=(), description="patterns of the files to leave out of a folder")
    ignore_file: str = Field(default=".unspinignore", description="file in an input folder with patterns to leave out")
    max_bytes: int = Field(default=5_000_000, gt=0, description="largest input file, in bytes")
    timeout: float = Field(default=60.0, gt=0, description="longest time for one article, in seconds")
    jobs: int = Field(default=0, ge=0, description="worker processes; 0 is one for each core")
    fail_on: Literal["never", "error", "warning", "any"] = Field(
        default="never", description="findings that fail the run"
    )
    fail_under: float | None = Field(
        default=None, ge=0, le=100, description="the quality score below which an article fails the run"
    )

    @field_validator("max_bytes", mode="before")
    @classmethod
    def _size(cls, value: object) -> object:
        return _bytes(value) if isinstance(value, str) else value

    @field_validator("jobs", mode="before")
    @classmethod
    def _jobs(cls, value: object) -> object:
        return 0 if value == "auto" else value

    @field_validator("select", "ignore", mode="before")
    @classmethod
    def _rule_ids(cls, value: object) -> object:
        ids = [value] if isinstance(value, str) else value
        return tuple(str(one).upper() for one in ids) if isinstance(ids, list | tuple) else ids

    @field_validator("severity", mode="before")
    @classmethod
    def _severities(cls, value: object) -> object:
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list | tuple):
            raise ValueError('not a list; write severity = ["G310=error", "S2=info"]')
        parts = [_parted(str(one)) for one in given]
        for one, (rule, _, level) in zip(given, parts, strict=True):
            if not rule.strip() or level.strip().lower() not in _SEVERITIES:
                raise ValueError(f"{one} is no severity; write G310=error, =warning or =info")
        return tuple(f"{rule.strip().upper()}={level.strip().lower()}" for rule, _, level in parts)

    @field_validator("glob", "exclude", mode="before")
    @classmethod
    def _patterns(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("keyphrase")
    @classmethod
    def _has_words(cls, value: str | None) -> str | None:
        if value is not None and not any(character.isalnum() for character in value):
            raise ValueError("a keyphrase needs at least one word")
        return value

    @field_validator("synonyms")
    @classmethod
    def _have_words(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(any(character.isalnum() for character in synonym) for synonym in value):
            raise ValueError("a synonym needs at least one word")
        return value

    @field_validator("lang")
    @classmethod
    def _is_english(cls, value: str) -> str:
        if not _VARIETY.fullmatch(value):
            raise ValueError(f"{value!r} is no variety of English; write en-US, en-GB ... or auto")
        return value

    @field_validator("encoding")
    @classmethod
    def _known_codec(cls, value: str) -> str:
        try:
            return value if value == "auto" else codecs.lookup(value).name
        except LookupError as error:
            raise ValueError(f"there is no encoding {value!r}; write auto, utf-8 or cp1252") from error

    def runs(self, rule_id: str) -> bool:
        """Whether a rule is on: the longest prefix in ``select`` or ``ignore`` decides, and ``ignore`` wins a tie."""
        selected = max((len(p) for p in self.select if rule_id.startswith(p)), default=-1)
        ignored = max((len(p) for p in self.ignore if rule_id.startswith(p)), default=-1)
        if selected == ignored == -1:
            return not self.select
        return selected > ignored

    def severity_of(self, rule_id: str, otherwise: str) -> str:
        """How much a rule's findings matter: what the longest prefix in ``severity`` says, and of two the last."""
        given = [(len(rule), level) for rule, _, level in map(_parted, self.severity) if rule_id.startswith(rule)]
        return max(reversed(given), key=lambda one: one[0])[1] if given else otherwise


PATHS = tuple(name for name, field in Config.model_fields.items() if field.annotation == Path | None)
"""Settings that name a file or a folder."""


def with_paths_from(folder: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings whose paths lead from a folder, with paths that lead there from anywhere; links are not followed."""
    made = {name: absolute(folder / values[name]) for name in PATHS if values.get(name) is not None}
    return {**values, **made}


def absolute(path: Path) -> Path:
    """A path that leads to the same place from any folder; links stay as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow them


def _parted(severity: str) -> tuple[str, str, str]:
    return severity.partition("=")


def _bytes(size: str) -> int:
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", size.strip().lower())
    if parts is None or parts[2] not in _UNITS:
        raise ValueError(f"{size!r} is no size; write 5MB or 5000000")
    return int(float(parts[1]) * _UNITS[parts[2]])


def make_config(values: Mapping[str, Any], origin: str, origins: Mapping[str, str] | None = None) -> Config:
    """A validated ``Config``.

    Args:
        values: setting names and values; hyphens may stand for underscores.
        origin: where the values come from, for the message.
        origins: of single settings, by their names, where they come from elsewhere.

    Raises:
        ConfigError: an unknown setting, with the nearest known one, or a value that does not fit.
    """
    known = Config.model_fields
    settings = {name.replace("-", "_"): value for name, value in values.items()}
    for name, value in settings.items():
        if name not in known and isinstance(value, dict):
            raise ConfigError(f"{origin}: there is no setting {name!r}; {_NO_TABLES}")
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"known settings: {', '.join(sorted(known))}."
            raise ConfigError(f"{origin}: there is no setting {name!r}; {hint}")
    try:
        return Config(**settings)
    except ValidationError as error:
        first = error.errors()[0]
        fault = first["msg"].removeprefix("Value error, ")
        if first["type"] in ("float_parsing", "int_parsing"):
            fault = f"{first['input']!r} is no number"
        name = str(first["loc"][0])
        if first["type"] == "tuple_type":
            fault = f'not a list; write {name} = ["...", "..."]'
        place = (origins or {}).get(name) or f"{origin}: {'.'.join(map(str, first['loc']))}"
        raise ConfigError(f"{place}: {fault}") from error


def find_config_file(start: Path) -> Path | None:
    """The nearest ``unspin.toml``, or ``pyproject.toml`` with a ``[tool.unspin]`` table, from ``start`` upward."""
    start = start.resolve()
    for folder in (start, *start.parents):
        # Whatever has this name is meant: what is no file, or cannot be read, is told of where it is read.
        if os.path.lexists(folder / FILE_NAME):
            return folder / FILE_NAME
        project = folder / "pyproject.toml"
        if _mentions_unspin(project):
            return project
    return None


def find_ignores(start: Path) -> Path | None:
    """The nearest ``.unspin-ignores.toml``, from ``start`` upward."""
    start = start.resolve()
    return next((path for one in (start, *start.parents) if (path := one / IGNORES_NAME).is_file()), None)


def _mentions_unspin(project: Path) -> bool:
    """Whether a project file has our table; one that cannot be read is somebody else's and is passed over."""
    try:
        tools = _read_toml(project).get("tool")
    except ConfigError:
        return False
    return isinstance(tools, dict) and "unspin" in tools


def read_config_file(path: Path) -> dict[str, Any]:
    """The settings in a configuration file.

    Raises:
        ConfigError: the file is missing, unreadable or not TOML.
    """
    content: Any = _read_toml(path)
    for heading in ("tool", "unspin") if path.name == "pyproject.toml" else ():
        content = content.get(heading, {})
        if not isinstance(content, dict):
            raise ConfigError(f"{path}: {heading} is no table; write [tool.unspin] and the settings in lines below it.")
    return dict(content)


def as_toml(value: object) -> str:
    """A value in TOML: as in JSON, but for a control character that JSON lets stand, and half characters."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text.replace("\x7f", "\\u007f")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        cure = "mend or rename it, or check the path given to --config."
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); {cure}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error}); mend that line.") from error
