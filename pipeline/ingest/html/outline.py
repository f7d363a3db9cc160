"""What HTML is made of, without the elements that hold nothing: whether it is the same before and after edits."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.ingest.html.names import (
    CLOSED_BY,
    CLOSES_PARAGRAPH,
    END_IS_OPTIONAL,
    LABELS,
    MAY_GO,
    SHOWN_WITHOUT_TEXT,
    VOID,
)
from pipeline.ingest.html.tokens import tokenize_html

HtmlNode = tuple[str, ...]
"""What it is, and what it says; for tags the name of the element first."""

_DEEPEST = 20
"""Open elements among which the one is sought that a tag ends."""


def html_outline(content: str, letters: Callable[[str], str]) -> list[HtmlNode]:
    """The tags, the comments and the letters of a block of HTML, in order.

    Args:
        content: the block.
        letters: what counts of a piece of it.
    """
    outline = _Outline(letters)
    for token in tokenize_html(content):
        written = content[token.start : token.end]
        if token.kind == "start":
            outline.start(token.name, written)
        elif token.kind == "end":
            outline.end(token.name)
        elif token.kind == "text":
            outline.text(written)
        else:
            outline.add(token.kind, written)
    outline.end_paragraphs()
    return outline.nodes


class _Outline:
    def __init__(self, letters: Callable[[str], str]) -> None:
        self.nodes: list[HtmlNode] = []
        self._letters = letters
        self._open: list[tuple[str, int]] = []
        self._last_shown = self._last_written = -1

    def start(self, name: str, written: str) -> None:
        closes, bounds = CLOSED_BY.get(name, (frozenset[str](), frozenset[str]()))
        if name in CLOSES_PARAGRAPH:
            closes |= {"p"}
        depth = self._depth(closes, bounds)
        if depth is not None:
            self._close(depth)
        if name not in VOID:
            self._open.append((name, len(self.nodes)))
        self.nodes.append(("start", name, self._letters(written)))
        if name in SHOWN_WITHOUT_TEXT:
            self._last_shown = len(self.nodes) - 1

    def end(self, name: str) -> None:
        depth = self._depth(frozenset({name}), frozenset())
        if depth is None or not self._close(depth):
            self.nodes.append(("end", name))

    def text(self, written: str) -> None:
        letters = self._letters(written)
        if written.strip():
            self._last_written = len(self.nodes)
        if letters and self.nodes and self.nodes[-1][0] == "text":
            self.nodes[-1] = ("text", self.nodes[-1][1] + letters)
        elif letters:
            self.add("text", written)

    def add(self, kind: str, written: str) -> None:
        self._last_shown = len(self.nodes)
        self.nodes.append((kind, self._letters(written)))

    def end_paragraphs(self) -> None:
        """End what needs no end tag: the block ends."""
        while self._open and self._open[-1][0] in END_IS_OPTIONAL:
            self._close(len(self._open) - 1)

    def _depth(self, closes: frozenset[str], bounds: frozenset[str]) -> int | None:
        """Where the innermost open element stands that is in ``closes``, if all within it may be left open."""
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _DEEPEST), -1):
            name = self._open[depth][0]
            if name in closes:
                return depth
            if name in bounds or name not in END_IS_OPTIONAL:
                return None
        return None

    def _close(self, depth: int) -> bool:
        """Close elements from the innermost to the one at a depth; whether that held nothing, and went."""
        has_gone = False
        while len(self._open) > depth:
            name, number = self._open.pop()
            has_gone = name in MAY_GO and self._last_shown < number
            if has_gone:
                del self.nodes[number:]
                self._last_written = min(self._last_written, number - 1)
            elif name in LABELS and self._last_written >= number:
                self.nodes.append(("labeled", name))
        return has_gone
