"""The blocks of a text: paragraphs, headings, list items, and parts that are no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.ingest.markdown.layout import read_layout
from pipeline.ingest.plain import line_blocks
from pipeline.model import Article, Block, BlockKind, Layout, Span

PROSE: frozenset[BlockKind] = frozenset({"p", "h", "li", "td", "quote"})
"""The kinds that hold sentences."""

RUNNING_TEXT: frozenset[BlockKind] = frozenset({"p", "li"})
"""Of these, the kinds whose text runs on over sentences of the author: no heading, cell or quotation."""

_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?!\S)")


def find_blocks(text: str, format: str) -> tuple[Block, ...]:
    """The blocks of ``text`` in reading order.

    Args:
        text: the text to divide.
        format: ``markdown``, or anything else for plain text, in which every line is a block.
    """
    return find_layout(text, format).blocks


def find_layout(text: str, format: str) -> Layout:
    """The blocks of ``text``, and the code in it; see ``find_blocks``."""
    return read_layout(text).layout() if format == "markdown" else Layout(tuple(line_blocks(text)))


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The blocks of an article's text: as its file states them, else as they are read off the text."""
    return article.layout.blocks if article.layout else find_blocks(article.text, article.format)


def count_words(text: str, blocks: Iterable[Block]) -> int:
    """The words of the prose blocks, split at white space as crawlers do."""
    return sum(len(text[block.span.start : block.span.end].split()) for block in blocks if block.kind in PROSE)


def find_fragments(text: str, blocks: Iterable[Block], longest: int) -> Sequence[Span]:
    """The prose blocks that hold no sentence: short ones without a stop, such as ingredients, exercises and headings.

    Args:
        text: the text.
        blocks: of the text, a paragraph of hard-wrapped lines as one.
        longest: words of the longest such block.
    """
    spans = [block.span for block in blocks if block.kind in PROSE]
    return [
        span
        for span in spans
        if len(text[span.start : span.end].split(maxsplit=longest)) <= longest
        and not _STOP.search(text, span.start, span.end)
    ]
