"""The blocks of Markdown, and what stands in them that is no prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from markdown_it.token import Token

from pipeline.ingest.front_matter.fences import front_matter_end
from pipeline.ingest.markdown.expressions import find_expressions, with_expressions
from pipeline.ingest.markdown.inline import InlineMarks, find_marks, watched_parser
from pipeline.ingest.plain import trimmed
from pipeline.model import Block, BlockKind, Field, Layout, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = re.compile(
    r"[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+|\[\^[^\]\s]{1,100}\]:[ \t]*)"
)
CONTINUED = re.compile(r"(?:[ \t]*>)+[ \t]?|[ \t]+")
"""What begins the second line of a block in a quotation or a list."""
_NAME = r"[A-Za-z_$][\w$]*"
_NAMES = r"\{[^{}'\"]{0,2000}\}"
_ALL = rf"\*\s*(?:as\s+{_NAME}\s*)?"
_SOURCE = r"(?:'[^'\n]{1,500}'|\"[^\"\n]{1,500}\")\s*(?:;|$|//|(?:assert|with)\s*\{)"
_MODULE = re.compile(
    rf"""
    import\b\s*(?:(?:type\s+)?(?:{_NAME}|{_ALL}|{_NAMES})\s*(?:,\s*(?:{_ALL}|{_NAMES}))?\s*from\s*)?{_SOURCE}
    | export\s*{_ALL}\s*from\s*{_SOURCE}
    | export\s*(?:type\s*)?{_NAMES}\s*(?:;|\Z|from\s*{_SOURCE})
    | export\s+(?:const|let|type|var)\s*(?:{_NAME}|{_NAMES}|\[[^\[\]]{{0,500}}\])\s*[:=]
    | export\s+(?:default\s+)?(?:async\s+)?function\b[\s*]*(?:{_NAME})?\s*\(
    | export\s+(?:default\s+)?class\b(?:\s+{_NAME})?(?:\s+extends\s+[\w$.]+)?\s*\{{
    | export\s+default\s*(?:[\[{{<]|(?:async\s*)?\([^()]{{0,500}}\)\s*=>|{_NAME}(?:\s*(?:;|=>|\Z)|\(|\.\w))
    """,
    re.MULTILINE | re.VERBOSE,
)
"""How a paragraph of JavaScript begins, as in the Markdown of Docusaurus; a sentence may begin with the same words."""


@dataclass
class MarkdownLayout:
    """What Markdown says of its own text; all spans count in it.

    Attributes:
        blocks: in reading order and apart, the front matter too.
        code: ranges that are no prose, sorted.
        line_marks: the marks of hard line breaks, and of quotations and lists where a block goes on, sorted.
        fields: the texts of pictures, and tooltips, in reading order; all of them in ``code``.
        pairs: the two marks of each emphasis or strikethrough.
        links: the two marks of each link: before and behind its label.
        rows: the whole lines of the rows of tables, without their heads.
        html: the whole lines of the blocks of HTML of which something is read.
        expressions: of JavaScript, comments in braces, and tags that hold either, sorted.
    """

    blocks: list[Block] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    line_marks: list[Span] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    pairs: list[tuple[Span, Span]] = field(default_factory=list)
    links: list[tuple[Span, Span]] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)
    html: list[Span] = field(default_factory=list)
    expressions: list[Span] = field(default_factory=list)

    def layout(self) -> Layout:
        """Blocks, code, line marks, links and fields."""
        code, line_marks = tuple(sorted(self.code)), tuple(sorted(self.line_marks))
        links = tuple(sorted(Span(opening.start, closing.end) for opening, closing in self.links))
        return Layout(tuple(self.blocks), code, tuple(self.fields), line_marks=line_marks, links=links)


def read_layout(text: str, start: int | None = None) -> MarkdownLayout:
    """The layout of Markdown.

    Args:
        text: the file.
        start: where its front matter ends, and the text begins; found where None.
    """
    made = MarkdownLayout()
    if start is None:
        start = front_matter_end(text)
        if start:
            made.blocks.append(Block(Span(0, start), "front_matter", Span(0, start)))
    _Reader(text, start, made).read()
    made.expressions = find_expressions(text, made.blocks, made.code)
    made.blocks, made.code = with_expressions(made.blocks, made.code, made.expressions)
    return made


@lru_cache(maxsize=1)
def layout_of(text: str) -> MarkdownLayout:
    """The layout of Markdown without front matter, not to be changed: that of the last text is kept."""
    return read_layout(text, 0)


def is_module(paragraph: str) -> bool:
    """Whether a paragraph at the top level is JavaScript: what a file imports or exports."""
    return bool(_MODULE.match(paragraph))


class _Reader:
    """Follows markdown-it's tokens, which count lines, through a text, which counts code points."""

    def __init__(self, text: str, start: int, made: MarkdownLayout) -> None:
        self._text = text
        self._made = made
        self._lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, start) if m.end() > m.start()]
        self._references: Mapping[str, object] = {}
        self._cell_end = 0

    def read(self) -> None:
        """Find all blocks."""
        # The parser counts lines by "\n" alone; a lone "\r" must not shift the count, so the lines are joined anew.
        body = "\n".join(self._content(line) for line in self._lines)
        environment: dict[str, object] = {}
        around: list[Token] = []
        for token in watched_parser().parse(body, environment):
            references = environment.get("references")
            self._references = references if isinstance(references, dict) else {}
            if token.nesting == 1:
                if token.type == "tr_open" and token.map and around[-1].type == "tbody_open":
                    self._made.rows.append(self._lines[token.map[0]])
                around.append(token)
            elif token.nesting == -1:
                around.pop()
            elif token.map and token.map[0] < token.map[1]:
                self._leaf(token, Span(*token.map), around)

    def _content(self, line: Span) -> str:
        return self._text[line.start : line.end].rstrip("\r\n")

    def _leaf(self, token: Token, lines: Span, around: Sequence[Token]) -> None:
        whole = Span(self._lines[lines.start].start, self._lines[lines.end - 1].end)
        if token.type == "html_block":
            self._html(whole, around)
        elif token.type in ("fence", "code_block"):
            self._made.blocks.append(Block(whole, "code", whole))
        elif token.type == "inline" and around[-1].type in ("th_open", "td_open"):
            self._cell(token, whole)
        elif token.type == "inline":
            self._prose(token, lines, whole, around)

    def _html(self, whole: Span, around: Sequence[Token]) -> None:
        # Imported here: few articles hold any.
        from pipeline.ingest.markdown.html import html_layout

        start = self._text.find("<", whole.start, whole.end)
        is_quoted = any(parent.type == "blockquote_open" for parent in around)
        # The marks of a quotation stand in each of its lines.
        is_bare = start >= 0 and not (is_quoted and "\n" in self._text[start : whole.end].rstrip("\r\n"))
        whole = Span(start, whole.end) if is_bare else whole
        inside = html_layout(self._text, whole) if is_bare else None
        if inside is None:
            self._made.blocks.append(Block(whole, "html", whole))
            return
        self._made.html.append(whole)
        self._made.blocks += inside.blocks
        self._made.code += inside.code
        self._made.line_marks += inside.line_marks
        self._made.fields += inside.fields

    def _prose(self, token: Token, lines: Span, whole: Span, around: Sequence[Token]) -> None:
        span = self._trimmed(whole)
        if span is None:
            return
        if len(around) == 1 and is_module(token.content):
            self._made.blocks.append(Block(whole, "code", whole))
            return
        kind = _kind([parent.type for parent in around])
        level = int(around[-1].tag[1]) if kind == "h" else 0
        with_underline = around[-1].map
        if kind == "h" and with_underline:
            whole = Span(whole.start, self._lines[with_underline[1] - 1].end)
        places = self._places(token.content, lines)
        if places is not None and kind == "h" and token.content:
            # The marks that may close a heading are none of its text.
            span = places.span(0, len(token.content))
        self._made.blocks.append(Block(span, kind, whole, level))
        if places is None:
            self._made.code.append(span)
            return
        self._made.line_marks += self._continuations(lines, span)
        self._mark(find_marks(token.content, dict(self._references)), places)

    def _cell(self, token: Token, row: Span) -> None:
        """A cell of a table; its row and its neighbors stay when it is emptied."""
        content = token.content
        written = content if content in self._text[row.start : row.end] else content.replace("|", "\\|")
        start = self._text.find(written, max(row.start, self._cell_end), row.end)
        if not content or start < 0:
            return
        span = Span(start, start + len(written))
        self._cell_end = span.end
        self._made.blocks.append(Block(span, "td", span))
        if written == content:
            self._mark(find_marks(content, dict(self._references)), _Places([0], [start]))
        else:
            self._made.code.append(span)

    def _trimmed(self, line: Span) -> Span | None:
        """``line`` without nested marks, such as a heading inside a quotation inside a list."""
        mark = _MARK.match(self._text, line.start, line.end)
        span = trimmed(self._text, mark.end() if mark else line.start, line.end)
        while span is not None and (mark := _MARK.match(self._text, span.start, span.end)):
            span = trimmed(self._text, mark.end(), span.end)
        return span

    def _places(self, content: str, lines: Span) -> _Places | None:
        """Where the lines of a block's content stand in the text; None where one is not found as it is."""
        starts: list[int] = []
        pieces = content.split("\n")
        if len(pieces) != len(lines):
            return None
        for piece, line in zip(pieces, self._lines[lines.start : lines.end], strict=True):
            source = self._content(line).replace("\0", "\ufffd")
            start = len(source.rstrip()) - len(piece.rstrip())
            if start < 0 or not source.startswith(piece.rstrip(), start):
                start = source.find(piece)
            if start < 0:
                return None
            starts.append(line.start + start)
        return _Places([0, *accumulate(len(piece) + 1 for piece in pieces[:-1])], starts)

    def _continuations(self, lines: Span, span: Span) -> Iterator[Span]:
        """The marks of a quotation, and the indent, at the second and later lines of a block."""
        for line in self._lines[lines.start + 1 : lines.end]:
            found = CONTINUED.match(self._text, line.start, line.end)
            if found and found.end() > found.start() and line.start < span.end:
                yield Span(found.start(), min(found.end(), span.end))

    def _mark(self, marks: InlineMarks, places: _Places) -> None:
        self._made.code += (places.span(start, end) for start, end in marks.code)
        self._made.fields += (Field(name, places.span(start, end)) for name, start, end in marks.texts)
        self._made.line_marks += (places.span(start, end) for start, end in marks.breaks)
        self._made.pairs += ((places.span(*opening), places.span(*closing)) for opening, closing in marks.pairs)
        self._made.links += ((places.span(*opening), places.span(*closing)) for opening, closing in marks.links)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the lines of a block's content begin, in the content and in the text."""

    content: list[int]
    text: list[int]

    def span(self, start: int, end: int) -> Span:
        """A range of the content as a range of the text."""
        first, last = self._place(start), self._place(max(start, end - 1))
        return Span(first, max(first, last + (end > start)))

    def _place(self, position: int) -> int:
        line = bisect_right(self.content, position) - 1
        return self.text[line] + position - self.content[line]


def _kind(around: Sequence[str]) -> BlockKind:
    if "heading_open" in around:
        return "h"
    if "blockquote_open" in around:
        return "quote"
    return "li" if "list_item_open" in around else "p"
