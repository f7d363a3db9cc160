"""``run.json``: what a later command must know of a run."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import PATHS, Config, absolute, make_config
from pipeline.errors import ConfigError
from pipeline.files.output import STATE_FOLDER, write_file
from pipeline.report.summary import Tally

RUN_RECORD = "run.json"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run.

    Attributes:
        command: ``clean`` or ``check``.
        run_id: its name.
        config: its settings.
        inputs: the files and folders that it read.
        output: the folder of the cleaned articles and of the run's state.
        content: all that the record says.
    """

    command: str
    run_id: str
    config: Config
    inputs: tuple[Path, ...]
    output: Path
    content: dict[str, Any]


def path_from(folder: Path, path: Path) -> str:
    """A path as it leads on from a folder, so that it still leads there when both are moved; links are not followed."""
    with suppress(ValueError):  # Another drive of Windows.
        return Path(os.path.relpath(absolute(path), absolute(folder))).as_posix()
    return absolute(path).as_posix()


def files_of(config: Config, folder: Path) -> dict[str, str]:
    """The files and folders that settings name, as they lead on from a folder."""
    named = {name: getattr(config, name) for name in PATHS}
    return {name: path_from(folder, path) for name, path in named.items() if path is not None}


def read_run(folder: Path) -> RunRecord:
    """The run whose reports are in a folder.

    Raises:
        ConfigError: there is none, or its record cannot be used.
    """
    path = folder / RUN_RECORD
    try:
        content = json.loads(path.read_bytes())
        # An earlier version wrote no files: what its settings name leads from where it ran.
        files = _moved(content["config"], dict(content.get("files", {})), folder)
        return RunRecord(
            command=content["command"],
            run_id=content["run_id"],
            config=make_config(content["config"] | files, str(path)),
            inputs=tuple(absolute(folder / one) for one in content["inputs"]),
            output=folder / content["output"],
            content=content,
        )
    except OSError as error:
        raise ConfigError(
            f"There is no run in {folder} ({RUN_RECORD}: {error.strerror}). Name the folder of its reports."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path} is not of this version of unspin. Run `unspin clean` again.") from error


def _moved(settings: Mapping[str, Any], files: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """Where the files and folders are now that the settings of a run name.

    Args:
        settings: with the paths as they were at the run.
        files: how they lead on from the folder of the reports.
        folder: where the reports are now; if these alone were moved, the files are still where they were.
    """
    moved = {name: absolute(folder / path) for name, path in files.items()}
    there = {name for name, path in moved.items() if os.path.lexists(path) or not os.path.lexists(settings[name])}
    return {name: path if name in there else Path(settings[name]) for name, path in moved.items()}


def refuse_lost_results(run: RunRecord) -> None:
    """Refuse a run whose reports are there, but not the results that they were made from.

    Raises:
        ConfigError: they are gone.
    """
    if not (run.output / STATE_FOLDER).is_dir():
        raise ConfigError(f"There is no run in {run.output}. Run `unspin clean` again.")


def write_run(folder: Path, content: Mapping[str, Any]) -> None:
    """Write the record of a run.

    Raises:
        OutputError: it cannot be written.
    """
    text = json.dumps(content, indent=2, ensure_ascii=False)
    write_file(folder / RUN_RECORD, f"{text}\n".encode("utf-8", "backslashreplace"))


def counts_of(tally: Tally) -> dict[str, Any]:
    """What the record says of the articles and findings of a run."""
    return {
        "articles": dict(sorted(tally.articles.items())),
        "findings": dict(sorted(tally.found.items())),
        "fixed": dict(sorted(tally.fixed.items())),
        "needs_clinical_review": tally.clinical,
        "spun": tally.spun,
        "gate_failed": tally.gate_failed,
    }
