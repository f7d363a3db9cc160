"""The pinned jars of LanguageTool: fetched once with jgo into the user's cache folder, and checked."""

from __future__ import annotations

import configparser
import hashlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EngineError

if TYPE_CHECKING:
    from jgo.maven import Artifact, MavenContext

VERSION = "6.8"
"""The pinned version of LanguageTool."""

JAR_TABLE = Path(__file__).parents[2] / "data" / "grammar" / f"languagetool-{VERSION}.sha256"
"""What is fetched: sha256, bytes and path in a Maven repository of each jar."""

ADVICE = (
    "Name a folder that holds LanguageTool (--lt-path) or a running server (--lt-url), "
    "or leave grammar out (--no-grammar)."
)
"""The end of every message about an engine that cannot be had."""

_DOWNLOADS_AT_ONCE = 8
_TRIES = 3
_SECONDS_PER_ANSWER = 60
_STALE_AFTER_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Jar:
    """A row of the table of jars.

    Attributes:
        sha256: hexadecimal digest of the file.
        size: bytes.
        path: in a Maven repository, with forward slashes: group, artifact, version, file.
    """

    sha256: str
    size: int
    path: str

    @property
    def name(self) -> str:
        """The file name."""
        return self.path.rpartition("/")[2]

    def artifact(self, context: MavenContext) -> Artifact:
        """The jar as jgo knows it."""
        group, artifact, version, _ = self.path.rsplit("/", 3)
        return context.project(group.replace("/", "."), artifact).at_version(version).artifact()


def pinned_jars() -> tuple[Jar, ...]:
    """The rows of the table of jars."""
    lines = JAR_TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return tuple(Jar(sha256, int(size), path) for sha256, size, path in rows)


def installed_jars(cache: Path, announce: Callable[[str], None]) -> tuple[Path, ...]:
    """The jars in the cache folder, fetched first where they are missing or of another size.

    Args:
        cache: the user's cache folder for this program; made where it is missing.
        announce: told in one line before anything is fetched.

    Raises:
        EngineError: the jars cannot be fetched or stored, or are not the pinned ones.
    """
    jars = pinned_jars()
    folder = cache / f"languagetool-{VERSION}"
    if not _is_complete(folder, jars):
        _install(jars, folder, announce)
    return tuple(folder / jar.name for jar in jars)


def _is_complete(folder: Path, jars: Iterable[Jar]) -> bool:
    try:
        return all((folder / jar.name).stat().st_size == jar.size for jar in jars)
    except OSError:
        return False


def _install(jars: tuple[Jar, ...], folder: Path, announce: Callable[[str], None]) -> None:
    megabytes = sum(jar.size for jar in jars) / 1e6
    announce(f"Fetching LanguageTool {VERSION} for grammar, once: {len(jars)} files, {megabytes:.0f} MB, to {folder}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale_parts(folder)
        part = Path(tempfile.mkdtemp(prefix=f"{folder.name}.part-", dir=folder.parent))
        try:
            _fetch(jars, part)
            _put_in_place(part / "jars", folder, jars)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise EngineError(
            f"The grammar checker cannot be stored in {folder}: {error}. Free some space or set UNSPIN_CACHE_DIR to a "
            f"folder that can be written. {ADVICE}"
        ) from error


def _remove_stale_parts(folder: Path) -> None:
    """Remove what fetches left that were killed; younger folders may belong to a run beside this one."""
    for part in folder.parent.glob(f"{folder.name}.part-*"):
        if time.time() - part.stat().st_mtime > _STALE_AFTER_SECONDS:
            shutil.rmtree(part, ignore_errors=True)


def _put_in_place(new: Path, folder: Path, jars: tuple[Jar, ...]) -> None:
    """Rename the complete folder to its final name; where another run was faster, its folder stays."""
    try:
        new.rename(folder)
    except OSError:
        if _is_complete(folder, jars):
            return
        folder.rename(new.with_name("damaged"))
        new.rename(folder)


def _fetch(jars: tuple[Jar, ...], part: Path) -> None:
    """Fetch all jars to ``part/jars``; the sums of the table decide what is accepted, whatever the mirror."""
    context = _maven_context(part / "repository")
    target = part / "jars"
    target.mkdir()
    with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
        futures = [pool.submit(_fetch_one, jar, jar.artifact(context), target) for jar in jars]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _maven_context(repository: Path) -> MavenContext:
    """jgo's Maven client; repositories in the user's jgo settings, such as a company's mirror, are asked first."""
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext

    try:
        mirrors = GlobalSettings.load().repositories
    except (configparser.Error, ValueError) as error:
        raise EngineError(f"The settings file of jgo cannot be read: {error}. Mend or remove it. {ADVICE}") from error
    repositories = {**mirrors, "central": MAVEN_CENTRAL_URL}
    return MavenContext(repo_cache=repository, remote_repos=repositories, timeout=_SECONDS_PER_ANSWER)


def _fetch_one(jar: Jar, artifact: Artifact, target: Path) -> None:
    fault = ""
    for _ in range(_TRIES):
        try:
            path = Path(artifact.resolve())
        except Exception as error:  # jgo raises RuntimeError for a refusal and requests' errors for the network
            fault = f"{type(error).__name__}: {error}"
        else:
            if hashlib.sha256(path.read_bytes()).hexdigest() == jar.sha256:
                path.rename(target / jar.name)
                return
            fault = "its sha256 differs from the pinned one"
        # jgo takes a file that is there for whole, so the rest of a broken download must go before the next try.
        if artifact.cached_path is not None:
            artifact.cached_path.unlink(missing_ok=True)
    raise EngineError(
        f"The grammar checker cannot be fetched: {jar.name}: {fault}. Check the network and try again. {ADVICE}"
    )
