"""What the markup of a file says of the text in it: its blocks, its fields, and what no edit may touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.spans import Span

BlockKind = Literal["p", "h", "li", "td", "quote", "code", "front_matter", "html"]

FieldName = Literal[
    "title",
    "description",
    "keywords",
    "open graph",
    "structured data",
    "structured keywords",
    "structured text",
    "alternative text",
    "tooltip",
    "hidden text",
    "anchor text",
    "tag list",
    "tag",
    "keyword",
    "category",
]
"""What a field is: the ``title`` and the descriptions that search engines show, attributes of pictures and links ...

A ``structured text`` is a copy of what readers read, or an answer, in structured data. A ``tag list`` is a link to a
tag's page, which readers see; a ``tag`` is an entry of a list of tags in front matter, a ``keyword`` one of a list of
keywords there, and a ``category`` what the article is filed under.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A block and its kind.

    Attributes:
        span: the block's text, without its bullet or heading mark and without white space around.
        kind: ``p``, ``h``, ``li``, ``td`` or ``quote`` for prose; ``code``, ``html`` or ``front_matter`` for the rest.
        line: the whole lines that the block stands on, with their line ends.
        level: of a heading, 1 to 6; 0 where there is none or it is not known.
        stated: the kind that the file's markup states, where ``kind`` is told by the looks of the text all the same:
            many a heading is but a short paragraph.
    """

    span: Span
    kind: BlockKind
    line: Span
    level: int = 0
    stated: BlockKind | None = None

    @property
    def shown(self) -> str:
        """What an editor is told: what the file calls it, such as ``p`` or ``h2``, else what it looks like."""
        kind = self.stated or self.kind
        return f"h{self.level}" if kind == "h" and self.level else kind


@dataclass(frozen=True, slots=True)
class Field:
    """Text that search engines weigh by itself: beside what a reader reads, as a description, or in it, as a link's.

    Attributes:
        name: what it is.
        span: where it stands in the article's text.
        is_kept: whether no part of it may go, since the markup around it would change too.
    """

    name: FieldName
    span: Span
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What the markup of a file says of the text in it; all spans count in that text.

    Attributes:
        blocks: in reading order and apart.
        code: ranges that no edit may touch, sorted: inline code, what a field computes.
        fields: what the file holds beside what is read, in the order of the text.
        prose_end: where the text ends that is read, and behind which only fields stand, one a line; None for the end.
        extracted_ratio: share of the file's words that belong to the article; None where the file is the article.
        taken_in: what the file calls parts of the article that usually stand beside one, such as ``comments``.
        line_marks: ranges between the lines of a block, sorted, that go with the words around them or stay: the marks
            of a quotation or a list that begin the next line, and those of a hard line break.
        links: whole links in the text, their marks and targets too, sorted; a mention that is all there is in one goes
            with it. None where targets are no part of the text.
        raised: ranges whose markup says that they are raised, which the text does not show, sorted.
        emphasized: ranges whose markup says that they are in slight emphasis, which the text does not show, sorted
            by their starts; they may nest.
        language: what the markup calls the language of the text, such as ``en-GB``; empty where it says nothing.
        seams: each pair of characters between which one element ends and another begins, with nothing between them in
            the text, but perhaps on the screen, sorted.
        prose_ratio: share of the page's running text, without menus and lists of links, that belongs to the article;
            None where it has none, or the file is no page.
    """

    blocks: tuple[Block, ...]
    code: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()
    prose_end: int | None = None
    extracted_ratio: float | None = None
    taken_in: tuple[str, ...] = ()
    line_marks: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    raised: tuple[Span, ...] = ()
    emphasized: tuple[Span, ...] = ()
    language: str = ""
    seams: tuple[Span, ...] = ()
    prose_ratio: float | None = None
