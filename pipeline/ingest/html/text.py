"""The text that a reader reads on a page, with the place of each character in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.entities import html5

from pipeline.ingest.escapes import JSON_ESCAPES
from pipeline.ingest.html.names import LINES, PARAGRAPHS
from pipeline.ingest.html.tokens import SPACES
from pipeline.ingest.html.tree import PARAGRAPH, Element, Piece
from pipeline.ingest.plain import line_block
from pipeline.model import Block, Segment, Span

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: they show nothing between two letters."""

_BLANK = SPACES + "\u00a0"
_ONE_BLANK = rf"(?:[{_BLANK}]|&nbsp;|&nbsp(?![a-zA-Z0-9=])|&#160;|&#[xX][aA]0;)"
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_MARKED = re.compile(
    rf"(?P<blank>{_ONE_BLANK}{{2,}}|(?! ){_ONE_BLANK})"
    rf"|(?P<entity>{_REFERENCE.pattern})"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
)
BLANK_LINE = re.compile(r"\r\n?[ \t]*\r|\n[ \t]*\r?\n")


@dataclass(slots=True)
class PageText:
    """Text under construction.

    Attributes:
        parts: of the text.
        lines: start, kind and heading level of each line.
        code: ranges whose markup says that they are no prose.
        reach: for each piece that was added, by its number, the segments before and behind it.
    """

    source: str
    parts: list[str] = field(default_factory=list)
    lines: list[tuple[int, Element | None]] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    reach: dict[int, tuple[int, int]] = field(default_factory=dict)
    _ranges: list[tuple[int, int, int, int]] = field(default_factory=list)
    _length: int = 0
    _break: int = PARAGRAPH
    _blanks: list[tuple[int, int]] = field(default_factory=list)
    _line_ends: list[tuple[int, int, str]] = field(default_factory=list)
    _code_of: Element | None = None

    def segments(self) -> tuple[Segment, ...]:
        """From the text to the source; of no length where the source holds what shows nothing."""
        return tuple(map(Segment._make, self._ranges))

    def count(self) -> int:
        """How many segments there are so far."""
        return len(self._ranges)

    def part(self) -> None:
        """What is added from here on is a paragraph of its own."""
        self._break = PARAGRAPH

    def add(self, number: int, piece: Piece, *, is_fragment: bool = False) -> None:
        """Add a piece.

        Args:
            number: of the piece in its tree.
            piece: the piece.
            is_fragment: whether a blank line outside all elements parts paragraphs, as WordPress has it.
        """
        first = len(self._ranges)
        element = piece.element
        if piece.kind == "break":
            self._break = max(self._break, piece.strength)
        elif piece.kind == "br":
            self._add_line_end(piece.start, piece.end)
        elif element is not None and element.kind == "code":
            self._add_preformatted(piece)
        else:
            self._add_text(piece, parts_at_blank_lines=is_fragment and _is_top_level(element))
        self.reach[number] = (first, len(self._ranges))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks."""
        text = "".join(self.parts)
        ends = [*(start for start, _ in self.lines), len(text)][1:]
        blocks = []
        for (start, element), end in zip(self.lines, ends, strict=True):
            kind = element.kind if element else "p"
            content_end = start + len(text[start:end].rstrip("\n"))
            line = Span(start, min(content_end + 1, end))
            if kind == "p":
                block = line_block(text, line, stated="p")
            else:
                block = line_block(text, line, kind, element.level if element else 0)
            if block is not None:
                blocks.append(block)
        return text, tuple(blocks)

    def add_field(self, pieces: Sequence[tuple[int | None, Piece]]) -> Span:
        """Add a line of text that stands in no line of the page, such as an attribute; the range that it got.

        Args:
            pieces: the text, each piece with its number in the tree, or None for a part of a tag.
        """
        self._break = PARAGRAPH
        before = len(self._ranges)
        for number, piece in pieces:
            first = len(self._ranges)
            if piece.kind == "json":
                self._add_json(piece)
            elif piece.kind in ("text", "raw", "value"):
                self._add_text(piece)
            elif not self._break:
                self._blanks.append((piece.start, piece.start))
            if number is not None:
                self.reach[number] = (first, len(self._ranges))
        self._blanks.clear()
        added = self._ranges[before:]
        return Span(added[0][0], added[-1][1]) if added else Span(self._length, self._length)

    def _add_text(self, piece: Piece, *, parts_at_blank_lines: bool = False) -> None:
        start, end = piece.start, piece.end
        written = self.source[start:end]
        bare = written.lstrip(SPACES)
        first = end - len(bare)
        bare = bare.rstrip(SPACES)
        last = first + len(bare)
        is_plain = _is_plain(bare)
        if parts_at_blank_lines or not (is_plain or written.isascii()) or "&" in bare:
            # Spaces at either end may belong to a longer run of white space.
            first, last, is_plain = start, end, start == end
        if first > start:
            self._blanks.append((start, first))
        if not is_plain:
            self._add_with_marks(first, last, piece, parts_at_blank_lines=parts_at_blank_lines)
        elif bare:
            self._emit(first, last, bare, piece.element)
        if last < end and bare:
            self._blanks.append((last, end))

    def _add_with_marks(self, start: int, end: int, piece: Piece, *, parts_at_blank_lines: bool) -> None:
        position = start
        for mark in _MARKED.finditer(self.source, start, end):
            if mark.lastgroup == "entity" and piece.kind == "raw":
                continue
            if mark.start() > position:
                self._add_literal(position, mark.start(), piece.element)
            position = mark.end()
            self._add_marked(mark, piece, parts_at_blank_lines=parts_at_blank_lines)
        if position < end:
            self._add_literal(position, end, piece.element)

    def _add_literal(self, start: int, end: int, element: Element | None) -> None:
        """Text with no two spaces in a row; one at either end may continue white space of another piece."""
        if self.source[start] == " ":
            self._blanks.append((start, start + 1))
            start += 1
        ends_blank = start < end and self.source[end - 1] == " "
        end -= ends_blank
        if start < end:
            self._emit(start, end, self.source[start:end], element)
        if ends_blank:
            self._blanks.append((end, end + 1))

    def _add_marked(self, mark: re.Match[str], piece: Piece, *, parts_at_blank_lines: bool) -> None:
        start, end = mark.span()
        element, in_value = piece.element, piece.kind == "value"
        if mark.lastgroup == "blank":
            if parts_at_blank_lines and BLANK_LINE.search(mark.group()):
                self._line_ends.append((start, end, "\n\n"))
            else:
                self._blanks.append((start, end))
        elif mark.lastgroup == "invisible":
            self._emit_nothing(start, end)
        else:
            end = start + reference_length(mark, in_value=in_value)
            decoded = html.unescape(self.source[start:end])
            if not decoded.strip(_INVISIBLE):
                if end > start:
                    self._emit_nothing(start, end)
            elif not decoded.strip(_BLANK):
                self._blanks.append((start, end))
            else:
                self._emit(start, end, decoded, element)
            if end < mark.end():
                self._emit(end, mark.end(), self.source[end : mark.end()], element)

    def _add_preformatted(self, piece: Piece) -> None:
        """Text whose spaces and line ends are kept, but for those at either end of a block."""
        start, end = piece.start, piece.end
        if self._break:
            while start < end and self.source[start] in "\r\n":
                start += 1
        position = start
        for mark in () if piece.kind == "raw" else _REFERENCE.finditer(self.source, start, end):
            length = reference_length(mark)
            if length:
                if mark.start() > position:
                    self._emit(position, mark.start(), self.source[position : mark.start()], piece.element)
                position = mark.start() + length
                self._emit(mark.start(), position, html.unescape(mark.group()[:length]), piece.element)
        if position < end:
            self._emit(position, end, self.source[position:end], piece.element)

    def _add_json(self, piece: Piece) -> None:
        """Text between quotation marks in JSON, with what its escapes stand for."""
        position = piece.start
        for start, end, meaning in JSON_ESCAPES(self.source, piece.start, piece.end):
            if start > position:
                self._emit(position, start, self.source[position:start], piece.element)
            # Half of a pair of surrogates is no character.
            self._emit(start, end, "\ufffd" if "\ud800" <= meaning <= "\udfff" else meaning, piece.element)
            position = end
        if position < piece.end:
            self._emit(position, piece.end, self.source[position : piece.end], piece.element)

    def _add_line_end(self, start: int, end: int) -> None:
        if self._blanks and self._blanks[-1][1] == start:
            start = self._blanks.pop()[0]
        self._line_ends.append((start, end, "\n"))

    def _emit(self, start: int, end: int, shown: str, element: Element | None) -> None:
        self._flush(element)
        code = element.code if element else None
        at = self._length
        self._append(start, end, shown)
        if code is not None:
            if code is self._code_of and self.code:
                self.code[-1] = Span(self.code[-1].start, self._length)
            else:
                self.code.append(Span(at, self._length))
        self._code_of = code

    def _emit_nothing(self, start: int, end: int) -> None:
        if not self._break and not self._blanks and not self._line_ends:
            self._ranges.append((self._length, self._length, start, end))

    def _flush(self, element: Element | None) -> None:
        """Write the gap before the next character: a break between blocks, else line ends, else one space."""
        if self._break:
            if self._length:
                gap = "\n\n" if self._break == PARAGRAPH else "\n"
                self.parts.append(gap)
                self._length += len(gap)
            self.lines.append((self._length, element))
        elif self._line_ends:
            last = self._line_ends[-1]
            if self._blanks and self._blanks[-1][0] == last[1]:
                self._line_ends[-1] = (last[0], self._blanks[-1][1], last[2])
            for line_end in self._line_ends:
                self._append(*line_end)
            self.lines.append((self._length, element))
        elif self._blanks:
            self._append(*self._blanks[0], " ")
            for start, end in self._blanks[1:]:
                self._ranges.append((self._length, self._length, start, end))
        self._break = 0
        self._blanks.clear()
        self._line_ends.clear()

    def _append(self, start: int, end: int, shown: str) -> None:
        before, size = self._length, len(shown)
        self.parts.append(shown)
        self._length += size
        last = self._ranges[-1] if self._ranges else None
        if last is not None and last[3] == start and last[1] - last[0] == start - last[2] and size == end - start:
            self._ranges[-1] = (last[0], self._length, last[2], end)
        else:
            self._ranges.append((before, self._length, start, end))


def reference_length(reference: re.Match[str], *, in_value: bool = False) -> int:
    """How much of what looks like a character reference is one: of a name without its semicolon, a known beginning.

    Source: the WHATWG HTML standard, section 13.2.5.73 (named character reference state).

    Args:
        reference: from its ampersand on, as far as letters and digits go.
        in_value: whether it stands in an attribute, where a name without its semicolon is none if it goes on.
    """
    written = reference.group()
    name = written[1:]
    if name.startswith("#") or (name.endswith(";") and name in html5):
        return len(written)
    if in_value and (name not in html5 or reference.string.startswith("=", reference.end())):
        return 0
    return next((size + 1 for size in range(min(len(name), _LONGEST_OPEN), 1, -1) if name[:size] in html5), 0)


_LONGEST_OPEN = max(len(name) for name in html5 if not name.endswith(";"))
"""Letters of the longest name that needs no semicolon."""


def _is_plain(text: str) -> bool:
    """Whether a text is shown as it is written; a search for each mark is faster than one expression for all."""
    if "&" in text or "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return False
    return text.isascii() or not (
        "\u00a0" in text or "\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text
    )


def _is_top_level(element: Element | None) -> bool:
    """Whether nothing but block comments and what stands within a line is around a text."""
    while element is not None:
        if element.name in PARAGRAPHS or element.name in LINES:
            return False
        element = element.parent
    return True
