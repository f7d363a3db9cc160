"""The list of findings that are refused for good, as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.config import IGNORES_NAME, as_toml, find_config_file, find_ignores
from pipeline.files.output import write_file
from pipeline.ingest.registry import SUFFIXES
from pipeline.tables.ignores import Ignore, read_ignores

_HEADING = f"""\
# {IGNORES_NAME}: findings that are refused for good, for all articles below this folder.
# An entry has a fingerprint (finding_id in findings.csv), or a rule (or how rules begin) and a phrase.
"""


def ignores_path(named: Path | None, first_input: Path) -> Path:
    """The list of a run: the one that it was told, else the nearest one, else a new one beside its settings or input.

    Args:
        named: in the settings of the run.
        first_input: from which it is looked for, upward.
    """
    if named and named.is_file():
        return named
    start = first_input if first_input.is_dir() else first_input.parent
    settings = find_config_file(start)
    return find_ignores(start) or (settings.parent if settings else start) / IGNORES_NAME


def may_serve_others(path: Path, inputs: Sequence[Path], written: Sequence[Path]) -> bool:
    """Whether a list may hold for articles that a run did not read: it is for all that lies below its folder.

    Args:
        path: of the list.
        inputs: the files and folders that the run read.
        written: the folders that it wrote.
    """
    folder = path.resolve().parent
    read = [one.resolve() for one in inputs]
    if any(folder.is_relative_to(one) for one in read):
        return False
    return not all(one.is_relative_to(folder) for one in read) or _has_others(folder, read, written)


def _has_others(folder: Path, read: Sequence[Path], written: Sequence[Path]) -> bool:
    """Whether a folder has an article, or a folder in which one may be, that is none of those."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        return True
    for entry in entries:
        if entry.name.startswith(".") or entry in read or any(entry == one.resolve() for one in written):
            continue
        if not entry.is_dir():
            if entry.suffix.lower() in SUFFIXES:
                return True
        elif not any(one.is_relative_to(entry) for one in read) or _has_others(entry, read, written):
            return True
    return False


def new_ignores(path: Path, entries: Iterable[Ignore]) -> list[Ignore]:
    """The entries that a list does not have yet.

    Raises:
        ConfigError: it cannot be used.
    """
    known = {entry.name for entry in (read_ignores(path) if path.exists() else ())}
    return list({entry.name: entry for entry in entries if entry.name not in known}.values())


def add_ignores(path: Path, entries: Sequence[Ignore]) -> None:
    """Add entries at the end of a list; what stands in it stays.

    Raises:
        OutputError: it cannot be written.
    """
    content = path.read_bytes() if path.exists() else _HEADING.encode()
    content += b"" if content.endswith(b"\n") or not content else b"\n"
    write_file(path, content + "".join(f"\n{_written(entry)}" for entry in entries).encode())


def _written(entry: Ignore) -> str:
    values = entry.model_dump(exclude_defaults=True)
    return "[[ignore]]\n" + "".join(f"{name} = {as_toml(value)}\n" for name, value in values.items())
