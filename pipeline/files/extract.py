"""A cleaned article freed from its file: plain text, or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from pipeline.draft import Draft
from pipeline.facts.language.blocks import find_blocks
from pipeline.ingest.formats import BinaryFormat, Format, TextFormat
from pipeline.ingest.markdown.marks import without_marks
from pipeline.ingest.registry import HTML, load_format
from pipeline.model import Article, Block, Cleaned, Edit

_LINE_ENDS = re.compile(r"\s*(?:\r\n|\r|\n)\s*")


def extract(cleaned: Cleaned, to: Literal["text", "markdown"], content: bytes | None = None) -> str:
    """The cleaned article by itself.

    Args:
        cleaned: the article.
        to: ``text``, with an empty line between two blocks, or ``markdown``. An article that is in this format already
            is its own text.
        content: the file that was written of it; None for one in a file of several.
    """
    article = cleaned.article
    if article.format == to:
        return cleaned.source
    format = load_format(article.format)
    if isinstance(format, BinaryFormat) and content is not None:
        page = format.as_html(content, cleaned.text)
        if page is not None and (write_page := _writer(load_format(HTML), to)):
            return write_page(Article.from_text(page, format=HTML), ())
    if write := _writer(format, to):
        return write(article, cleaned.source_edits)
    layout = Draft(article, cleaned.edits).layout
    blocks = layout.blocks if layout else find_blocks(cleaned.text, article.format)
    as_block = _as_markdown if to == "markdown" else _as_text
    return _join([as_block(cleaned.text[block.span.start : block.span.end], block) for block in blocks])


def _writer(format: Format, to: Literal["text", "markdown"]) -> Callable[[Article, Sequence[Edit]], str] | None:
    """What writes an article of a format anew, with the edits of its source; None where nothing does."""
    if not isinstance(format, TextFormat):
        return None
    return format.as_text if to == "text" else format.as_markdown


def _join(blocks: list[str]) -> str:
    return "".join(f"{block}\n\n" for block in blocks if block).rstrip("\n") + "\n"


def _as_text(text: str, _block: Block) -> str:
    return text


def _as_markdown(text: str, block: Block) -> str:
    if block.kind == "code":
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", text))])
        return f"{fence}\n{text}\n{fence}"
    escaped = without_marks(text)
    if block.kind == "h":
        return f"{'#' * (block.level or 2)} {_LINE_ENDS.sub(' ', escaped)}"
    if block.kind == "li":
        return f"- {_LINE_ENDS.sub(chr(10) + '  ', escaped)}"
    if block.kind == "quote":
        return f"> {_LINE_ENDS.sub(chr(10) + '> ', escaped)}"
    return escaped
