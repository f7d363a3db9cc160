"""From the paths that a user gives to the articles of a run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pipeline.errors import ConfigError
from pipeline.files.selection import Selection, Wanted
from pipeline.ingest.registry import SUFFIXES


@dataclass(frozen=True, slots=True)
class InputFile:
    """An article to be read.

    Attributes:
        path: the file.
        relative: the file relative to the folder that was given; where its cleaned text goes in the output.
        id: ``relative`` as printable text with forward slashes; in a file of several articles, with ``#`` and its name.
        member: name of the article in a file of several; otherwise empty.
    """

    path: Path
    relative: PurePath
    id: str
    member: str = ""

    @property
    def file_id(self) -> str:
        """The id of the file, which may hold several articles."""
        return self.id.removesuffix(f"#{self.member}") if self.member else self.id

    def of(self, member: str) -> InputFile:
        """One of the articles in this file."""
        return replace(self, id=f"{self.id}#{member}", member=member)


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


def collect(paths: Sequence[Path], selection: Selection | None = None) -> Inputs:
    """The articles among ``paths``: files, and folders with all that lies in them.

    Hidden files are passed over. Links are followed only to files inside the same folder. A file that is named itself
    is taken whatever its name; the selection is for what lies in folders.

    Args:
        paths: files and folders.
        selection: which files of a folder are wanted.

    Raises:
        ConfigError: a path does not exist, or there is no article at all.
    """
    files: dict[str, InputFile] = {}
    left_out: dict[str, LeftOut] = {}
    for path in paths:
        for item in _under(path, selection or Selection()):
            if isinstance(item, InputFile):
                files.setdefault(os.path.abspath(item.path), item)  # noqa: PTH100 - links must stay as they are
            else:
                left_out.setdefault(item.id, item)
    if not files:
        names = ", ".join(str(path) for path in paths)
        reasons = "".join(f"\n  {item.id}: {item.message}" for item in list(left_out.values())[:5])
        wanted = selection.describe() if selection else ""
        raise ConfigError(f"There is no article in {names}. Articles are files named {_suffixes()}{wanted}.{reasons}")
    return Inputs(
        tuple(sorted(files.values(), key=lambda file: file.id)),
        tuple(sorted(left_out.values(), key=lambda item: item.id)),
    )


def _under(path: Path, selection: Selection) -> Iterator[InputFile | LeftOut]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigError(
            f"{path}: {error.strerror}. Give files or folders that exist; without any, the folder input/ is read."
        ) from error
    if stat.S_ISDIR(mode):
        yield from _walk(path, path.resolve(), selection.in_folder(path))
    else:
        yield _judge(path, PurePath(path.name), mode, is_named=selection.any_suffix)


def _walk(root: Path, real_root: Path, wanted: Wanted) -> Iterator[InputFile | LeftOut]:
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
                if wanted.enters(relative):
                    pending.append(relative)
            elif wanted.takes(relative):
                yield _entry(root / relative, relative, real_root, is_named=wanted.names(relative))


def _entry(path: Path, relative: PurePath, real_root: Path, *, is_named: bool) -> InputFile | LeftOut:
    try:
        if path.is_symlink():
            if not path.resolve(strict=True).is_relative_to(real_root):
                message = "This link leads out of the input folder. Put the article itself into the folder."
                return LeftOut(_printable(relative), "outside", message)
            if path.is_dir():
                message = "Links to folders are not followed. Give that folder as an input of its own."
                return LeftOut(_printable(relative), "link_to_folder", message)
        return _judge(path, relative, path.stat().st_mode, is_named=is_named)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it leads to itself"
        return LeftOut(_printable(relative), "unreadable", f"The file cannot be read: {reason}. Check where it leads.")


def _judge(path: Path, relative: PurePath, mode: int, *, is_named: bool = False) -> InputFile | LeftOut:
    name = _printable(relative)
    if not stat.S_ISREG(mode):
        return LeftOut(name, "special_file", "This is a pipe, a socket or a device, not a file.")
    if path.suffix.lower() not in SUFFIXES and not is_named:
        return LeftOut(name, "unknown_type", f"Only files named {_suffixes()} are articles.")
    return InputFile(path, relative, name)


def _printable(relative: PurePath) -> str:
    """The name with forward slashes; bytes that are no UTF-8 are shown as ``\\xNN``."""
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")


def _suffixes() -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
