"""Plain text: every line is a block, and the source is the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.ingest.formats import Parsed, TextFormat, verbatim
from pipeline.ingest.titles import first_line_title
from pipeline.model import Block, BlockKind, Layout, Span

_BULLET = re.compile(r"[ \t\u00a0]*(?:[•‣▪◦·●○✓✔✅☑➤►*+–-]|\(?\d{1,3}[.)])[ \t\u00a0]+")
_NUMBER_SIGNS = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(?=\S)")
"""What marks a heading in texts that are half Markdown."""
_SENTENCE_MARKS = (".", ":", ";", ",")
"""End what is no heading, even if a number sign stands before it."""
_COUNTED = re.compile(r"\d|of\b")
"""Begins what a number sign stands for a number before: "# 1 reason", "# of patients"."""
_LINE = re.compile(r"[^\r\n]+(?:\r\n?|\n)?")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
"""Between lines of hyphens, it makes prose of what may be front matter."""
_MAY_BE_FRONT_MATTER = re.compile(r"\ufeff?(?:---|\+\+\+|:?[^\W\d_][\w.-]*(?: [\w.-]+)?:)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*\s*$")
_LONGEST_HEADING = 14
"""Words in the longest plain-text line that is taken for a heading; longer lines without a full stop are prose."""


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A range of ``text`` without the white space at its ends, or None where nothing is left."""
    content = text[start:end].rstrip()
    bare = content.lstrip()
    start += len(content) - len(bare)
    return Span(start, start + len(bare)) if bare else None


def line_block(
    text: str, line: Span, kind: BlockKind | None = None, level: int = 0, stated: BlockKind | None = None
) -> Block | None:
    """The block that a line is, or None where it is blank.

    Args:
        text: that the line stands in.
        line: its range, with its line end.
        kind: what the line is known to be; where None, it is told by its looks.
        level: of a heading.
        stated: see ``Block``.
    """
    bullet = _BULLET.match(text, line.start, line.end)
    span = trimmed(text, bullet.end() if bullet else line.start, line.end)
    if span is None:
        return None
    if kind is None and stated is None and (marked := _marked_heading(text, line)) is not None:
        return marked
    if kind is None:
        kind = "li" if bullet else _kind(text[span.start : span.end])
    elif bullet and kind != "li":
        span = trimmed(text, line.start, line.end) or span
    return Block(span, kind, line, level, stated)


def _marked_heading(text: str, line: Span) -> Block | None:
    """The heading that a line is by its number signs; None where it has none, or may be a sentence or a count."""
    signs = _NUMBER_SIGNS.match(text, line.start, line.end)
    span = trimmed(text, signs.end(), line.end) if signs else None
    if signs is None or span is None:
        return None
    content = text[span.start : span.end]
    if len(content.split()) > _LONGEST_HEADING or content.endswith(_SENTENCE_MARKS) or _COUNTED.match(content):
        return None
    return Block(span, "h", line, len(signs[1]))


def _kind(content: str) -> BlockKind:
    is_heading = len(content.split(maxsplit=_LONGEST_HEADING)) <= _LONGEST_HEADING and not _SENTENCE_END.search(content)
    return "h" if is_heading or (content.endswith(("?", "!")) and content.istitle()) else "p"


def line_blocks(text: str) -> Iterator[Block]:
    """The blocks of plain text: its lines, without those that are blank."""
    lines = (Span(*line.span()) for line in _LINE.finditer(text) if not line[0].isspace())
    return filter(None, (line_block(text, line) for line in lines))


def parse(source: str) -> Parsed:
    """The article in a text file; what it says of itself in front matter is only reported."""
    if not _MAY_BE_FRONT_MATTER.match(source):
        return verbatim(source, title=first_line_title(source))
    # Imported here: hardly a text file has front matter.
    from pipeline.ingest.front_matter.fences import find_front_matter
    from pipeline.ingest.front_matter.lines import holds_pairs
    from pipeline.ingest.front_matter.text import main_title, with_values
    from pipeline.ingest.front_matter.values import find_values

    values = [replace(value, is_kept=True) for value in find_values(source)]
    front = find_front_matter(source)
    start = front.text_start if front else 0
    if front is None or not values or not source[start:].strip() or _BLANK_LINE.search(source[:start].strip()):
        return verbatim(source, title=first_line_title(source))
    # A line of hyphens may part scenes.
    if values[0].language == "lines" and not holds_pairs(source[front.start : front.end]):
        return verbatim(source, title=first_line_title(source))
    text, segments, layout = with_values(source, start, Layout(tuple(line_blocks(source[start:]))), values)
    return Parsed(text, segments, layout, main_title(values) or first_line_title(text[: layout.prose_end]))


FORMAT = TextFormat("text", parse)
