"""A LanguageTool server of our own: a supervised child that listens on the loopback interface only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from pipeline.engines.languagetool.address import LOG_FILE, LanguageToolAddress
from pipeline.engines.languagetool.aot import COLLECTOR, COMPACT_HEADERS
from pipeline.engines.languagetool.install import Installation
from pipeline.engines.languagetool.jars import ADVICE
from pipeline.engines.languagetool.opennlp import CHUNKER_FILE, narrow_chunker
from pipeline.errors import EngineError

START_SECONDS = 90.0
"""How long a server may take to listen, on a machine that is busy with other work."""

_SECONDS_TO_STOP = 10.0
_WATCHDOG = Path(__file__).with_name("watchdog.py")

_QUICK_AT_ONCE = ("-XX:TieredStopAtLevel=1", "-XX:NewSize=384m")
"""The second compiler pays after some hundred thousand words; until then it takes a processor from the checks. Room for
all that is made while the rules load spares looking through it three times."""

_SECOND_COMPILER = (
    *("-XX:FreqInlineSize=70", "-XX:InlineSmallCode=600", "-XX:MaxInlineLevel=6"),
    *("-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=2400"),
    *("-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=160000"),
)
"""Less inlining than Java's own limits allow, and only of what runs four times as often: those suit programs with a
small core. So the second compiler is done in less than half the time, and what it makes of LanguageTool's many rules is
faster by a fifth."""

_MOST_WATCHDOGS = 5
"""Watchdogs that are replaced in one run; where more are killed, the machine has no room for the server."""
_SECONDS_BETWEEN_WATCHDOGS = 0.5

# The server logs each request otherwise, with the time that takes and parts of the texts.
_LOGGING = """<configuration>
  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss} %level %logger %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="console"/></root>
</configuration>
"""


class LanguageToolServer:
    """A LanguageTool server that lives no longer than this object, nor than this process.

    Start it early and go on with other work: ``start`` does not wait, and clients wait for the server by themselves.
    One that is started on demand costs nothing until a client asks.
    Not to be shared between processes; give them ``address``.
    """

    def __init__(
        self,
        installation: Installation,
        *,
        checks_at_once: int | None = None,
        on_demand: bool = False,
        is_brief: bool = False,
        recorded_to: Path | None = None,
    ) -> None:
        """Prepare a server.

        Args:
            installation: what to run.
            checks_at_once: how many clients will ask at a time; as many as there are processors where not given.
            on_demand: Java is started when a client first asks, or ``wait_ready`` does.
            is_brief: there is little to check, so that a quick start matters more than speed later on.
            recorded_to: file of the ahead-of-time cache that ``finish`` is to leave, for an installation that can have
                one; otherwise a brief server starts from the cache that was made earlier, if there is one.
        """
        self._recorded_to = recorded_to
        self._on_demand = on_demand
        self._is_brief = is_brief
        self._installation = installation
        self._checks_at_once = checks_at_once or os.cpu_count() or 1
        self._folder: Path | None = None
        self._watchdog: subprocess.Popen[bytes] | None = None
        self._keeper: threading.Thread | None = None
        self._changing = threading.Lock()

    def __enter__(self) -> LanguageToolServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> LanguageToolAddress:
        """What a client in this or another process of the machine needs; can be pickled.

        Raises:
            EngineError: the server was not started, or is closed.
        """
        if self._folder is None:
            raise EngineError("The grammar server is not running. Call start() first.")
        return LanguageToolAddress(folder=str(self._folder))

    def start(self) -> None:
        """Start the server and return at once. Nothing happens when it is started already.

        Raises:
            EngineError: the processes cannot be started.
        """
        if self._watchdog is not None:
            return
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="unspin-languagetool-"))
            self._write_configuration(self._folder)
            if not self._on_demand:
                self.address.request_start()
            self._start_watchdog(self._folder)
        except OSError as error:
            self.close()
            raise EngineError(f"The grammar server cannot be started: {error}. {ADVICE}") from error
        if sys.platform == "linux":
            # Elsewhere the server outlives a watchdog that is killed, and another one would be a server more.
            self._keeper = threading.Thread(target=self._replace_watchdog, daemon=True)
            self._keeper.start()

    def _start_watchdog(self, folder: Path) -> None:
        command = [sys.executable, "-I", "-S", "-W", "ignore", str(_WATCHDOG), str(folder), str(os.getpid())]
        with (folder / LOG_FILE).open("ab") as log:
            self._watchdog = subprocess.Popen(
                command + self._java_command(folder),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                **_out_of_reach_of_the_terminal(),
            )

    def _replace_watchdog(self) -> None:
        """Start another watchdog where somebody, such as a system short of memory, killed the one that there was."""
        replaced = 0
        while (watchdog := self._watchdog) is not None:
            ended_in_order = watchdog.wait() == 0
            with self._changing:
                if ended_in_order or self._watchdog is not watchdog or replaced == _MOST_WATCHDOGS:
                    return
                if self._folder is None or not self._folder.is_dir():
                    return
                _close_input(watchdog)
                try:
                    self._start_watchdog(self._folder)
                except OSError:
                    return  # what waits for the server tells of it
            replaced += 1
            time.sleep(_SECONDS_BETWEEN_WATCHDOGS)

    def wait_ready(self, timeout: float = START_SECONDS) -> None:
        """Wait until the server listens.

        Args:
            timeout: seconds.

        Raises:
            EngineError: it does not come up; the message quotes its log.
        """
        deadline = time.monotonic() + timeout
        self.address.request_start()
        while not self._listens():
            if not self._is_kept() or time.monotonic() > deadline:
                log = self.address.log_tail()
                raise EngineError(f"The grammar server does not start. Its last words:\n{log}\n{ADVICE}")
            time.sleep(0.05)

    def _is_kept(self) -> bool:
        """Whether a watchdog is there, or will be."""
        is_running = self._watchdog is not None and self._watchdog.poll() is None
        return is_running or (self._keeper is not None and self._keeper.is_alive())

    def finish(self, timeout: float) -> bool:
        """Have the server end in its own order, so that it leaves the ahead-of-time cache it recorded.

        Args:
            timeout: seconds to wait for that.

        Returns:
            Whether it has ended.
        """
        self.address.request_end()
        try:
            return self._watchdog is not None and self._watchdog.wait(timeout) == 0
        except subprocess.TimeoutExpired:
            return False

    def close(self) -> None:
        """Stop the server and remove what it left on the disk."""
        with self._changing:
            watchdog, self._watchdog = self._watchdog, None
        if watchdog is not None:
            _close_input(watchdog)
            try:
                watchdog.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                watchdog.kill()
                watchdog.wait()
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def cpu_seconds(self) -> float | None:
        """Processor time of the server so far; None where the system does not tell, or none was started."""
        endpoint = self.address.endpoint()
        try:
            status = Path(f"/proc/{endpoint.pid if endpoint else 0}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _listens(self) -> bool:
        endpoint = self.address.endpoint()
        if endpoint is None:
            return False
        # Imported here: it takes its time, and a run in which nothing has changed starts no server.
        import http.client

        connection = http.client.HTTPConnection(urlsplit(endpoint.url).netloc, timeout=2)
        try:
            connection.request("GET", "/v2/healthcheck")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _write_configuration(self, folder: Path) -> None:
        # One check more than clients, since a client that gave up on an answer may ask anew while the first goes on.
        threads = self._checks_at_once + 2
        properties = {
            "pipelineCaching": "true",
            "maxPipelinePoolSize": threads,
            "maxCheckThreads": threads,
            "textCheckerQueueSize": 64,
            "maxTextHardLength": 200_000,
            "maxCheckTimeMillis": 60_000,
            "maxErrorsPerWordRate": 0,
            "cacheSize": 0,
            # Ours are quicker by far, and know the words of health writing; fewer than none turns these off.
            "maxSpellingSuggestions": -1,
        }
        lines = (f"{name}={value}\n" for name, value in properties.items())
        (folder / "lt.properties").write_text("".join(lines), encoding="ascii")
        (folder / "logback.xml").write_text(_LOGGING, encoding="ascii")

    def _java_command(self, folder: Path) -> list[str]:
        compact = [COMPACT_HEADERS] if self._installation.java_version >= 25 else []
        jit = _QUICK_AT_ONCE if self._is_brief else _SECOND_COMPILER
        aot_options, class_path = self._aot_options_and_class_path(folder)
        return [
            str(self._installation.java),
            COLLECTOR,
            *compact,
            *aot_options,
            *jit,
            f"-Xmx{self._heap_megabytes()}m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            f"-XX:ErrorFile={folder / 'java-error.log'}",
            f"-Djava.io.tmpdir={folder}",
            "-Dfile.encoding=UTF-8",
            # Without it each answer on a kept connection waits 40 ms (JDK bug 6968351).
            "-Dsun.net.httpserver.nodelay=true",
            f"-Dlogback.configurationFile={(folder / 'logback.xml').as_uri()}",
            "-cp",
            os.pathsep.join(class_path),
            "org.languagetool.server.HTTPServer",
            "--port",
            "{port}",
            "--config",
            str(folder / "lt.properties"),
        ]

    def _aot_options_and_class_path(self, folder: Path) -> tuple[list[str], tuple[str, ...]]:
        aot = self._installation.aot
        if aot and self._recorded_to:
            return [f"-XX:AOTCacheOutput={self._recorded_to}"], aot.class_path
        # Code that the second compiler makes of what comes from a cache is slower: 25 % over 124,000 words.
        cache = aot.ready() if aot and self._is_brief else None
        if aot and cache:
            # A damaged cache would kill Java, which costs more than the 30 ms of looking at its checksum.
            return [f"-XX:AOTCache={cache}", "-XX:+VerifySharedSpaces"], aot.class_path
        chunker = narrow_chunker(self._installation.class_path)
        if chunker:
            (folder / CHUNKER_FILE).write_bytes(chunker)
        return [], (str(folder), *self._installation.class_path)

    def _heap_megabytes(self) -> int:
        """One gigabyte is ample for four checks at once; each further one needs room for what it has at hand."""
        return 1024 + 128 * max(0, self._checks_at_once - 4)


def _close_input(watchdog: subprocess.Popen[bytes]) -> None:
    if watchdog.stdin is not None:
        with suppress(OSError):
            watchdog.stdin.close()


def _out_of_reach_of_the_terminal() -> dict[str, Any]:
    """Arguments for Popen under which Ctrl-C ends the run in its own order, and not the server first."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
