"""The article on a cleaned page as sound HTML: its own text and the elements that say what it is, and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape, unescape

from pipeline.ingest.html.names import LINES, PARAGRAPHS
from pipeline.ingest.html.page import Page
from pipeline.ingest.html.text import BLANK_LINE
from pipeline.ingest.html.tokens import SPACES, find_attributes
from pipeline.ingest.html.tree import Element, Piece
from pipeline.model import Edit

GAP = "unspin-gap"
"""An element that parts two paragraphs of text in no element, as WordPress writes them."""

_KEPT = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "figure", "figcaption"}
    | {"ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
    | {"a", "abbr", "b", "code", "del", "em", "i", "kbd", "q", "s", "samp", "strong", "sub", "sup"}
)
"""Elements that Markdown has a mark for, or that part of the text hangs on."""
_WRITTEN_AS = {
    "menu": "ul",
    "dir": "ul",
    "xmp": "pre",
    "listing": "pre",
    "plaintext": "pre",
    "strike": "s",
    "tt": "code",
}
_ATTRIBUTES = {
    "a": ("href", "title"),
    "img": ("src", "alt", "title"),
    "ol": ("start",),
    "table": ("role",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
_SHOWN_EMPTY = frozenset({"img", "hr", "td", "th"})
_DEEPEST = 60
"""Elements within one another that are written; what lies deeper belongs to the last."""


def article_fragment(page: Page, edits: Sequence[Edit]) -> str:
    """The article on a page, with edits made.

    Args:
        page: as it was read.
        edits: of its source, sorted and apart.
    """
    return _Writer(page, edits).written()


class _Writer:
    def __init__(self, page: Page, edits: Sequence[Edit]) -> None:
        self._page = page
        self._source = page.tree.source
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        self._told = 0
        self._open: list[Element] = []
        self._parts: list[str] = []

    def written(self) -> str:
        """All of it."""
        for _, item in sorted(self._items(), key=lambda one: one[0]):
            if isinstance(item, Piece):
                self._add_text(item)
            elif not any(edit.start <= item.start and item.end <= edit.end for edit in self._touching(item)):
                self._open_around(item if item.name in ("td", "th") else item.parent)
                if item.name in ("img", "hr"):
                    self._parts.append(self._tag(item))
        self._close(0)
        return "".join(self._parts)

    def _items(self) -> Iterator[tuple[int, Piece | Element]]:
        """What is written of the page, each with its place in the source."""
        tree = self._page.tree
        for first, last in self._page.ranges:
            pieces = (piece for piece in tree.pieces[first:last] if piece.kind != "break")
            yield from (
                (piece.start, piece) for piece in pieces if piece.element is None or piece.element.hidden is None
            )
        starts = [first for first, _ in self._page.ranges]
        for element in tree.elements:
            if element.name in _SHOWN_EMPTY and element.hidden is None:
                number = bisect_left(starts, element.first + 1) - 1
                if number >= 0 and element.first < self._page.ranges[number][1]:
                    yield element.start, element

    def _touching(self, item: Piece | Element) -> Sequence[Edit]:
        first = last = bisect_left(self._ends, item.start)
        while last < len(self._edits) and self._edits[last].start <= item.end:
            last += 1
        return self._edits[first:last]

    def _add_text(self, piece: Piece) -> None:
        text = "<br>" if piece.kind == "br" else self._text(piece)
        if piece.kind == "br" and any(
            one.start <= piece.start and piece.end <= one.end for one in self._touching(piece)
        ):
            return
        if text.strip(SPACES):
            self._open_around(piece.element)
        elif self._chain(piece.element) != self._open[: len(self._chain(piece.element))]:
            return
        if piece.element is None and not self._page.tree.is_page:
            text = BLANK_LINE.sub(f"<{GAP}></{GAP}>", text)
        self._parts.append(text)

    def _text(self, piece: Piece) -> str:
        """The text of a piece with edits made; what is put in stands in the first piece that an edit touches."""
        made: list[str] = []
        position = piece.start
        for number in range(bisect_left(self._ends, piece.start), len(self._edits)):
            edit = self._edits[number]
            if edit.start > piece.end:
                break
            made.append(self._source[position : max(position, edit.start)])
            if number >= self._told:
                made.append(edit.new)
                self._told = number + 1
            position = max(position, min(edit.end, piece.end))
        made.append(self._source[position : piece.end])
        written = "".join(made)
        return escape(written if piece.kind == "raw" else unescape(written), quote=False)

    def _chain(self, element: Element | None) -> list[Element]:
        """The elements around something that are written, from the outermost on.

        Of blocks that only part text, and of marks of one name, the innermost is enough.
        """
        chain: list[Element] = []
        while element is not None:
            name = _written_name(element)
            is_needless = name == "div" and chain and chain[-1].name in PARAGRAPHS | LINES
            if name and not is_needless and (name in PARAGRAPHS | LINES or name not in (one.name for one in chain)):
                chain.append(element)
            element = element.parent
        return chain[::-1][:_DEEPEST]

    def _open_around(self, element: Element | None) -> None:
        chain = self._chain(element)
        common = 0
        while common < min(len(chain), len(self._open)) and chain[common] is self._open[common]:
            common += 1
        self._close(common)
        for one in chain[common:]:
            self._parts.append(self._tag(one))
            self._open.append(one)

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._parts.append(f"</{_written_name(self._open.pop())}>")

    def _tag(self, element: Element) -> str:
        wanted = _ATTRIBUTES.get(element.name, ())
        values = {}
        for one in find_attributes(self._source, element.name, element.start, element.content) if wanted else ():
            if one.name in wanted and one.name not in values:
                piece = Piece("value", one.value_start, one.value_end, None)
                values[one.name] = self._text(piece).replace('"', "&quot;")
        written = "".join(f' {name}="{value}"' for name, value in values.items())
        return f"<{_written_name(element) or element.name}{written}>"


def _written_name(element: Element) -> str:
    """What an element is called in the fragment; empty where it is left out, and what stands in it is not."""
    name = _WRITTEN_AS.get(element.name, element.name)
    if name in _KEPT:
        return name
    return "div" if name in PARAGRAPHS | LINES and name not in ("html", "body") else ""
