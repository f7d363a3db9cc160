"""Ranges of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.model import Span


class Ranges:
    """Ranges of a text, for the question whether a place touches one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], span.end)
            else:
                merged.append([span.start, span.end])
        self._starts: Sequence[int] = [start for start, _ in merged]
        self._ends: Sequence[int] = [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the ranges shares a character with ``[start, end)``."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end
