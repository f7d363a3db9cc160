"""Follows the rows of tables in the main part of a Word file, to tell which of them may go as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.docx.document import Row
from pipeline.model import Span

_MERGED = frozenset({"vMerge", "ins", "del", "cellIns", "cellDel", "cellMerge"})
"""Properties of a cell or a row that tie it to another, or wait for somebody's decision."""


@dataclass
class _OpenRow:
    depth: int
    first: int
    """Number of the first paragraph with text in it."""
    properties: tuple[int, int]
    is_plain: bool = True


class RowReader:
    """Told of each tag; a row that another table stands in, or that is tied to others, is none that may go."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._open: list[_OpenRow] = []
        self._property_start = 0

    def start(self, names: Sequence[str], tag: Span, paragraphs: int) -> None:
        """A start tag.

        Args:
            names: of the elements around it, from the outermost on, and of its own.
            tag: where it stands, in bytes.
            paragraphs: how many paragraphs with text stand before it.
        """
        name, parent = names[-1], names[-2] if len(names) > 1 else ""
        if name == "tr":
            self.unsettle()
            self._open.append(_OpenRow(len(names), paragraphs, (tag.end, tag.end)))
        elif name in _MERGED and parent in ("trPr", "tcPr"):
            self.unsettle()
        elif name in ("trPr", "tblPrEx") and parent == "tr":
            self._property_start = tag.start if name == "trPr" else 0
        elif name == "sdt":
            self.unsettle()

    def end(self, name: str, end: int, depth: int, paragraphs: int) -> None:
        """An end tag.

        Args:
            name: of the element.
            end: where the tag ends, in bytes.
            depth: of the element, from 1.
            paragraphs: how many paragraphs with text stand before it.
        """
        if not self._open:
            return
        row = self._open[-1]
        if name in ("trPr", "tblPrEx") and depth == row.depth + 1:
            row.properties = (self._property_start or end, end)
        elif name == "tr" and depth == row.depth:
            self._open.pop()
            if row.is_plain and paragraphs > row.first:
                self.rows.append(Row(Span(row.first, paragraphs), row.properties))

    def unsettle(self) -> None:
        """Something stands in the row at hand that must not go with it."""
        if self._open:
            self._open[-1].is_plain = False
