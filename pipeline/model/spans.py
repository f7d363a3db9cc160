"""Ranges of a text, and from which ranges of the file they were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps a range that it lies strictly inside."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Segment(NamedTuple):
    """A range of ``Article.text`` and the range of ``Article.source`` that it was read from.

    Where both are equally long, characters correspond one to one. Otherwise, as for an entity or an escape, the range
    is taken or left as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def is_verbatim(self) -> bool:
        """Whether characters correspond one to one."""
        return self.end - self.start == self.source_end - self.source_start
