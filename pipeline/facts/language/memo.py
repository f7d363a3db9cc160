"""What was computed of a word, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_MOST_WORDS = 50_000

_Value = TypeVar("_Value")


class Memo(dict[str, _Value], Generic[_Value]):
    """The values of a function by its words; emptied when it is full.

    ``lru_cache`` notes at each question which word was asked for last, which for all words of a text takes longer than
    the look-up itself.

    Args:
        compute: the function.
    """

    def __init__(self, compute: Callable[[str], _Value]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, word: str) -> _Value:
        if len(self) >= _MOST_WORDS:
            self.clear()
        value = self[word] = self._compute(word)
        return value
