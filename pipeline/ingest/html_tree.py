"""The elements of an HTML file with their places, as forgiving as a browser of tags left out and tags crossed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.ingest.html_names import (
    CLOSED_BY,
    CLOSES_PARAGRAPH,
    CODE,
    END_IS_OPTIONAL,
    HEAD_PARTS,
    HEADINGS,
    LINES,
    PARAGRAPHS,
    SCOPE,
    SHOWN_WITHOUT_TEXT,
    TABLE_PARTS,
    TRANSPARENT,
    UNREAD,
    VOID,
)
from pipeline.ingest.html_tokens import SPACES, Token, find_attributes, tokenize_html
from pipeline.model import BlockKind

_DEEPEST = 400
"""Elements within one another; browsers stop at 512, and what lies deeper belongs to the last."""
_ANCHOR = re.compile(rf"[{SPACES}\"'/](?:id|name)[{SPACES}]*=", re.IGNORECASE)
_WORDPRESS_BLOCK = re.compile(r"<!--[ \t\r\n]+(?P<close>/)?wp:(?P<name>[a-z][a-z0-9/-]*)[ \t\r\n][^>]*?(?P<void>/)?-->")

LINE, PARAGRAPH = 1, 2
"""How far a tag sets apart what stands before and behind it."""


class Element:
    """An element, or a block comment of WordPress with all up to its counterpart.

    Attributes:
        name: in lower case; of a block comment, ``wp:`` and its name.
        parent: the element that it stands in; None for the outermost.
        start: of its start tag in the source.
        content: behind its start tag.
        end: behind its end tag, or where it ends without one.
        first: number of the first piece in it.
        last: number of the first piece behind it.
        kind: of the blocks in it.
        level: of the heading that it is, or 0.
        is_linked: whether it is a link or stands in one.
        code: the outermost element around it, or itself, whose text is no prose.
        hidden: the outermost element around it, or itself, that a reader does not see.
        is_sound: whether it may be cut out without changing what stands around it.
        must_stay: whether it shows or names something beside its text.
        has_attributes: whether its start tag holds more than its name.
    """

    is_linked: bool
    kind: BlockKind
    level: int
    code: Element | None
    hidden: Element | None

    __slots__ = (
        "_attributes",
        "_source",
        "code",
        "content",
        "end",
        "first",
        "has_attributes",
        "hidden",
        "is_linked",
        "is_sound",
        "kind",
        "last",
        "level",
        "must_stay",
        "name",
        "parent",
        "start",
    )

    def __init__(self, source: str, token: Token, parent: Element | None, first: int) -> None:
        self._source = source
        self._attributes: dict[str, str] | None = None
        self.name = token.name
        self.parent = parent
        self.start, self.content, self.end = token.start, token.end, len(source)
        self.first = self.last = first
        self.kind = parent.kind if parent else "p"
        self.level = parent.level if parent else 0
        self.code = parent.code if parent else None
        self.hidden = None
        self.is_linked = token.name == "a" or (parent is not None and parent.is_linked)
        self.is_sound = True
        self.must_stay = False
        self.has_attributes = token.end - token.start > len(token.name) + 2

    @property
    def attributes(self) -> dict[str, str]:
        """Values as they are written, by lower-case name; of two of one name, the first."""
        if self._attributes is None:
            self._attributes = {}
            if self.has_attributes and not self.name.startswith("wp:"):
                for one in find_attributes(self._source, self.name, self.start, self.content):
                    self._attributes.setdefault(one.name, self._source[one.value_start : one.value_end])
        return self._attributes


class Piece(NamedTuple):
    """Text, or a tag that parts text.

    Attributes:
        kind: ``text``, ``value`` (of an attribute), ``raw`` (no entities), ``br`` or ``break``.
        start: in the source.
        end: in the source, half-open.
        element: that it stands in; None for the outermost.
        strength: of a break.
    """

    kind: str
    start: int
    end: int
    element: Element | None
    strength: int = 0


@dataclass(slots=True)
class Tree:
    """An HTML file.

    Attributes:
        source: the file.
        elements: in the order of their start tags.
        pieces: text and what parts it, in order; without the content of elements that are not read.
        title: the text of the first ``title``, or None.
        is_page: whether the file has a head, a body or a document type, and is not just a piece of a page.
    """

    source: str
    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    title: Token | None = None
    is_page: bool = False


class _Builder:
    """Builds a tree token by token."""

    def __init__(self, source: str, *, is_xml: bool) -> None:
        self.tree = Tree(source)
        self._is_xml = is_xml
        self._stack: list[Element] = []
        self._open: Counter[str] = Counter()
        self._unread = 0

    def add(self, token: Token) -> None:
        kind = token.kind
        if kind == "text" or kind == "raw" or kind == "cdata":
            self._text(token)
        elif kind == "start" or kind == "empty":
            self._start(token)
        elif kind == "end":
            self._end(token)
        else:
            self._comment(token)

    def finish(self) -> Tree:
        end = len(self.tree.source)
        while self._stack:
            self._pop(end, is_sound=self._stack[-1].name in END_IS_OPTIONAL)
        return self.tree

    def _text(self, token: Token) -> None:
        if token.name == "title" and self.tree.title is None:
            self.tree.title = token
            self.tree.is_page = True
        if self._unread or (token.kind == "raw" and token.name != "plaintext" and token.name != "xmp"):
            return
        start, end, kind = token.start, token.end, "raw" if token.kind != "text" else "text"
        if token.kind == "cdata":
            start, end = start + len("<![CDATA["), end - len("]]>")
        if self._stack and self._stack[-1].name == "head" and self.tree.source[start:end].strip(SPACES):
            self._pop(token.start)
        if end > start:
            self.tree.pieces.append(Piece(kind, start, end, self._stack[-1] if self._stack else None))

    def _break(self, name: str, start: int, end: int) -> None:
        strength = PARAGRAPH if name in PARAGRAPHS else LINE if name in LINES else 0
        if name == "br" and not self._unread:
            self.tree.pieces.append(Piece("br", start, end, self._stack[-1] if self._stack else None))
        elif strength and not self._unread:
            self.tree.pieces.append(Piece("break", start, end, self._stack[-1] if self._stack else None, strength))

    def _start(self, token: Token) -> None:
        name, source = token.name, self.tree.source
        if name in ("html", "head", "body"):
            self.tree.is_page = True
            if self._open[name]:
                return
        if name not in HEAD_PARTS and self._stack and self._stack[-1].name == "head":
            self._pop(token.start)
        self._close_for(name, token.start)
        if name in SHOWN_WITHOUT_TEXT or (self._stack and name not in _KNOWN and "-" in name):
            self._keep()
        element = Element(source, token, self._stack[-1] if self._stack else None, len(self.tree.pieces))
        if element.has_attributes and _ANCHOR.search(source, token.start, token.end) and _is_named(element):
            element.must_stay = True
        _settle_kind(element)
        self._break(name, token.start, token.end)
        self.tree.elements.append(element)
        if name in VOID or token.kind == "empty":
            element.end, element.last = token.end, len(self.tree.pieces)
            if element.must_stay:
                self._keep()
            if name not in VOID:
                self._break(name, token.end, token.end)
        elif len(self._stack) < _DEEPEST:
            self._stack.append(element)
            self._open[name] += 1
            self._unread += name in UNREAD

    def _close_for(self, name: str, position: int) -> None:
        """Close what the start tag ``name`` ends."""
        if name in CLOSES_PARAGRAPH and self._open["p"]:
            self._close_up_to(frozenset({"p"}), SCOPE | {"button"}, position)
        if name in HEADINGS and self._stack and self._stack[-1].name in HEADINGS:
            self._pop(position)
        if name in CLOSED_BY:
            wanted, barrier = CLOSED_BY[name]
            if any(self._open[one] for one in wanted):
                self._close_up_to(wanted, barrier, position)

    def _end(self, token: Token) -> None:
        name = token.name
        if not self._open[name]:
            if name == "br" or name == "p":
                self._break(name, token.start, token.end)
            # It may end, in a browser, something that this tree has ended already.
            self._keep()
            return
        barrier = frozenset({"table"}) if name in TABLE_PARTS else SCOPE
        self._close_up_to(frozenset({name}), barrier - {name}, token.start, token.end)

    def _close_up_to(self, names: frozenset[str], barrier: frozenset[str], start: int, end: int | None = None) -> None:
        """Close the innermost open element of ``names`` and all in it, unless one of ``barrier`` lies between."""
        depth = len(self._stack) - 1
        while depth >= 0 and self._stack[depth].name not in names:
            if self._stack[depth].name in barrier:
                return
            depth -= 1
        if depth < 0:
            return
        are_sound = all(one.name in END_IS_OPTIONAL for one in self._stack[depth + 1 :])
        while len(self._stack) > depth + 1:
            self._pop(start, is_sound=are_sound and self._stack[-1].name in END_IS_OPTIONAL)
        has_end = end is not None or self._stack[-1].name in END_IS_OPTIONAL
        self._pop(start if end is None else end, is_sound=are_sound and has_end, tag_start=start)

    def _pop(self, end: int, *, is_sound: bool = True, tag_start: int | None = None) -> None:
        element = self._stack.pop()
        self._open[element.name] -= 1
        self._unread -= element.name in UNREAD
        element.end = end
        element.last = len(self.tree.pieces)
        element.is_sound = is_sound
        if element.must_stay and element.parent is not None:
            element.parent.must_stay = True
        self._break(element.name, end if tag_start is None else tag_start, end)

    def _keep(self) -> None:
        """What stands open here stays even without text."""
        if self._stack:
            self._stack[-1].must_stay = True

    def _comment(self, token: Token) -> None:
        source = self.tree.source
        if source.startswith("<!", token.start) and source[token.start + 2 : token.start + 9].lower() == "doctype":
            self.tree.is_page = True
            return
        block = _WORDPRESS_BLOCK.fullmatch(source, token.start, token.end)
        if block is None or block["void"]:
            self._keep()
            return
        name = f"wp:{block['name']}"
        if not block["close"]:
            self._start(Token("start", token.start, token.end, name))
        elif self._open[name]:
            self._close_up_to(frozenset({name}), frozenset(), token.start, token.end)


def _is_named(element: Element) -> bool:
    """Whether an element has a name that a link may lead to."""
    return "id" in element.attributes or (element.name == "a" and "name" in element.attributes)


_KNOWN = PARAGRAPHS | LINES | VOID | UNREAD | TRANSPARENT | CODE


def _settle_kind(element: Element) -> None:
    name = element.name
    if name in HEADINGS:
        element.kind, element.level = "h", HEADINGS[name]
    elif name in ("li", "dt", "dd"):
        element.kind = "li"
    elif name in ("td", "th"):
        element.kind = "td"
    elif name == "blockquote":
        element.kind = "quote"
    elif name in ("pre", "xmp", "listing", "plaintext"):
        element.kind = "code"
    elif name == "table" or (element.kind == "td" and name in ("p", "div")):
        # A paragraph in a cell is one: whole pages are laid out by tables.
        element.kind = "p"
    elif name in CODE or name == "q":
        element.code = element.code or element


def read_tree(source: str, *, is_xml: bool = False) -> Tree:
    """The elements and the text of an HTML file; any text can be read.

    Args:
        source: the file.
        is_xml: whether it is read as XHTML.
    """
    builder = _Builder(source, is_xml=is_xml)
    for token in tokenize_html(source, is_xml=is_xml):
        builder.add(token)
    return builder.finish()
