"""Where a grammar server listens: small enough to be handed to every worker process."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EngineError

STATE_FILE = "state.json"
RESTART_FILE = "restart"
WANTED_FILE = "wanted"
END_FILE = "end"
LOADING_FILE = "loading"
LOG_FILE = "server.log"
_LOG_LINES = 12
_SECONDS_BETWEEN_LOOKS = 0.02


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server as it is now.

    Attributes:
        url: base of the HTTP interface, such as ``http://127.0.0.1:8081/v2``.
        generation: counts the starts of a supervised server; 0 for any other.
        pid: process of a supervised server; 0 for any other.
    """

    url: str
    generation: int = 0
    pid: int = 0


@dataclass(frozen=True, slots=True)
class LanguageToolAddress:
    """How clients in any process of this machine find a server.

    Attributes:
        url: a server that somebody else runs; empty for a supervised one.
        folder: where the watchdog of a supervised server writes its state.
        asks_first: the client is the one at whose question the server loads its rules.
    """

    url: str = ""
    folder: str = ""
    asks_first: bool = False

    @property
    def is_supervised(self) -> bool:
        """Whether the server is a child of this run, and can be restarted."""
        return not self.url

    def endpoint(self) -> Endpoint | None:
        """The server as it is now, or ``None`` while a supervised one has not been started yet.

        Raises:
            EngineError: the watchdog has given the server up.
        """
        if self.url:
            return Endpoint(self.url.rstrip("/"))
        try:
            state = json.loads((Path(self.folder) / STATE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if state["failed"]:
            raise EngineError(
                f"The grammar server does not stay up. Its last words:\n{self.log_tail()}\n"
                "Run again, name another server (--lt-url) or leave grammar out (--no-grammar)."
            )
        return Endpoint(f"http://127.0.0.1:{state['port']}/v2", state["generation"], state["pid"])

    def begin_loading(self) -> None:
        """Have the other clients wait until the first question is answered, see ``end_loading``.

        The server loads its rules at the first question; it does so once for each that comes meanwhile, which takes a
        second of a processor each.
        """
        self._leave(LOADING_FILE)

    def end_loading(self) -> None:
        """Let the other clients go on."""
        if self.is_supervised:
            with suppress(OSError):
                (Path(self.folder) / LOADING_FILE).unlink(missing_ok=True)

    def wait_loaded(self, seconds: float) -> None:
        """Wait while the server loads for another client, but no longer than so many seconds."""
        loading = Path(self.folder) / LOADING_FILE
        give_up_at = time.monotonic() + seconds
        while self.is_supervised and not self.asks_first and loading.exists() and time.monotonic() < give_up_at:
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    def request_start(self) -> None:
        """Have a supervised server started that waits for its first work; nothing happens where it runs."""
        self._leave(WANTED_FILE)

    def request_restart(self, generation: int) -> None:
        """Have a server that hangs killed and started again; nothing happens once it is of another generation."""
        self._leave(f"{RESTART_FILE}-{generation}")

    def request_end(self) -> None:
        """Have a supervised server end in its own order, and not be started again."""
        self._leave(END_FILE)

    def _leave(self, name: str) -> None:
        """Leave a file for the watchdog, or for other clients."""
        if self.is_supervised:
            try:
                (Path(self.folder) / name).touch()
            except OSError:
                return  # the run is over and its folder gone

    def log_tail(self) -> str:
        """The last lines that a supervised server wrote."""
        try:
            log = (Path(self.folder) / LOG_FILE).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(log.splitlines()[-_LOG_LINES:])
