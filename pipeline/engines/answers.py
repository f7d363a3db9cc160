"""What a slow engine answered, kept for all runs of a user on this machine.

A cache is never worth a failed run: where its file is damaged, locked or cannot be written, the engine is asked as if
it were not there.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

MODELS_FILE = "models.sqlite"
"""Where the answers of the models are kept, in the user's cache folder. Those on a spun article of 800 words take half
a megabyte, since the state of each suspected word is kept; those on a clean one a few kilobytes."""

MOST_MODEL_BYTES = 256_000_000
"""Size above which the answers of the models that were not asked for the longest go."""

_KEPT = 0.75
"""Share of the answers that stays where the cache is too large."""

_GROWS_TO = 2
"""Times the size that a cache is bounded to at the end of a run: nothing is added beyond that."""

_APPLICATION_ID = 0x756E6763
_VERSION = 3
_SECONDS_PER_DAY = 86_400
_SECONDS_FOR_LOCK = 5.0
_MOST_PARAMETERS = 500

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    key BLOB PRIMARY KEY, answer BLOB NOT NULL, checksum BLOB NOT NULL, day INTEGER NOT NULL
) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class CacheState:
    """How full a cache is."""

    answers: int
    bytes: int


def answer_key(*parts: bytes) -> bytes:
    """What an answer depends on, in few bytes."""
    hasher = sha256()
    for part in parts:
        # With its length, so that no other parts make the same bytes.
        hasher.update(len(part).to_bytes(8, "little") + part)
    return hasher.digest()[:16]


class AnswerCache:
    """Answers by key. Safe to use from several threads and processes; opened when it is first asked.

    Args:
        path: its file.
        most_bytes: size that ``bound_cache`` brings it back to at the end of a run.
    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._connection: sqlite3.Connection | None = None
        self._is_usable = True
        self._lock = Lock()
        self._today = int(time.time() // _SECONDS_PER_DAY)

    def find(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The answers to the keys that are known; rows that are damaged are not."""
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        old: list[bytes] = []
        with self._lock, suppress(sqlite3.Error):
            connection = self._open()
            for first in range(0, len(wanted) if connection else 0, _MOST_PARAMETERS):
                some = wanted[first : first + _MOST_PARAMETERS]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, answer, checksum, day FROM answers WHERE key IN ({marks})"
                assert connection is not None
                for key, answer, checksum, day in connection.execute(query, some):
                    if checksum == _checksum(key, answer):
                        found[key] = answer
                        if day != self._today:
                            old.append(key)
            if connection and old:
                with connection:
                    values = [(self._today, key) for key in old]
                    connection.executemany("UPDATE answers SET day = ? WHERE key = ?", values)
        return found

    def record(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep answers."""
        rows = [(key, answer, _checksum(key, answer), self._today) for key, answer in answers.items()]
        with self._lock, suppress(sqlite3.Error):
            connection = self._open()
            if connection and rows and _size(connection) < _GROWS_TO * self._most_bytes:
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._is_usable = False

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and self._is_usable:
            self._connection = _connect(self._path)
            self._is_usable = self._connection is not None
        return self._connection


def make_cache(path: Path) -> None:
    """Make the file where there is none, before several processes come to it at once and one finds it locked."""
    connection = _connect(path)
    if connection is not None:
        connection.close()


def cache_state(path: Path) -> CacheState | None:
    """How full the cache in a file is; None where there is none, or one that cannot be read."""
    if not path.exists():
        return None
    connection = _connect(path)
    if connection is None:
        return None
    try:
        count = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        return CacheState(int(count), _size(connection))
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def clear_cache(path: Path) -> None:
    """Remove the cache.

    Raises:
        OSError: it cannot be removed.
    """
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def bound_cache(path: Path, most_bytes: int) -> None:
    """Let the answers go that were not asked for the longest, where the cache is too large."""
    connection = _connect(path) if path.exists() else None
    if connection is None:
        return
    with suppress(sqlite3.Error):
        size = _size(connection)
        if size > most_bytes:
            count = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
            surplus = int(count * (1 - _KEPT * most_bytes / size))
            with connection:
                connection.execute(
                    "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY day LIMIT ?)", (surplus,)
                )
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _connect(path: Path) -> sqlite3.Connection | None:
    """The cache in a file, made where there is none; None where the file cannot be used now."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_SECONDS_FOR_LOCK, check_same_thread=False)
    except (sqlite3.Error, OSError):
        return None
    try:
        if _is_ours(connection):
            return connection
        is_damaged = True
    except sqlite3.OperationalError:
        is_damaged = False
    except sqlite3.DatabaseError:
        is_damaged = True
    connection.close()
    with suppress(OSError):
        if is_damaged:
            clear_cache(path)
            return _connect(path)
    return None


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether an open file is a cache of this version, or empty and made one."""
    if _identity(connection) == (0, 0) and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        # Workers come to a new file at the same time: what they write is the same, and none may see half of it.
        connection.execute("PRAGMA journal_mode = WAL")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    if _identity(connection) != (_APPLICATION_ID, _VERSION):
        return False
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("SELECT key, answer, checksum, day FROM answers LIMIT 1").fetchall()
    return True


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    names = ("application_id", "user_version")
    application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return int(application), int(version)


def _size(connection: sqlite3.Connection) -> int:
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def _checksum(key: bytes, answer: bytes) -> bytes:
    return sha256(key + answer).digest()[:8]
