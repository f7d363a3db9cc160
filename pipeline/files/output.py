"""Everything that a run writes for its user, whole or not at all.

A file is written under a passing name in the same folder, brought to the disk, and renamed. So a reader never meets
half a file, whatever ends the run.
"""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import chain, count
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from filelock import FileLock, Timeout

from pipeline.errors import ConfigError, OutputError
from pipeline.files.inputs import InputFile
from pipeline.tables.digests import text_digest

STATE_FOLDER = ".unspin"
"""Folder in the output that holds the journal and the lock."""

EDITED_FOLDER = "edited"
"""Folder in the output for cleaned articles that somebody edited before they were written anew."""

_PASSING = ".unspin-"

_EXTRACTED_SUFFIXES = {"text": ".txt", "markdown": ".md"}
_NO_NAME = re.compile(r"[^\w.-]+|^\.+")
_LONGEST_NAME = 60
"""Code points, each of up to four bytes; most file systems allow 255 bytes."""


def refuse_overlap(inputs: Sequence[Path], output: Path, *, input_may_lie_in_output: bool = False) -> None:
    """Refuse a run that would read what it writes, or write over what it reads.

    Args:
        inputs: files and folders as they were given.
        output: a folder that is written.
        input_may_lie_in_output: for a run that writes no article.

    Raises:
        ConfigError: the same folder, or one inside the other.
    """
    target = output.resolve()
    for path in inputs:
        source = path.resolve()
        if source.is_dir() and target.is_relative_to(source):
            raise ConfigError(f"The output {output} lies inside the input {path}. Name another folder with -o.")
        if source.is_relative_to(target) and not input_may_lie_in_output:
            raise ConfigError(f"The input {path} lies inside the output {output}. Name another folder with -o.")


def refuse_collisions(files: Iterable[InputFile]) -> None:
    """Refuse two inputs whose outputs would be one file on some file systems.

    Raises:
        ConfigError: the names are equal after case folding and Unicode normalization.
    """
    taken: dict[str, InputFile] = {}
    for file in files:
        other = taken.setdefault(folded(file.id), file)
        if other is not file:
            reason = f"would both be written to articles/{file.id}"
            cure = "Rename one, give their common folder, or clean them in two runs."
            if other.id != file.id:
                reason = "have one name but for letter case or the code of an accent: many disks keep only one of them"
                cure = "Rename one, or clean them in two runs into two folders."
            raise ConfigError(f"{other.path} and {file.path} {reason}. {cure}")


def folded(name: str) -> str:
    """The name of a file as a disk may see it that knows no letter case and one code of an accent."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def article_path(output: Path, relative: PurePath) -> Path:
    """Where a cleaned article goes.

    Raises:
        OutputError: the name leads out of the output folder.
    """
    path = output / "articles" / relative
    if not _is_plain(relative) or not path.parent.resolve().is_relative_to(output.resolve()):
        raise OutputError(f"articles/{relative} leads out of {output}. Remove the link there, or name another output.")
    return path


def extracted_path(output: Path, relative: PurePath, member: str, to: Literal["text", "markdown"]) -> Path:
    """Where an article goes that is freed from its file.

    Args:
        output: the output folder.
        relative: the file.
        member: name of the article in a file of several; otherwise empty.
        to: the format; its suffix is added to the name, so that no two files meet.

    Raises:
        OutputError: the name leads out of the output folder.
    """
    suffix = _EXTRACTED_SUFFIXES[to]
    if member:
        # Any text may be a name in such a file; what is no plain name gets a digest, so that no two meet.
        plain = _NO_NAME.sub("_", member)[:_LONGEST_NAME]
        digest = "" if plain == member else f"-{text_digest(member)[:8]}"
        relative = relative / f"{plain}{digest}"
    article_path(output, relative)
    return extracted_folder(output) / relative.with_name(relative.name + suffix)


def extracted_folder(output: Path) -> Path:
    """Where the articles of an output folder are that were freed from their files."""
    return output / "extracted"


def written_digest(output: Path, relative: PurePath) -> str:
    """The sha256 of a cleaned article that an earlier run wrote; empty where there is none."""
    return _digest_at(output / "articles" / relative) if _is_plain(relative) else ""


def _digest_at(path: Path) -> str:
    try:
        return "" if path.is_symlink() else sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def set_edited_aside(output: Path, relative: PurePath, digests: Container[str]) -> bool:
    """Move a cleaned file that is to be written over into the folder ``edited``, if somebody else wrote it last.

    Args:
        output: the output folder.
        relative: the file.
        digests: SHA-256 of what may be written over: the file as it was written before, and as it will be.

    Returns:
        Whether there was one.

    Raises:
        OutputError: it cannot be moved.
    """
    there = written_digest(output, relative)
    if not there or there in digests:
        return False
    _set_aside(article_path(output, relative), output / EDITED_FOLDER / relative)
    return True


def set_extracted_aside(output: Path, path: Path, digests: Container[str]) -> bool:
    """The same as ``set_edited_aside`` for the path of an article freed from its file."""
    there = _digest_at(path)
    if not there or there in digests:
        return False
    _set_aside(path, output / EDITED_FOLDER / path.relative_to(output))
    return True


def _set_aside(path: Path, target: Path) -> None:
    target = free_path(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    except OSError as error:
        reason = f"{error.strerror}. It was changed by hand: move it away, and run the same command again."
        raise OutputError(f"{path} cannot be moved to {target}: {reason}") from error


def remove_written(output: Path, relative: PurePath, digest: str) -> None:
    """Remove a cleaned file that still has the SHA-256 ``digest`` with which it was written; any other one stays."""
    if written_digest(output, relative) == digest:
        with suppress(OutputError):
            article_path(output, relative).unlink(missing_ok=True)


def _is_plain(relative: PurePath) -> bool:
    return bool(relative.parts) and not relative.is_absolute() and ".." not in relative.parts


@contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under ``path``, whole, when the block ends well; otherwise nothing changes.

    Raises:
        OutputError: the file cannot be written.
    """
    passing = path.with_name(f"{_PASSING}{secrets.token_hex(8)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with passing.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            passing.replace(path)
        finally:
            with suppress(OSError):
                passing.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Make room or check the permissions of the folder, and run "
            "the same command again; what is done is kept."
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_writer(path) as file:
        file.write(content)


def free_path(path: Path) -> Path:
    """The path, or with a number behind its stem the first one that nothing has."""
    paths = chain([path], (path.with_stem(f"{path.stem}-{number}") for number in count(2)))
    return next(one for one in paths if not one.exists())


@contextmanager
def state_folder(output: Path) -> Iterator[Path]:
    """The folder for the state of a run, locked against a second run; made where it is missing.

    Raises:
        OutputError: it cannot be made, or another run holds it.
    """
    folder = output / STATE_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError(f"Another run is writing to {output}. Wait for its end, or name another folder.") from error
    except OSError as error:
        raise OutputError(
            f"{output} cannot be written: {error.strerror}. Make it writable, or use another folder."
        ) from error
    try:
        _remove_leftovers(output)
        yield folder
    finally:
        lock.release()


def _remove_leftovers(output: Path) -> None:
    """Remove the passing files of a run that was killed."""
    for folder, _, names in os.walk(output):
        for name in names:
            if name.startswith(_PASSING) and name.endswith(".tmp"):
                with suppress(OSError):
                    (Path(folder) / name).unlink()


def _sync_folder(folder: Path) -> None:
    """Bring a rename to the disk, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
