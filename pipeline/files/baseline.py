"""The findings that are known: a file that a run writes, and by which later runs tell old from new."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import ConfigError
from pipeline.files.output import write_file
from pipeline.names import collapse, fingerprint_of
from pipeline.report.columns import Row
from pipeline.report.known import is_known_or_stands


class Known(BaseModel):
    """A finding; all but its fingerprint is for those who read the file."""

    model_config = ConfigDict(frozen=True)

    path: str = ""
    rule: str = ""
    match: str = ""
    fingerprint: str


class _Baseline(BaseModel):
    findings: list[Known]


def read_baseline(path: Path | None, *, may_be_missing: bool = False) -> list[Known]:
    """The findings in a file; none where no file is named.

    Args:
        path: of the file.
        may_be_missing: whether one that is not there holds nothing.

    Raises:
        ConfigError: it cannot be read, or is no such file.
    """
    if path is None or (may_be_missing and not path.exists()):
        return []
    try:
        return _Baseline.model_validate_json(path.read_bytes()).findings
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); check the path given to --baseline, or make the file with "
            "--update-baseline."
        ) from error
    except ValidationError as error:
        hint = "name another file to --baseline, or remove this one and use --update-baseline"
        raise ConfigError(f"{path}: no file of known findings; {hint}.") from error


def fingerprints(known: Iterable[Known]) -> frozenset[str]:
    """What findings are known by."""
    return frozenset(one.fingerprint for one in known)


def update_baseline(path: Path, rows: Iterable[Row], *, is_dry: bool) -> frozenset[str]:
    """Write a file with all that stands, a line for each finding; of articles that failed, it keeps what was known.

    Args:
        path: of the file.
        rows: of the run.
        is_dry: nothing is written.

    Returns:
        The fingerprints of what is known then.

    Raises:
        ConfigError: there is a file that is none of known findings.
        OutputError: it cannot be written.
    """
    before = read_baseline(path, may_be_missing=True)
    failed: set[str] = set()
    found: set[Known] = set()
    for row in rows:
        if row["record"] == "article" and row["status"] == "failed":
            failed.add(str(row["path"]))
        elif row["record"] == "finding" and is_known_or_stands(row):
            name, match = fingerprint_of(str(row["finding_id"])), collapse(str(row["match"]))
            found.add(Known(path=str(row["path"]), rule=str(row["rule_id"]), match=match, fingerprint=name))
    found |= {one for one in before if one.path in failed}
    if not is_dry:
        lines = ",\n".join(sorted(json.dumps(one.model_dump(), ensure_ascii=False) for one in found))
        write_file(path, f'{{"schema_version": 1, "findings": [\n{lines}\n]}}\n'.encode("utf-8", "replace"))
    return fingerprints(found)
