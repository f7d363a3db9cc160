"""What engines found out is kept, is never wrong, and costs nothing where it cannot be kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.engines.cache_file import CacheFile, bound_cache, cache_state, clear_cache

KEY, OTHER = b"one", b"other"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "cache.sqlite"


def filled(path: Path) -> CacheFile:
    cache = CacheFile(path)
    cache.record({KEY: b"found", OTHER: b""})
    return cache


def test_what_is_recorded_is_found_by_another_process(path: Path) -> None:
    filled(path).close()
    assert CacheFile(path).find([KEY, OTHER, b"unknown"]) == {KEY: b"found", OTHER: b""}
    state = cache_state(path)
    assert state is not None and state.entries == 2


def test_a_row_that_was_changed_is_not_found(path: Path) -> None:
    filled(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = x'00' WHERE key = ?", (KEY,))
    connection.close()
    assert CacheFile(path).find([KEY, OTHER]) == {OTHER: b""}


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert filled(path).find([KEY]) == {KEY: b"found"}


def test_a_file_of_another_version_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE paragraphs (key BLOB PRIMARY KEY)")
        connection.execute(f"PRAGMA application_id = {0x756E6763}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert filled(path).find([KEY]) == {KEY: b"found"}


def test_where_nothing_can_be_kept_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert filled(tmp_path / "file" / "cache.sqlite").find([KEY]) == {}


def test_what_was_not_asked_for_the_longest_goes_first(path: Path) -> None:
    cache = CacheFile(path)
    keys = [str(number).encode() for number in range(2_000)]
    cache.record(dict.fromkeys(keys, b"what was found" * 8))
    with sqlite3.connect(path) as connection:
        connection.executemany("UPDATE entries SET day = 1 WHERE key = ?", [(key,) for key in keys[:1_000]])
    connection.close()
    cache.close()
    before = cache_state(path)
    assert before is not None
    bound_cache(path, before.bytes * 2 // 3)
    kept = CacheFile(path).find(keys)
    assert set(keys[1_000:]) <= set(kept)
    assert 1_000 <= len(kept) < 1_100
    clear_cache(path)
    assert cache_state(path) is None
