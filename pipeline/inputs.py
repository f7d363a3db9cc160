"""From the paths that a user gives to the articles of a run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.errors import ConfigError
from pipeline.ingest import SUFFIXES


@dataclass(frozen=True, slots=True)
class InputFile:
    """An article to be read.

    Attributes:
        path: the file.
        relative: the file relative to the folder that was given; where its cleaned text goes in the output.
        id: ``relative`` as printable text with forward slashes.
    """

    path: Path
    relative: PurePath
    id: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not an article.

    Attributes:
        id: as for ``InputFile``.
        code: ``unknown_type``, ``special_file``, ``outside``, ``link_to_folder`` or ``unreadable``.
        message: the reason for a person.
    """

    id: str
    code: str
    message: str

    @property
    def status(self) -> str:
        """``failed`` where something is wrong with the file, ``skipped`` where it is only no article."""
        return "failed" if self.code == "unreadable" else "skipped"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was found, each part sorted by id."""

    files: tuple[InputFile, ...]
    left_out: tuple[LeftOut, ...]


def collect(paths: Sequence[Path]) -> Inputs:
    """The articles among ``paths``: files, and folders with all that lies in them.

    Hidden files are passed over. Links are followed only to files inside the same folder.

    Raises:
        ConfigError: a path does not exist, or there is no article at all.
    """
    files: dict[str, InputFile] = {}
    left_out: dict[str, LeftOut] = {}
    for path in paths:
        for item in _under(path):
            if isinstance(item, InputFile):
                files.setdefault(os.path.abspath(item.path), item)  # noqa: PTH100 - links must stay as they are
            else:
                left_out.setdefault(item.id, item)
    if not files:
        names = ", ".join(str(path) for path in paths)
        reasons = "".join(f"\n  {item.id}: {item.message}" for item in list(left_out.values())[:5])
        raise ConfigError(f"There is no article in {names}. Articles are files named {_suffixes()}.{reasons}")
    return Inputs(
        tuple(sorted(files.values(), key=lambda file: file.id)),
        tuple(sorted(left_out.values(), key=lambda item: item.id)),
    )


def _under(path: Path) -> Iterator[InputFile | LeftOut]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigError(
            f"{path}: {error.strerror}. Give files or folders that exist; without any, the folder input/ is read."
        ) from error
    if stat.S_ISDIR(mode):
        yield from _walk(path, path.resolve())
    else:
        yield _judge(path, PurePath(path.name), mode)


def _walk(root: Path, real_root: Path) -> Iterator[InputFile | LeftOut]:
    pending = [PurePath()]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            message = f"The folder cannot be read: {error.strerror}. Check its permissions."
            yield LeftOut(_printable(folder), "unreadable", message)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            relative = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(relative)
            else:
                yield _entry(root / relative, relative, real_root)


def _entry(path: Path, relative: PurePath, real_root: Path) -> InputFile | LeftOut:
    try:
        if path.is_symlink():
            if not path.resolve(strict=True).is_relative_to(real_root):
                message = "This link leads out of the input folder. Put the article itself into the folder."
                return LeftOut(_printable(relative), "outside", message)
            if path.is_dir():
                message = "Links to folders are not followed. Give that folder as an input of its own."
                return LeftOut(_printable(relative), "link_to_folder", message)
        return _judge(path, relative, path.stat().st_mode)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it leads to itself"
        return LeftOut(_printable(relative), "unreadable", f"The file cannot be read: {reason}. Check where it leads.")


def _judge(path: Path, relative: PurePath, mode: int) -> InputFile | LeftOut:
    name = _printable(relative)
    if not stat.S_ISREG(mode):
        return LeftOut(name, "special_file", "This is a pipe, a socket or a device, not a file.")
    if path.suffix.lower() not in SUFFIXES:
        return LeftOut(name, "unknown_type", f"Only files named {_suffixes()} are articles.")
    return InputFile(path, relative, name)


def _printable(relative: PurePath) -> str:
    """The name with forward slashes; bytes that are no UTF-8 are shown as ``\\xNN``."""
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")


def _suffixes() -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
