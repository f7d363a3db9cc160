"""Reads the text boxes in the main part of a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.ingest.docx.document import Document
from pipeline.ingest.docx.reader import TextReader
from pipeline.ingest.docx.xml import parse_xml, split_name

_GONE = frozenset({"del", "moveFrom"})
"""Elements whose content somebody deleted."""


def read_boxes(content: bytes, *, in_fallback: bool = False) -> Document:
    """Read the text boxes in the main part of a Word file.

    Args:
        content: the part.
        in_fallback: whether to read the copies that Word keeps of them for programs that do not know its drawings.

    Raises:
        ArticleError: the part is damaged, or declares a document type.
    """
    boxes = _Boxes(content, in_fallback=in_fallback)
    parse_xml(content, boxes.start, boxes.end)
    return boxes.reader.document()


class _Boxes:
    """Hands what stands in text boxes to a reader, and nothing else."""

    def __init__(self, content: bytes, *, in_fallback: bool) -> None:
        self.reader = TextReader(content)
        self._in_fallback = in_fallback
        self._names: list[str] = []
        self._inside = 0

    def start(self, qualified: str, attributes: Mapping[str, str], place: int) -> None:
        """A start tag."""
        name, prefix = split_name(qualified)
        is_wanted = (":Fallback" in self._names) is self._in_fallback and _GONE.isdisjoint(self._names)
        self._names.append(name)
        if not self._inside and name == "txbxContent" and is_wanted:
            self._inside, self.reader.prefix = len(self._names), prefix
        if self._inside:
            self.reader.start(qualified, attributes, place)

    def end(self, qualified: str, place: int, end: int) -> None:
        """An end tag."""
        if self._inside:
            self.reader.end(qualified, place, end)
        if len(self._names) == self._inside:
            self._inside = 0
        self._names.pop()
