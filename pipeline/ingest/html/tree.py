"""The elements of an HTML file, and the text in them, with their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.ingest.html.tokens import Token, find_attributes
from pipeline.model import BlockKind

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
        kind: ``text``, ``value`` (of an attribute), ``raw`` (no entities), ``json`` (its escapes), ``br`` or ``break``.
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
