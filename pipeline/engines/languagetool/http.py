"""One question to a LanguageTool server and its answer, with patience for a server that is busy or starts again."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import requests
from urllib3.exceptions import NewConnectionError, ReadTimeoutError

from pipeline.engines.languagetool.address import Endpoint, LanguageToolAddress
from pipeline.errors import EngineError

_TRIES_WHEN_CUT_OFF = 3
"""A connection that is cut may have been idle for too long, or the server may have died of somebody else's text."""

_TRIES_WHEN_TIMED_OUT = 2
_TRIES_WHEN_GARBLED = 2
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 3.0
_SECONDS_TO_CONNECT = 5.0
_PATIENCE_WITH_A_STRANGER = 5.0
"""A server by URL that has never answered is probably not there."""

_CONNECTION_FAULTS = (
    requests.exceptions.ConnectionError,
    requests.exceptions.Timeout,
    requests.exceptions.ChunkedEncodingError,
)
_BUSY = (429, 502, 503, 504)
_WRONG_QUESTION = (300, 301, 302, 303, 307, 308, 401, 403, 404, 405)


class NotCheckedError(Exception):
    """The server is there, but this text got no usable answer from it."""


class LanguageToolHttp:
    """Asks ``/v2/check``. Safe to use from several threads."""

    def __init__(self, address: LanguageToolAddress, deadline: float, patience: float) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            address: the server.
            deadline: seconds for one answer.
            patience: seconds to wait for a server that is not reachable or busy.
        """
        self._address = address
        self._deadline = deadline
        self._patience = patience
        self._has_answered = False
        self._has_waited = False
        self._session = requests.Session()
        # A proxy of the environment must not come between this program and its own child.
        self._session.trust_env = not address.is_supervised

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def check(self, form: Mapping[str, str]) -> dict[str, Any]:
        """The server's answer to a form.

        Raises:
            NotCheckedError: this text cannot be checked, or not within the deadline.
            EngineError: the server is not reachable, or does not understand the question.
        """
        if not self._has_waited:
            # No longer than half of what an answer may take: the server may hang.
            self._has_waited = True
            self._address.wait_loaded(self._deadline / 2)
        attempt = _Attempt(self._patience_left())
        while True:
            endpoint = self._address.endpoint()
            if endpoint is None:
                self._address.request_start()
                attempt.unreachable("it has not been started")
                continue
            try:
                response = self._post(endpoint, form)
            except _CONNECTION_FAULTS as error:
                self._on_fault(error, endpoint, attempt)
            except requests.exceptions.RequestException as error:
                raise _not_usable(error, endpoint) from error
            else:
                answer = self._read(response, endpoint, attempt)
                if answer is not None:
                    return answer

    def _patience_left(self) -> float:
        is_stranger = not (self._has_answered or self._address.is_supervised)
        return min(self._patience, _PATIENCE_WITH_A_STRANGER) if is_stranger else self._patience

    def _post(self, endpoint: Endpoint, form: Mapping[str, str]) -> requests.Response:
        return self._session.post(
            f"{endpoint.url}/check",
            data=form,
            timeout=(_SECONDS_TO_CONNECT, self._deadline),
            allow_redirects=False,
        )

    def _on_fault(self, error: requests.exceptions.RequestException, endpoint: Endpoint, attempt: _Attempt) -> None:
        cause = error.args[0] if error.args else None
        if isinstance(error, (requests.exceptions.SSLError, requests.exceptions.ProxyError)):
            raise _not_usable(error, endpoint) from error
        # requests has one class for a server that is not there and for one that hung up while the text was with it,
        # and reports a body that does not come as a lost connection.
        if isinstance(error, requests.exceptions.ConnectTimeout) or isinstance(
            getattr(cause, "reason", None), NewConnectionError
        ):
            attempt.unreachable(error)
        elif isinstance(error, requests.exceptions.Timeout) or isinstance(cause, ReadTimeoutError):
            self._address.request_restart(endpoint.generation)
            attempt.timed_out(error, once_more=self._address.is_supervised)
        else:
            attempt.cut_off(error)

    def _read(self, response: requests.Response, endpoint: Endpoint, attempt: _Attempt) -> dict[str, Any] | None:
        """The answer, or ``None`` when the question is to be asked again."""
        status = response.status_code
        if status in _BUSY:
            attempt.busy(status, response.headers.get("Retry-After", ""))
            return None
        if status in _WRONG_QUESTION or (status == requests.codes.bad_request and "language code" in response.text):
            raise EngineError(
                f"{endpoint.url} answered {status}: {response.text[:200]!r}. Check that it is the address of a "
                "LanguageTool server (it usually ends in /v2) and that the language is right."
            )
        if status != requests.codes.ok:
            raise NotCheckedError(f"the server answered {status}: {response.text[:200]!r}")
        try:
            answer = response.json()
            incomplete = answer.get("warnings", {}).get("incompleteResults", False)
        except (ValueError, AttributeError) as error:
            attempt.garbled(error)
            return None
        if incomplete:
            raise NotCheckedError("the server did not finish the check")
        self._has_answered = True
        return dict(answer)


def _not_usable(error: requests.exceptions.RequestException, endpoint: Endpoint) -> EngineError:
    return EngineError(f"{endpoint.url} cannot be asked: {error}. Check --lt-url, or leave grammar out (--no-grammar).")


def _plainly(cause: object) -> str:
    """The innermost reason of a failed connection; requests wraps it in three layers of class names."""
    found = re.search(r"\[Errno -?\d+\] ([^'\")]+)", str(cause))
    return found[1] if found else str(cause)


class _Attempt:
    """Counts what went wrong with one question; each method pauses, or raises when it is enough."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._give_up_at = time.monotonic() + patience
        self._pause = _FIRST_PAUSE
        self._times_timed_out = 0
        self._times_cut_off = 0
        self._times_garbled = 0

    def unreachable(self, cause: object) -> None:
        """Nobody listens: wait, since a server that died is started again."""
        if time.monotonic() > self._give_up_at:
            raise EngineError(
                f"The grammar server cannot be reached: {_plainly(cause)}. Check that it runs and that "
                "--lt-url is right, or leave grammar out (--no-grammar)."
            )
        self._sleep()

    def busy(self, status: int, retry_after: str) -> None:
        """The server has too much to do."""
        if time.monotonic() > self._give_up_at:
            raise NotCheckedError(f"the server is too busy ({status})")
        self._sleep(float(retry_after) if retry_after.isdecimal() else 0.0)

    def timed_out(self, cause: object, *, once_more: bool) -> None:
        """No answer within the deadline; a server that is started anew may answer where the old one hung."""
        self._times_timed_out += 1
        if not once_more or self._times_timed_out == _TRIES_WHEN_TIMED_OUT:
            raise NotCheckedError(f"no answer in time: {cause}")
        self._give_up_at = max(self._give_up_at, time.monotonic() + self._patience)
        self._sleep()

    def cut_off(self, cause: object) -> None:
        """The connection was lost while the text was with the server."""
        self._times_cut_off += 1
        if self._times_cut_off == _TRIES_WHEN_CUT_OFF:
            raise NotCheckedError(f"the connection is lost each time: {cause}")
        self._give_up_at = max(self._give_up_at, time.monotonic() + self._patience)
        self._sleep()

    def garbled(self, cause: object) -> None:
        """The answer is not one of LanguageTool's."""
        self._times_garbled += 1
        if self._times_garbled == _TRIES_WHEN_GARBLED:
            raise NotCheckedError(f"the answer cannot be read: {cause}")
        self._sleep()

    def _sleep(self, at_least: float = 0.0) -> None:
        longest = max(0.0, self._give_up_at - time.monotonic())
        time.sleep(min(max(self._pause, at_least), max(longest, _FIRST_PAUSE)))
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
