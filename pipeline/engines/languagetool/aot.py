"""The ahead-of-time cache (JEP 514) from which the Java of the installation starts LanguageTool: where it lies.

Java takes a cache only if it was made by the same build, with the same collector and kind of object headers, over the
same jars. Those are in the file's name, so that another installation makes one of its own. Compilers and size of the
heap may differ.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.languagetool.jars import VERSION
from pipeline.engines.languagetool.opennlp import quick_models

COLLECTOR = "-XX:+UseParallelGC"
COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders"

OLDEST_AOT_JAVA = 25
"""The first Java that makes a cache in one step."""

_FOLDER = f"languagetool-{VERSION}-start"
_SERVER_JAR = "languagetool-server-*.jar"
_JAR = "start.jar"
_MANIFEST = "META-INF/MANIFEST.MF"


@dataclass(frozen=True, slots=True)
class AotPlace:
    """Where the cache of an installation lies, and what it is made over.

    Attributes:
        folder: for the cache and its jar.
        java_build: the Java that is to make and read it.
        jars: of LanguageTool.
    """

    folder: Path
    java_build: str
    jars: tuple[Path, ...]

    @property
    def class_path(self) -> tuple[str, ...]:
        """Entries of Java's class path, files only: Java makes no cache over folders."""
        others = (str(jar) for jar in self.jars if not jar.match(_SERVER_JAR))
        return str(self.folder / _JAR), *others

    def cache(self) -> Path:
        """The file of the cache, there or not.

        Raises:
            OSError: jars are missing.
        """
        stats = [(path.name, path.stat()) for path in map(Path, self.class_path)]
        known = [[name, stat.st_size, int(stat.st_mtime)] for name, stat in stats]
        fits = json.dumps([self.java_build, platform.machine(), COLLECTOR, COMPACT_HEADERS, known])
        return self.folder / f"{hashlib.sha256(fits.encode()).hexdigest()[:16]}.aot"

    def ready(self) -> Path | None:
        """The file of the cache, if it was made."""
        with suppress(OSError):
            cache = self.cache()
            return cache if cache.is_file() else None
        return None

    def write_jar(self) -> None:
        """Write the jar that stands for LanguageTool's own server jar, where it is missing.

        It has no manifest, since the one of the server jar names a folder, and holds copies of models that are
        quick to read.

        Raises:
            OSError: it cannot be written.
            zipfile.BadZipFile: the server jar is damaged.
        """
        jar = self.folder / _JAR
        if jar.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        part = jar.with_name(f"{_JAR}.part-{os.getpid()}")
        [server] = (jar for jar in self.jars if jar.match(_SERVER_JAR))
        try:
            with zipfile.ZipFile(server) as old, zipfile.ZipFile(part, "w") as new:
                for name in old.namelist():
                    if name != _MANIFEST:
                        new.writestr(name, old.read(name))
                for name, model in quick_models(map(str, self.jars)).items():
                    new.writestr(name, model)
            part.replace(jar)
        finally:
            part.unlink(missing_ok=True)


def aot_place(cache: Path, java_build: str, jars: tuple[Path, ...]) -> AotPlace:
    """Where the cache of an installation lies.

    Args:
        cache: the user's cache folder for this program.
        java_build: name and version of the Java.
        jars: of LanguageTool.
    """
    return AotPlace(cache / _FOLDER, java_build, jars)
