"""HTML tokens to elements, as forgiving as a browser of tags left out and tags crossed."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.ingest.html.names import (
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
from pipeline.ingest.html.tokens import SPACES, Token, tokenize_html
from pipeline.ingest.html.tree import LINE, PARAGRAPH, Element, Piece, Tree

_DEEPEST = 400
"""Elements within one another; browsers stop at 512, and what lies deeper belongs to the last."""
_ANCHOR = re.compile(rf"[{SPACES}\"'/](?:id|name)[{SPACES}]*=", re.IGNORECASE)
_WORDPRESS_BLOCK = re.compile(r"<!--[ \t\r\n]+(?P<close>/)?wp:(?P<name>[a-z][a-z0-9/-]*)[ \t\r\n][^>]*?(?P<void>/)?-->")
_STRENGTHS = {**dict.fromkeys(LINES, LINE), **dict.fromkeys(PARAGRAPHS, PARAGRAPH)}
"""How far a tag of a name sets apart; not at all where the name is not listed."""
_P = frozenset({"p"})
_P_BARRIER = SCOPE | {"button"}


class _Builder:
    """Builds a tree token by token."""

    def __init__(self, source: str) -> None:
        self.tree = Tree(source)
        self._stack: list[Element] = []
        self._innermost: Element | None = None
        self._open: defaultdict[str, int] = defaultdict(int)
        self._unread = 0

    def add(self, token: Token) -> None:
        kind = token.kind
        if kind == "text" and not token.name and not self._is_in_head():
            if not self._unread:
                self.tree.pieces.append(Piece("text", token.start, token.end, self._innermost))
        elif kind == "text" or kind == "raw" or kind == "cdata":
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
        if self._is_in_head() and self.tree.source[start:end].strip(SPACES):
            self._pop(token.start)
        if end > start:
            self.tree.pieces.append(Piece(kind, start, end, self._innermost))

    def _is_in_head(self) -> bool:
        return self._innermost is not None and self._innermost.name == "head"

    def _break(self, name: str, start: int, end: int) -> None:
        if self._unread:
            return
        if strength := _STRENGTHS.get(name):
            self.tree.pieces.append(Piece("break", start, end, self._innermost, strength))
        elif name == "br":
            self.tree.pieces.append(Piece("br", start, end, self._innermost))

    def _start(self, token: Token) -> None:
        name, source = token.name, self.tree.source
        if name in ("html", "head", "body"):
            self.tree.is_page = True
            if self._open[name]:
                return
        if self._is_in_head() and name not in HEAD_PARTS:
            self._pop(token.start)
        self._close_for(name, token.start)
        if name in SHOWN_WITHOUT_TEXT or ("-" in name and name not in _KNOWN):
            self._keep()
        element = Element(source, token, self._innermost, len(self.tree.pieces))
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
            self._innermost = element
            self._open[name] += 1
            self._unread += name in UNREAD

    def _close_for(self, name: str, position: int) -> None:
        """Close what the start tag ``name`` ends."""
        if name in CLOSES_PARAGRAPH and self._open["p"]:
            self._close_up_to(_P, _P_BARRIER, position)
        if name in HEADINGS and self._innermost is not None and self._innermost.name in HEADINGS:
            self._pop(position)
        if name in CLOSED_BY:
            wanted, barrier = CLOSED_BY[name]
            if any(self._open[one] for one in wanted):
                self._close_up_to(wanted, barrier, position)

    def _end(self, token: Token) -> None:
        name = token.name
        if self._innermost is not None and self._innermost.name == name:
            self._pop(token.end, tag_start=token.start)
            return
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
        self._innermost = self._stack[-1] if self._stack else None
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
        if self._innermost is not None:
            self._innermost.must_stay = True

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


_KNOWN = PARAGRAPHS | LINES | VOID | UNREAD | TRANSPARENT | CODE | {"wp:list-item"}


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
    builder = _Builder(source)
    for token in tokenize_html(source, is_xml=is_xml):
        builder.add(token)
    return builder.finish()
