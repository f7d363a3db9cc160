"""The user's list of findings that are refused for good: ``.unspin-ignores.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.errors import ConfigError

_FORM = 'Write [[ignore]] and below it fingerprint = "...", or rule = "..." and phrase = "..."; reason is free.'


class Ignore(BaseModel):
    """A finding by its fingerprint, or all of a rule on a phrase.

    Attributes:
        fingerprint: the finding's id in ``findings.csv``.
        rule: id of a rule, or how the ids of several begin.
        phrase: what they find; letter case, white space and the marks around it do not count.
        reason: why, for those who read the list.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fingerprint: str = ""
    rule: str = ""
    phrase: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Ignore:
        given = [bool(part.strip()) for part in (self.fingerprint, self.rule, self.phrase)]
        if given not in ([True, False, False], [False, True, True]):
            raise ValueError("an entry has either a fingerprint, or a rule and a phrase")
        return self

    @property
    def name(self) -> str:
        """What messages and results call it, the same for all that say the same."""
        return self.fingerprint or f'{self.rule.upper()}["{" ".join(self.phrase.split()).casefold()}"]'


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ignore: tuple[Ignore, ...] = ()


def read_ignores(path: Path) -> tuple[Ignore, ...]:
    """The entries of a list.

    Raises:
        ConfigError: it cannot be read, is not TOML, or has an entry that says nothing.
    """
    try:
        return _List(**tomllib.loads(path.read_text(encoding="utf-8-sig"))).ignore
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path given to --ignores.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error}); mend that line.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"])
        raise ConfigError(f"{path}, {place}: {first['msg'].removeprefix('Value error, ')}. {_FORM}") from error
