"""The lines of a page, from which its article is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pipeline.ingest.html_tree import Element, Piece, Tree


@dataclass(slots=True)
class Line:
    """The pieces between two breaks, ``pieces[first:last]``.

    Attributes:
        element: the innermost element around its first text.
        words: in it.
        linked: words in links.
        is_prose: whether it reads like running text.
    """

    first: int
    last: int
    element: Element | None
    text: str
    words: int
    linked: int
    is_prose: bool = False


def find_lines(tree: Tree) -> Iterator[Line]:
    """The lines of a page that are shown, those without words too."""
    first = 0
    for number, piece in enumerate(tree.pieces):
        if piece.kind == "break" or piece.kind == "br":
            yield _line(tree, first, number)
            first = number
    yield _line(tree, first, len(tree.pieces))


def _line(tree: Tree, first: int, last: int) -> Line:
    shown: list[Piece] = []
    linked = 0
    for piece in tree.pieces[first:last]:
        if piece.kind in ("text", "raw") and (piece.element is None or piece.element.hidden is None):
            shown.append(piece)
            if piece.element is not None and piece.element.is_linked:
                linked += len(tree.source[piece.start : piece.end].split())
    text = unescape("".join(tree.source[piece.start : piece.end] for piece in shown))
    words = text.split()
    element = next((p.element for p in shown if tree.source[p.start : p.end].strip()), None)
    return Line(first, last, element, " ".join(words), len(words), linked)
