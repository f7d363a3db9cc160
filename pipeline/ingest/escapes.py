"""Text that stands escaped in a file around it: what it says, and edits of it as edits of that file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Article, Edit, Segment
from pipeline.source_map import Escape, source_edits

FindEscapes = Callable[[str, int, int], Iterator[tuple[int, int, str]]]


def matched(pattern: re.Pattern[str], decode: Callable[[str], str]) -> FindEscapes:
    """A finder of the escapes that match a pattern."""

    def find(file: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for escape in pattern.finditer(file, start, end):
            yield escape.start(), escape.end(), decode(escape[0])

    return find


def _decoded(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return escape


JSON_ESCAPES = matched(
    re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"), _decoded
)
"""Those of JSON; a pair of surrogates stands for one character, and what is no escape for itself."""


@dataclass(frozen=True)
class Passage:
    """Text that stands, with escapes, in a range of a file.

    Attributes:
        file: the decoded file.
        start: where the text begins.
        end: where it ends.
        escapes: finds the escapes in a range of the file: start, end, and the text that each stands for, which is empty
            for markup that is no text.
        escape: writes new text at a position of the file.
    """

    file: str
    start: int
    end: int
    escapes: FindEscapes
    escape: Escape

    @cached_property
    def _read(self) -> tuple[str, tuple[Segment, ...]]:
        pieces: list[str] = []
        segments: list[Segment] = []
        position, length = self.start, 0

        def add(text: str, source_end: int) -> None:
            nonlocal position, length
            if text:
                pieces.append(text)
                segments.append(Segment(length, length + len(text), position, source_end))
            length += len(text)
            position = source_end

        for start, end, meaning in self.escapes(self.file, self.start, self.end):
            add(self.file[position:start], start)
            add(meaning, end)
        add(self.file[position : self.end], self.end)
        return "".join(pieces), tuple(segments)

    @property
    def text(self) -> str:
        """What it says."""
        return self._read[0]

    def file_edits(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits of the file that make edits of the text, both sorted and apart."""
        text, segments = self._read
        if not segments and edits:
            new = "".join(edit.new for edit in edits)
            return (Edit(self.start, self.start, self.escape(new, self.start), ()),) if new else ()
        return source_edits(Article("", self.file, text, segments), edits, self.escape)
