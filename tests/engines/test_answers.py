"""What an engine answered is kept, is never wrong, and costs nothing where it cannot be kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.engines.answers import AnswerCache, answer_key, bound_cache, cache_state, clear_cache, make_cache

MOST = 256_000_000
KEY, OTHER = answer_key(b"He go."), answer_key(b"All is well.")
ANSWERS = {KEY: b"goes", OTHER: b""}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "answers.sqlite"


def filled(path: Path) -> AnswerCache:
    cache = AnswerCache(path, MOST)
    cache.record(ANSWERS)
    return cache


def test_what_is_recorded_is_found_by_another_process(path: Path) -> None:
    filled(path).close()
    assert AnswerCache(path, MOST).find([KEY, OTHER, b"unknown"]) == ANSWERS
    state = cache_state(path)
    assert state is not None and state.answers == 2


def test_parts_of_a_key_do_not_run_together() -> None:
    assert len({answer_key(b"a", b"b"), answer_key(b"ab"), answer_key(b"ab", b""), answer_key(b"", b"ab")}) == 4


def test_a_row_that_was_changed_is_not_found(path: Path) -> None:
    filled(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET answer = x'00' WHERE key = ?", (KEY,))
    connection.close()
    assert AnswerCache(path, MOST).find([KEY, OTHER]) == {OTHER: b""}


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert filled(path).find([KEY]) == {KEY: b"goes"}


def test_a_file_of_an_earlier_version_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE sentences (key BLOB PRIMARY KEY)")
        connection.execute(f"PRAGMA application_id = {0x756E6763}")
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    assert filled(path).find([KEY]) == {KEY: b"goes"}


def test_where_nothing_can_be_kept_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert filled(tmp_path / "file" / "answers.sqlite").find([KEY]) == {}


def test_what_was_not_asked_for_the_longest_goes_first(path: Path) -> None:
    cache = AnswerCache(path, MOST)
    keys = [answer_key(str(number).encode()) for number in range(2_000)]
    cache.record(dict.fromkeys(keys, b"a" * 50))
    with sqlite3.connect(path) as connection:
        connection.executemany("UPDATE answers SET day = 1 WHERE key = ?", [(key,) for key in keys[:1_000]])
    connection.close()
    cache.close()
    before = cache_state(path)
    assert before is not None
    bound_cache(path, before.bytes * 2 // 3)
    kept = AnswerCache(path, MOST).find(keys)
    assert set(keys[1_000:]) <= set(kept)
    assert 1_000 <= len(kept) < 1_100
    clear_cache(path)
    assert cache_state(path) is None


def test_a_run_without_end_does_not_fill_the_disk(path: Path) -> None:
    cache = AnswerCache(path, most_bytes=50_000)
    for number in range(100):
        cache.record({answer_key(bytes([number])): b"a" * 4_000})
    state = cache_state(path)
    assert state is not None and 90_000 < state.bytes < 120_000


def test_a_cache_that_was_made_before_is_empty_and_can_be_used(path: Path) -> None:
    make_cache(path)
    state = cache_state(path)
    assert state is not None and state.answers == 0
    filled(path).close()
    make_cache(path)
    assert AnswerCache(path, MOST).find([KEY]) == {KEY: b"goes"}
