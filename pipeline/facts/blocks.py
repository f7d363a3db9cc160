"""The blocks of a text: paragraphs, headings, list items, and parts that are no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt

from pipeline.ingest.plain import line_block, trimmed
from pipeline.model import Article, Block, BlockKind, Span

PROSE: frozenset[BlockKind] = frozenset({"p", "h", "li", "td", "quote"})
"""The kinds that hold sentences."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARKDOWN_MARK = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def find_blocks(text: str, format: str) -> tuple[Block, ...]:
    """The blocks of ``text`` in reading order.

    Args:
        text: the text to divide.
        format: ``markdown``, or anything else for plain text, in which every line is a block.
    """
    return tuple(_markdown_blocks(text) if format == "markdown" else _text_blocks(text))


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The blocks of an article's text: as its file states them, else as they are read off the text."""
    return article.layout.blocks if article.layout else find_blocks(article.text, article.format)


def count_words(text: str, blocks: Iterable[Block]) -> int:
    """The words of the prose blocks, split at white space as crawlers do."""
    return sum(len(text[block.span.start : block.span.end].split()) for block in blocks if block.kind in PROSE)


def _lines(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _LINE.finditer(text) if match.end() > match.start()]


def _text_blocks(text: str) -> Iterator[Block]:
    return filter(None, (line_block(text, line) for line in _lines(text)))


def _markdown_blocks(text: str) -> Iterator[Block]:
    lines = _lines(text)
    front_matter = _FRONT_MATTER.match(text)
    offset = front_matter.end() if front_matter else 0
    if front_matter:
        yield Block(Span(0, offset), "front_matter", Span(0, offset))
    first = next((index for index, line in enumerate(lines) if line.start >= offset), len(lines))
    # The parser counts lines by "\n" alone; a lone "\r" must not shift the count, so the lines are joined anew.
    body = "\n".join(text[line.start : line.end].rstrip("\r\n") for line in lines[first:])
    for kind, begin, end in _markdown_ranges(body):
        whole = Span(lines[first + begin].start, lines[first + end - 1].end)
        span = whole if kind in ("code", "html") else _trimmed_deep(text, whole)
        if span is not None:
            yield Block(span, kind, whole)


def _trimmed_deep(text: str, line: Span) -> Span | None:
    """``line`` without nested marks, such as a heading inside a quotation inside a list."""
    span = trimmed(text, line, _MARKDOWN_MARK)
    while span is not None and _MARKDOWN_MARK.match(text, span.start, span.end):
        span = trimmed(text, span, _MARKDOWN_MARK)
    return span


def _markdown_ranges(body: str) -> Iterator[tuple[BlockKind, int, int]]:
    """Kind, first line and line after the last of each leaf block."""
    around: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.nesting == 1:
            around.append(token.type)
        elif token.nesting == -1:
            around.pop()
        if token.map is None or token.map[0] >= token.map[1]:
            continue
        first, after = token.map
        if token.type in ("fence", "code_block"):
            yield "code", first, after
        elif token.type == "html_block":
            yield "html", first, after
        elif token.type == "tr_open":
            yield "td", first, after
        elif token.type == "inline" and "tr_open" not in around:
            yield _markdown_kind(around), first, after


def _markdown_kind(around: list[str]) -> BlockKind:
    if "heading_open" in around:
        return "h"
    if "blockquote_open" in around:
        return "quote"
    return "li" if "list_item_open" in around else "p"
