"""What the swap model said of windows, kept for all runs of a user on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np

from pipeline.engines.cache_file import CacheFile
from pipeline.engines.protocols import Original, State, SwapModel, WindowVerdict

_COUNT = np.dtype("<u4")
_NUMBER = np.dtype("<f4")


class CachedSwapModel:
    """A swap model that reads no window twice; its numbers come back bit by bit.

    Args:
        model: the model.
        threads: processors that it uses, on which the last bits of its numbers may depend.
        path: the file of the cache.
    """

    def __init__(self, model: SwapModel, threads: int, path: Path) -> None:
        self._model = model
        self._threads = threads
        self._file = CacheFile(path)

    @property
    def version(self) -> str:
        """Name and version of the model."""
        return self._model.version

    @property
    def words_in_window(self) -> int:
        """The most words that it reads at a time."""
        return self._model.words_in_window

    def read(self, windows: Sequence[Sequence[str]], least: float) -> tuple[WindowVerdict, ...]:
        """Judge the words of windows; only those that are not known are read."""
        scope = (self._scope, str(self._threads), repr(least))
        keys = [_key((*scope, *window)) for window in windows]
        packed = self._file.find(keys)
        unknown = {key: window for key, window in zip(keys, windows, strict=True) if key not in packed}
        read = dict(zip(unknown, self._model.read(list(unknown.values()), least), strict=True))
        self._file.record({key: _pack(verdict) for key, verdict in read.items()})
        return tuple(read[key] if key in read else _unpack(packed[key]) for key in keys)

    @cached_property
    def _scope(self) -> str:
        return f"{self._model.version}, onnxruntime {version('onnxruntime')}"

    def name(self, states: Sequence[State]) -> tuple[tuple[Original, ...], ...]:
        """The likeliest originals of each word."""
        return self._model.name(states)


def _key(parts: Iterable[str]) -> bytes:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def _pack(verdict: WindowVerdict) -> bytes:
    """The numbers of words and of states, the probabilities, the words that have states, and the states."""
    counts = np.array([len(verdict.swapped), len(verdict.states), *verdict.states], dtype=_COUNT)
    numbers = np.concatenate([np.array(verdict.swapped, _NUMBER), *verdict.states.values()]).astype(_NUMBER)
    return counts.tobytes() + numbers.tobytes()


def _unpack(packed: bytes) -> WindowVerdict:
    words, states = map(int, np.frombuffer(packed, _COUNT, 2))
    places = map(int, np.frombuffer(packed, _COUNT, states, offset=2 * _COUNT.itemsize))
    numbers = np.frombuffer(packed, _NUMBER, offset=(2 + states) * _COUNT.itemsize)
    rows = numbers[words:].reshape(states, -1) if states else ()
    return WindowVerdict(tuple(map(float, numbers[:words])), dict(zip(places, rows, strict=True)))
