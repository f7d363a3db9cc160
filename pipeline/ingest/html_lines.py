"""The lines of a page, from which its article is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from pipeline import tables
from pipeline.ingest.html_tree import Element, Piece, Tree

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")


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


@cache
def _settings() -> tuple[dict[str, Any], tuple[str, ...]]:
    settings = tables.settings("html/page.toml")
    return settings["region"], tuple(settings["lines"]["begin"])


def reads_like_prose(line: Line) -> bool:
    """Whether a line has enough words outside links for running text."""
    limits, _ = _settings()
    free = line.words - line.linked
    if line.linked > limits["link_share"] * line.words:
        return False
    ends = _SENTENCE_END.search(line.text) is not None
    return bool(free >= limits["prose_words"] or (ends and free >= limits["sentence_words"]))


def begins_beside(line: Line) -> bool:
    """Whether a short line begins like those that belong to a page, such as a note on copyright."""
    _, beginnings = _settings()
    longest = tables.settings("html/page.toml")["lines"]["longest"]
    return bool(line.words <= longest) and line.text.lower().startswith(beginnings)


def heading_level(element: Element | None) -> int:
    """The level of the heading that an element is or stands in; 0 where it is none."""
    return element.level if element is not None and element.kind == "h" else 0
