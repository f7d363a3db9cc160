"""Makes the ahead-of-time cache of the grammar server, once: runs the server over some sentences and has Java keep what
it loaded.

A cache is never worth a failed run: where it cannot be made, the server starts without it.
"""

from __future__ import annotations

import os
import subprocess
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.engines.languagetool.aot import COLLECTOR, COMPACT_HEADERS, AotPlace
from pipeline.engines.languagetool.install import Installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.errors import EngineError

SENTENCES = Path(__file__).parents[2] / "data" / "grammar" / "warmup_sentences.txt"
"""What the server checks meanwhile: sentences with faults of many kinds, by paragraphs."""

MOST_CACHES = 2
"""Files that are kept, of 45 MB each: two installations of a user may take turns."""

_SECONDS_TO_CHECK = 60.0
_SECONDS_TO_WRITE = 60.0
_SECONDS_TO_TRY_AGAIN = 24 * 3600.0
_REFUSED = ".refused"


def make_aot_cache(installation: Installation, announce: Callable[[str], None]) -> None:
    """Make the cache of an installation that can have one and has none; some ten seconds, mostly of one processor.

    What goes wrong is announced, and then not tried again for a day. While another process makes the cache, nothing
    happens.

    Args:
        installation: what will be started.
        announce: told in one line before the cache is made, and in one where that fails.
    """
    place = installation.aot
    if place is None or place.ready():
        return
    try:
        place.write_jar()
        cache = place.cache()
        with FileLock(place.folder / "lock", timeout=0):
            if not cache.exists() and not _was_refused(cache):
                announce("Preparing the grammar checker for quick starts, once: about 10 seconds")
                _make(installation, cache)
                _remove_old(place)
    except Timeout:
        return
    except (OSError, EngineError, zipfile.BadZipFile, subprocess.SubprocessError) as error:
        _refuse(place)
        announce(f"The grammar checker cannot be prepared for quick starts, and starts slower: {_first_line(error)}")


def _make(installation: Installation, cache: Path) -> None:
    # Imported here: a client takes long to load, and the cache is mostly there.
    from pipeline.engines.languagetool.engine import LanguageToolEngine

    part = cache.with_suffix(f".part-{os.getpid()}")
    try:
        with LanguageToolServer(installation, checks_at_once=1, is_brief=True, recorded_to=part) as server:
            server.wait_ready()
            engine = LanguageToolEngine(server.address, deadline=_SECONDS_TO_CHECK)
            check = engine.check(SENTENCES.read_text(encoding="utf-8"), "en-US")
            engine.close()
            if check.unchecked:
                raise EngineError("LanguageTool does not answer")
            if not server.finish(_SECONDS_TO_WRITE):
                raise EngineError("Java does not end")
        _try_out(installation, part)
        part.replace(cache)
    finally:
        for path in (part, part.with_name(f"{part.name}.config")):
            path.unlink(missing_ok=True)


def _try_out(installation: Installation, cache: Path) -> None:
    """Start Java from a new cache.

    Raises:
        EngineError: it does not take it.
    """
    assert installation.aot is not None
    command = [str(installation.java), COLLECTOR, COMPACT_HEADERS, f"-XX:AOTCache={cache}", "-XX:AOTMode=on"]
    command += ["-XX:+VerifySharedSpaces", "-cp", os.pathsep.join(installation.aot.class_path), "-version"]
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_SECONDS_TO_CHECK)
    if answer.returncode:
        raise EngineError(f"Java does not take what it made: {answer.stdout}{answer.stderr}")


def _remove_old(place: AotPlace) -> None:
    caches = sorted(place.folder.glob("*.aot"), key=lambda path: path.stat().st_mtime, reverse=True)
    left_over = (path for path in place.folder.glob("*.part-*") if time.time() - path.stat().st_mtime > 3600)
    for path in (*caches[MOST_CACHES:], *left_over):
        path.unlink(missing_ok=True)


def _was_refused(cache: Path) -> bool:
    with suppress(OSError):
        return time.time() - cache.with_suffix(_REFUSED).stat().st_mtime < _SECONDS_TO_TRY_AGAIN
    return False


def _refuse(place: AotPlace) -> None:
    with suppress(OSError):
        place.cache().with_suffix(_REFUSED).touch()


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split("\n")[:2]).strip()[:300] or type(error).__name__
