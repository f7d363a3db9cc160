"""The models of this program with a memory: what they said of a text is kept for all runs of a user on this machine.

An article that was edited is read again, but most of what the models are asked about is as it was: windows of a few
sentences, and the places of phrases that stand far from the edit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from pipeline.engines.answers import AnswerCache, answer_key
from pipeline.engines.protocols import (
    CHARACTERS_READ,
    EarlyExit,
    InsertionModel,
    Original,
    State,
    SwapModel,
    WindowVerdict,
)

_LIBRARY = version("onnxruntime")
"""Another build of what runs the networks may round otherwise."""


class RememberedSwapModel:
    """A swap model that reads no window twice.

    Args:
        model: is asked where nothing is known.
        answers: where its verdicts are kept.
    """

    def __init__(self, model: SwapModel, answers: AnswerCache) -> None:
        self._model = model
        self._answers = answers

    @property
    def version(self) -> str:
        """See ``SwapModel``."""
        return self._model.version

    @property
    def words_in_window(self) -> int:
        """See ``SwapModel``."""
        return self._model.words_in_window

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        """See ``SwapModel``; what it says of a window does not depend on the others."""
        asked = [self.version, least, early_exit]
        keys = [_key(asked, list(window)) for window in windows]
        known = {key: _unpack(packed) for key, packed in self._answers.find(keys).items()}
        unknown = {key: window for key, window in zip(keys, windows, strict=True) if key not in known}
        if unknown:
            read = self._model.read(list(unknown.values()), least, early_exit)
            learned = dict(zip(unknown, read, strict=True))
            self._answers.record({key: _pack(verdict) for key, verdict in learned.items()})
            known |= learned
        return tuple(known[key] for key in keys)

    def name(self, states: Sequence[State]) -> tuple[tuple[Original, ...], ...]:
        """See ``SwapModel``."""
        return self._model.name(states)


class RememberedInsertionModel:
    """An insertion model that answers no list of questions twice: its numbers are those of the list as a whole.

    Args:
        model: is asked where nothing is known.
        answers: where its numbers are kept.
    """

    def __init__(self, model: InsertionModel, answers: AnswerCache) -> None:
        self._model = model
        self._answers = answers

    @property
    def version(self) -> str:
        """See ``InsertionModel``."""
        return self._model.version

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        """See ``InsertionModel``."""
        read = [(left[-CHARACTERS_READ:], right[:CHARACTERS_READ]) for left, right in contexts]
        return self._answer(["missing", read], lambda: self._model.missing(contexts))

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        """See ``InsertionModel``."""
        read = [
            (left[-CHARACTERS_READ:], words[:CHARACTERS_READ], right[:CHARACTERS_READ]) for left, words, right in places
        ]
        return self._answer(["foreign", read], lambda: self._model.foreign(places))

    def _answer(self, question: list[Any], ask: Callable[[], list[float]]) -> list[float]:
        key = _key([self.version], question)
        known = self._answers.find([key]).get(key)
        if known is not None:
            numbers: list[float] = np.frombuffer(known, dtype="<f8").tolist()
            return numbers
        answer = ask()
        self._answers.record({key: np.array(answer, dtype="<f8").tobytes()})
        return answer


def _key(scope: list[Any], question: list[Any]) -> bytes:
    return answer_key(json.dumps([_LIBRARY, scope, question]).encode("ascii"))


def _pack(verdict: WindowVerdict) -> bytes:
    head = np.array([verdict.is_early, len(verdict.swapped), *verdict.states], dtype="<u4").tobytes()
    swapped = np.array(verdict.swapped, dtype="<f8").tobytes()
    states = np.array(list(verdict.states.values()), dtype="<f4").tobytes()
    return b"".join((len(verdict.states).to_bytes(4, "little"), head, swapped, states))


def _unpack(packed: bytes) -> WindowVerdict:
    count = int.from_bytes(packed[:4], "little")
    is_early, words, *places = np.frombuffer(packed, dtype="<u4", count=2 + count, offset=4).tolist()
    start = 12 + 4 * count
    swapped = np.frombuffer(packed, dtype="<f8", count=words, offset=start)
    states = np.frombuffer(packed, dtype="<f4", offset=start + 8 * words).reshape(count, -1) if count else ()
    return WindowVerdict(tuple(swapped.tolist()), dict(zip(places, states, strict=True)), is_early=bool(is_early))
