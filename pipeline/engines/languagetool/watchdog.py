"""Keeps a grammar server running for as long as its parent lives, and not a moment longer.

Run as a script by ``server.py``: ``watchdog.py FOLDER PARENT_PID JAVA ARGUMENT...``. It imports the standard library
only, so that it starts at once, and is run isolated (``-I``), so that its neighbors here are never taken for that. The
parent holds the other end of standard input; when that closes, or the parent is gone, the server is killed and the
folder removed. The server is started when a file named ``wanted`` stands in the folder, and ends in its own order when
one named ``end`` does. ``{port}`` in an argument becomes a free port, a new one at each start, so that a port taken by
somebody else does no harm. After a start that failed, the server is started without the ahead-of-time cache that its
arguments name.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.1
"""How often the server, the parent and requests for a restart are looked at."""

MOST_FAILED_STARTS = 3
"""Servers in a row that died before they listened, after which the server is given up."""

MOST_RESTARTS = 40
"""Restarts within ``RESTART_WINDOW_SECONDS`` after which the server is given up."""

RESTART_WINDOW_SECONDS = 600.0

AOT_OPTION = "-XX:AOTCache="

PAUSE_SECONDS = 0.5
"""Grows with each failed start."""

_PR_SET_PDEATHSIG = 1


class Watchdog:
    """Starts the server, and starts it again when it dies."""

    def __init__(self, folder: Path, parent: int, command: list[str]) -> None:
        self._folder = folder
        self._parent = parent
        self._command = command
        self._generation = _known_generation(folder)
        self._failed_starts = 0
        self._restarts: deque[float] = deque(maxlen=MOST_RESTARTS)
        self._server: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._has_listened = False
        self._is_ending = False
        self._orphaned = threading.Event()

    def run(self) -> None:
        """Supervise until the parent is gone; then leave neither process nor folder."""
        try:
            threading.Thread(target=self._read_standard_input, daemon=True).start()
            while not self._is_asked_for("wanted"):
                if self._parent_is_gone(POLL_SECONDS):
                    return
            self._start()
            while not self._parent_is_gone(POLL_SECONDS):
                if not self._is_asked_for("end"):
                    self._look_after()
                elif self._has_ended():
                    return
        finally:
            self._kill()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _is_asked_for(self, name: str) -> bool:
        return (self._folder / name).exists()

    def _has_ended(self) -> bool:
        """Whether the server, which is told to end, has done so."""
        if self._server is None:
            return True
        if not self._is_ending:
            self._is_ending = True
            self._server.terminate()
        return self._server.poll() is not None

    def _look_after(self) -> None:
        if self._server is None:
            return
        self._has_listened = self._has_listened or _listens(self._port)
        if self._is_restart_requested():
            self._kill()
        if self._server.poll() is not None:
            self._restart()

    def _restart(self) -> None:
        now = time.monotonic()
        self._failed_starts = 0 if self._has_listened else self._failed_starts + 1
        too_often = len(self._restarts) == MOST_RESTARTS and now - self._restarts[0] < RESTART_WINDOW_SECONDS
        if too_often or self._failed_starts == MOST_FAILED_STARTS:
            self._server = None
            self._write_state(pid=0, failed=True)
            return
        self._restarts.append(now)
        if not self._parent_is_gone(PAUSE_SECONDS * self._failed_starts):
            self._start()

    def _start(self) -> None:
        self._port = _free_port()
        self._has_listened = False
        self._generation += 1
        parts = (part for part in self._command if not (self._failed_starts and part.startswith(AOT_OPTION)))
        command = [part.replace("{port}", str(self._port)) for part in parts]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_die_with_this_process()
            )
        self._write_state(pid=self._server.pid, failed=False)

    def _kill(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _is_restart_requested(self) -> bool:
        """Whether a client asked for the end of this generation; a request about an earlier one is stale."""
        request = self._folder / f"restart-{self._generation}"
        if not request.exists():
            return False
        request.unlink(missing_ok=True)
        return True

    def _write_state(self, *, pid: int, failed: bool) -> None:
        state = {"generation": self._generation, "port": self._port, "pid": pid, "failed": failed}
        new = self._folder / "state.new"
        new.write_text(json.dumps(state), encoding="utf-8")
        for _ in range(50):
            # On Windows the replacement is refused while a client reads the file.
            with contextlib.suppress(PermissionError):
                new.replace(self._folder / "state.json")
                return
            time.sleep(0.02)

    def _parent_is_gone(self, seconds: float) -> bool:
        """Wait for the end of the parent, at most ``seconds``.

        Standard input alone does not tell: forked workers of the parent hold copies of its other end.
        """
        return self._orphaned.wait(seconds) or (os.name == "posix" and os.getppid() != self._parent)

    def _read_standard_input(self) -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        self._orphaned.set()


def _known_generation(folder: Path) -> int:
    """The generation of the last server of a watchdog that was killed; 0 where there was none."""
    with contextlib.suppress(OSError, ValueError):
        return int(json.loads((folder / "state.json").read_text(encoding="utf-8"))["generation"])
    return 0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _die_with_this_process() -> dict[str, Any]:
    """Arguments for Popen under which the child ends with this process even if that is killed, where the system can."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    if sys.platform != "linux":
        return {}
    prctl: Callable[[int, int], int] = ctypes.CDLL(None).prctl
    watchdog = os.getpid()

    def before_exec() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != watchdog:
            os._exit(1)

    return {"preexec_fn": before_exec}


def main() -> None:
    """Run with the arguments of the command line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    Watchdog(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]).run()


if __name__ == "__main__":
    main()
