"""What a Word document says, and where each piece of it stands in the bytes of its main part."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a run.

    Attributes:
        start: where it begins in the file, in bytes.
        end: where it ends.
        text: what it says; empty for a drawing, the mark of a footnote, and the like.
        place: where its text begins in the article.
    """

    start: int
    end: int
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with one formatting.

    Attributes:
        start: where it begins in the file, in bytes.
        end: where it ends.
        head_end: where its start tag ends.
        properties: range of its formatting; empty where it has none.
        parts: its children beside the formatting.
        is_fixed: its text is not to be edited.
    """

    start: int
    end: int
    head_end: int
    properties: tuple[int, int]
    parts: tuple[Part, ...]
    is_fixed: bool

    @property
    def span(self) -> Span:
        """Its text in the article."""
        first, last = self.parts[0], self.parts[-1]
        return Span(first.place, last.place + len(last.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text.

    Attributes:
        span: its text in the article.
        runs: those with children, in order.
        style: id of its style, or empty.
        outline_level: that it states itself, from 1; 0 where it does not.
        is_listed: it has a bullet or a number of its own.
        is_cell: it stands in a table.
        head_end: where its start tag ends, in bytes.
        properties: where its own properties begin and end; empty where it has none.
        can_go: another paragraph follows it and it holds nothing but text, so that it may be deleted as a whole.
        holds_text_only: it holds nothing but text.
        is_adjoined: the paragraph before it in the document's list stands right before it, and its end may be deleted.
    """

    span: Span
    runs: tuple[Run, ...]
    style: str
    outline_level: int
    is_listed: bool
    is_cell: bool
    head_end: int
    properties: tuple[int, int]
    can_go: bool
    holds_text_only: bool = False
    is_adjoined: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that may go as a whole: it holds nothing but text, and is tied to no other row.

    Attributes:
        paragraphs: the range of the numbers of its paragraphs with text.
        properties: where its own properties begin and end, in bytes; where they would stand, if it has none.
    """

    paragraphs: Span
    properties: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """The main part of a Word file.

    Attributes:
        content: its bytes.
        prefix: what Word's names begin with in it, such as ``w:``.
        text: the paragraphs, with an empty line between two.
        paragraphs: those with text.
        rows: of tables, those with text that may go.
        last_id: the largest number that a change, a comment or a bookmark has.
    """

    content: bytes
    prefix: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    last_id: int
