"""What is done already: the results of a run by article, kept so that a run that was cut off goes on where it stopped.

A result is taken only where its key fits: the bytes of the file, its name, the settings, the phrases that it shares
with other articles, this program, its tables and the engines are all the same. The outline of each article is kept too,
so that it need not be read again, and so are the phrases that the articles share. A journal that is damaged or of
another version is thrown away, and so is a damaged row.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from pipeline.config import Config
from pipeline.errors import OutputError
from pipeline.facts.folder.outline import Outline
from pipeline.report.columns import Row
from pipeline.tables.digests import file_digest, text_digest

_APPLICATION_ID = 0x756E7370
_VERSION = 5
APPLIED = "apply"
"""The command of entries that say what a result is with a person's decisions; their key is the result's checksum."""

_WITHOUT_EFFECT = frozenset(
    {"max_bytes", "timeout", "jobs", "fail_on", "fail_under", "lt_path", "lt_url", "keyphrases", "folder_evidence"}
    | {"tables", "vocab", "ignores", "baseline", "glob", "exclude", "ignore_file", "text_field", "id_field"}
)
"""Settings that change no result: those that choose the articles; the grammar server, which counts by its version; a
keyphrase table, which counts by the article's row; the evidence of the folder, which counts by the phrases that the
article shares; the user's tables and lists, which count by what they hold; and known findings, which only
reports tell apart."""

_RESULTS = """CREATE TABLE results (
    command TEXT NOT NULL, article_id TEXT NOT NULL, key TEXT NOT NULL, output_sha256 TEXT NOT NULL,
    rows BLOB NOT NULL, shingles BLOB NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY (command, article_id)
) WITHOUT ROWID"""
_LATEST_SHINGLES = """SELECT coalesce(decided.shingles, made.shingles) FROM results AS made
    LEFT JOIN results AS decided ON decided.command = ? AND decided.article_id = made.article_id
    AND decided.key = made.checksum WHERE made.command = ? AND made.article_id = ?"""
_OUTLINES = "CREATE TABLE outlines (key TEXT PRIMARY KEY, outline BLOB NOT NULL) WITHOUT ROWID"
_SHARED = "CREATE TABLE shared (key TEXT PRIMARY KEY, phrases BLOB NOT NULL) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Entry:
    """The result of one article.

    Attributes:
        command: ``clean``, ``check`` or ``apply``.
        article_id: the article.
        key: what the result depends on; empty for a failure, which is tried again.
        output_sha256: of the cleaned file; empty where none was written.
        rows: article, findings and edits, packed.
        shingles: of the cleaned text, by which near-duplicates are told; empty where there is none.
    """

    command: str
    article_id: str
    key: str
    output_sha256: str
    rows: bytes
    shingles: bytes = b""

    @property
    def checksum(self) -> str:
        """Over all parts."""
        parts = (self.command, self.article_id, self.key, self.output_sha256)
        packed = b"\0".join((b"", self.rows, self.shingles))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass") + packed).hexdigest()


def pack(rows: Sequence[Row]) -> bytes:
    """Rows in few bytes."""
    return zlib.compress(json.dumps(list(rows)).encode("ascii"), 1)


def unpack(packed: bytes) -> list[Row]:
    """The reverse of ``pack``."""
    return cast("list[Row]", json.loads(zlib.decompress(packed)))


def run_fingerprint(config: Config, versions: Sequence[str]) -> str:
    """What a result depends on beside its article.

    Args:
        config: the settings, with the article's own keyphrase and synonyms.
        versions: of this program, its engines and the user's tables.
    """
    settings = config.model_dump(mode="json", exclude=set(_WITHOUT_EFFECT))
    parts = [_program_hash(), json.dumps(settings, sort_keys=True), *versions]
    return sha256("\0".join(parts).encode()).hexdigest()


def article_key(content_sha256: str, article_id: str, fingerprint: str, shared_phrases: Mapping[str, int]) -> str:
    """What the result of one article depends on."""
    shared = json.dumps(shared_phrases, sort_keys=True)
    return text_digest(content_sha256, article_id, fingerprint, shared)


def outline_key(content_sha256: str, format: str, encoding: str) -> str:
    """What the outline of an article depends on: its bytes, how they are read, and this program."""
    return text_digest(content_sha256, format, encoding, _program_hash())


@cache
def _program_hash() -> str:
    """Over the code and the tables that make a result, so that none outlives the rule that made it."""
    hasher = sha256()
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*")):
        if path.is_file() and not {"__pycache__", "training"} & set(path.relative_to(root).parts):
            hasher.update(path.relative_to(root).as_posix().encode() + b"\0" + file_digest(path))
    return hasher.hexdigest()


class Journal:
    """The results on disk; for one process at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, command: str, article_id: str) -> Entry | None:
        """The last result of an article, or None where there is none or it is damaged."""
        with _faults():
            found = self._connection.execute(
                "SELECT key, output_sha256, rows, shingles, checksum FROM results WHERE command = ? AND article_id = ?",
                (command, article_id),
            ).fetchone()
        if found is None:
            return None
        entry = Entry(command, article_id, str(found[0]), str(found[1]), bytes(found[2]), bytes(found[3]))
        return entry if entry.checksum == found[4] else None

    def shingles(self, command: str, article_id: str) -> bytes:
        """Those of the last result of an article, with decisions on it; nothing where there are none."""
        with _faults():
            found = self._connection.execute(_LATEST_SHINGLES, (APPLIED, command, article_id)).fetchone()
        return bytes(found[0]) if found else b""

    def find_latest(self, command: str, article_id: str) -> Entry | None:
        """The last result of an article, with the decisions of a person where these were made on just that result."""
        entry = self.find(command, article_id)
        return self.with_decisions(entry) if entry else None

    def with_decisions(self, entry: Entry) -> Entry:
        """A result with the decisions of a person, where these were made on just that result; else as it is."""
        decided = self.find(APPLIED, entry.article_id) if entry.command == "clean" else None
        return decided if decided and decided.key == entry.checksum else entry

    def checksums(self, command: str) -> dict[str, str]:
        """Of the last result of each article, by the article; whether a result is damaged ``find`` tells."""
        with _faults():
            query = "SELECT article_id, checksum FROM results WHERE command = ?"
            return dict(self._connection.execute(query, (command,)).fetchall())

    def record(self, entry: Entry) -> None:
        """Keep a result, in place of the article's last one.

        Raises:
            OutputError: the journal cannot be written.
        """
        named = (entry.command, entry.article_id, entry.key, entry.output_sha256)
        values = (*named, entry.rows, entry.shingles, entry.checksum)
        with _faults(), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def forget(self, command: str, article_id: str) -> None:
        """Forget a result.

        Raises:
            OutputError: the journal cannot be written.
        """
        with _faults(), self._connection:
            query = "DELETE FROM results WHERE command = ? AND article_id = ?"
            self._connection.execute(query, (command, article_id))

    def find_outline(self, key: str) -> Outline | None:
        """The outline of an article, or None where it is not known or damaged."""
        with _faults():
            found = self._connection.execute("SELECT outline FROM outlines WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        try:
            phrases, sketch = json.loads(zlib.decompress(found[0]))
            return Outline(frozenset(phrases), tuple(sketch))
        except (zlib.error, ValueError, TypeError):
            return None

    def record_outlines(self, outlines: Mapping[str, Outline]) -> None:
        """Keep the outlines of articles, by their keys.

        Raises:
            OutputError: the journal cannot be written.
        """
        parts = {key: json.dumps((sorted(one.phrases), one.sketch)).encode("ascii") for key, one in outlines.items()}
        packed = [(key, zlib.compress(part, 1)) for key, part in parts.items()]
        with _faults(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO outlines VALUES (?, ?)", packed)

    def find_shared(self, key: str) -> dict[str, dict[str, int]] | None:
        """The phrases that articles of a folder share, or None where they are not known or damaged.

        Args:
            key: what they depend on.

        Returns:
            For each article that shares some, by the digest of its bytes, about how many articles share each phrase.
        """
        with _faults():
            found = self._connection.execute("SELECT phrases FROM shared WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        try:
            return cast("dict[str, dict[str, int]]", json.loads(zlib.decompress(found[0])))
        except (zlib.error, ValueError, TypeError):
            return None

    def record_shared(self, key: str, phrases: Mapping[str, Mapping[str, int]]) -> None:
        """Keep the phrases that articles share, in place of those of the folder as it was before.

        Raises:
            OutputError: the journal cannot be written.
        """
        packed = zlib.compress(json.dumps(phrases).encode("ascii"), 1)
        with _faults(), self._connection:
            self._connection.execute("DELETE FROM shared")
            self._connection.execute("INSERT INTO shared VALUES (?, ?)", (key, packed))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def open_journal(folder: Path | None) -> Iterator[Journal]:
    """The journal in a folder, made anew where it is damaged or of another version.

    Args:
        folder: an existing folder; None for a journal that leaves nothing behind.

    Raises:
        OutputError: it cannot be made.
    """
    if folder is None:
        connection = sqlite3.connect("")
        _make(connection)
    else:
        connection = _open(folder / "journal.sqlite")
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    journal = Journal(connection)
    try:
        yield journal
    finally:
        journal.close()


def _open(path: Path) -> sqlite3.Connection:
    with _faults():
        connection = sqlite3.connect(path)
        if _is_sound(connection):
            return connection
        connection.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).unlink()
        connection = sqlite3.connect(path)
        _make(connection)
        return connection


def _make(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute(_RESULTS)
        connection.execute(_OUTLINES)
        connection.execute(_SHARED)


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        identity = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        tables = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'")}
        is_ours = identity == [_APPLICATION_ID, _VERSION] and tables == {_RESULTS, _OUTLINES, _SHARED}
        return is_ours and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return False


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise OutputError(
            f"The journal of the run cannot be written ({error}). Make room or check the permissions of the output "
            "folder, and run the same command again; what is done is kept."
        ) from error
