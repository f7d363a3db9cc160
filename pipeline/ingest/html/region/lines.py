"""The lines of a page, from which its article is chosen, and how much of its prose an element holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from pipeline.ingest.html.region.settings import beginnings, limits
from pipeline.ingest.html.tree import Element, Piece, Tree

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")


@dataclass(slots=True)
class Line:
    """The pieces between two breaks, ``pieces[first:last]``.

    Attributes:
        place: number of its first piece with text.
        element: the innermost element around that piece.
        content: its words, as they are shown.
        linked: how many words stand in links.
        level: of the heading that it is, or 0.
        is_prose: whether it reads like running text.
    """

    first: int
    last: int
    place: int
    element: Element | None
    content: list[str]
    linked: int
    level: int
    is_prose: bool

    @property
    def words(self) -> int:
        """How many words are in it."""
        return len(self.content)

    @property
    def text(self) -> str:
        """Its words, with one space between two."""
        return " ".join(self.content)


def find_lines(tree: Tree) -> list[Line]:
    """The lines of a page that are shown and have words, in order."""
    lines = []
    first = 0
    shown: list[tuple[int, Piece]] = []
    for number, piece in enumerate(tree.pieces):
        if piece.kind == "break" or piece.kind == "br":
            if shown and (line := _line(tree.source, first, number, shown)):
                lines.append(line)
            first = number
            shown = []
        elif piece.element is None or piece.element.hidden is None:
            shown.append((number, piece))
    if shown and (line := _line(tree.source, first, len(tree.pieces), shown)):
        lines.append(line)
    return lines


def _line(source: str, first: int, last: int, shown: Sequence[tuple[int, Piece]]) -> Line | None:
    """The line of the texts ``shown``; None where they are white space."""
    place, element, linked = -1, None, 0
    written = []
    for number, piece in shown:
        text = source[piece.start : piece.end]
        written.append(text)
        if place < 0 and not text.isspace():
            place, element = number, piece.element
        if piece.element is not None and piece.element.is_linked:
            linked += len(text.split())
    content = unescape("".join(written)).split() if place >= 0 else []
    if not content:
        return None
    level = element.level if element is not None and element.kind == "h" else 0
    return Line(first, last, place, element, content, linked, level, _read_like_prose(content, linked))


def _read_like_prose(content: Sequence[str], linked: int) -> bool:
    """Whether words are enough for running text, outside links."""
    free = len(content) - linked
    if linked > limits()["link_share"] * len(content):
        return False
    ends = _SENTENCE_END.search(content[-1]) is not None
    return bool(free >= limits()["prose_words"] or (ends and free >= limits()["sentence_words"]))


def ends_sentence(line: Line) -> bool:
    """Whether a line ends like a sentence."""
    return _SENTENCE_END.search(line.content[-1]) is not None


def begins_beside(line: Line) -> bool:
    """Whether a short line begins like those that belong to a page, such as a note on copyright."""
    return bool(line.words <= limits()["longest_begin"]) and line.text.lower().startswith(beginnings())


class Prose:
    """How much of the prose of a page is in which of its elements.

    Attributes:
        words: of the prose of the page.
    """

    def __init__(self, lines: Sequence[Line], left_out: Sequence[bool] = ()) -> None:
        """Count.

        Args:
            lines: of the page.
            left_out: for each line whether it is not counted; none where empty.
        """
        counts = [line.words if line.is_prose else 0 for line in lines]
        if left_out:
            counts = [0 if is_out else count for count, is_out in zip(counts, left_out, strict=True)]
        self._places = [line.place for line in lines]
        self._before = list(accumulate(counts, initial=0))
        self.words = self._before[-1]

    def lines_of(self, element: Element) -> range:
        """The numbers of the lines that begin in an element."""
        return range(bisect_left(self._places, element.first), bisect_left(self._places, element.last))

    def words_of(self, element: Element) -> int:
        """Words of prose in the lines that begin in an element."""
        inside = self.lines_of(element)
        return self._before[inside.stop] - self._before[inside.start]

    def middle(self) -> int:
        """The number of the line with the middle of the prose, of which there must be some."""
        return bisect_right(self._before, self.words / 2) - 1


def upwards(element: Element | None) -> Iterator[Element]:
    """An element and all around it."""
    while element is not None:
        yield element
        element = element.parent
