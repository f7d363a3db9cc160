"""What stands inside a block of Markdown: code, links, pictures, tags and emphasis, with their places.

markdown-it tells no places inside a block, so its rules are watched while they read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.rules_inline.state_inline import Delimiter

from pipeline.model import FieldName

_RECORD = "unspin record"

_MORE_CODE = re.compile(
    r"\[\^[^\]\s]{1,100}\]:?"
    r"|\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}",
    re.DOTALL,
)
"""Marks of footnotes, and calls of templates (Jekyll, Hugo)."""
_HARD_BREAK = re.compile(r"(?<=\S)[ \t]{2,}(?=\n)|\\(?=\n)")
"""What breaks a line, before its end."""
_TITLE = re.compile(r"\([^\n]*?\s(?:\"([^\"\n]+)\"|'([^'\n]+)')\s*\)\Z")
"""The target of a link or a picture with its tooltip."""
_UNREAD = re.compile(r"[\\&`<>\[\]\n]")
"""What a text of a picture or a tooltip that is written as it reads does not hold."""

Rule = Callable[[StateInline, bool], bool]
Pair = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class InlineMarks:
    """What was found in the text of a block; all places count in that text.

    Attributes:
        code: ranges that are no prose, sorted: inline code, targets of links, pictures, tags, entities ...
        texts: ranges in ``code`` that readers or search engines read all the same, sorted, each with what it is: the
            texts of pictures, and tooltips.
        breaks: the marks of hard line breaks, sorted.
        pairs: the two marks of each emphasis or strikethrough, as ranges.
        links: the two marks of each link whose label is but its text: "[", and "](" up to the end.
    """

    code: list[tuple[int, int]] = field(default_factory=list)
    texts: list[tuple[FieldName, int, int]] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    links: list[Pair] = field(default_factory=list)


@dataclass(slots=True)
class _Record:
    code: list[tuple[int, int]] = field(default_factory=list)
    texts: list[tuple[FieldName, int, int]] = field(default_factory=list)
    links: list[Pair] = field(default_factory=list)
    delimiters: list[tuple[list[Delimiter], int, tuple[int, int]]] = field(default_factory=list)
    """List of an emphasis mark, its index in the list, and its place."""


def find_marks(text: str, references: dict[str, object]) -> InlineMarks:
    """The marks in the text of a block.

    Args:
        text: as markdown-it gives it, without the marks of the block.
        references: the targets of links that the file defines, as markdown-it found them.
    """
    record = _Record()
    parser = watched_parser()
    parser.inline.parse(text, parser, {_RECORD: record, "references": references}, [])
    code = sorted(record.code + [match.span() for match in _MORE_CODE.finditer(text)])
    breaks = [match.span() for match in _HARD_BREAK.finditer(text)]
    texts = sorted(record.texts, key=lambda one: one[1])
    return InlineMarks(code, texts, breaks, sorted(_pairs(record)), sorted(record.links))


@cache
def watched_parser() -> MarkdownIt:
    """The parser of all Markdown here; ``find_marks`` reads what is inside the blocks that it finds."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["inline", "text_join"])
    for name, rule in (("backticks", backtick), ("autolink", autolink), ("html_inline", html_inline)):
        parser.inline.ruler.at(name, _watched(rule))
    parser.inline.ruler.at("entity", _watched(entity))
    parser.inline.ruler.at("image", _watched_image)
    parser.inline.ruler.at("link", _watched_link)
    parser.inline.ruler.at("emphasis", _watched_delimiters(emphasis.tokenize, 1))
    parser.inline.ruler.at("strikethrough", _watched_delimiters(strikethrough.tokenize, 2))
    return parser


def _watched(rule: Rule) -> Rule:
    def watch(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = rule(state, silent)
        if found and not silent and not _is_lone_run(state, start):
            state.env[_RECORD].code.append((start, state.pos))
        return found

    return watch


def _is_lone_run(state: StateInline, start: int) -> bool:
    """Whether backticks that nothing closes were passed over."""
    return set(state.src[start : state.pos]) == {"`"}


def _watched_image(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("![", state.pos):
        return image(state, silent)
    start, record = state.pos, state.env[_RECORD]
    label_end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    # The text of a picture is parsed by itself, so that places inside it would count from its own start.
    state.env[_RECORD] = _Record()
    found = image(state, silent)
    state.env[_RECORD] = record
    if found:
        record.code.append((start, state.pos))
        # In "![text]" and "![text][]" the text is the name of the target as well, so that it must stay.
        if state.src[label_end + 1 : label_end + 2] == "(" or state.pos > label_end + 3:
            _record_text(record, state, "alternative text", (start + 2, label_end))
        _record_title(record, state, label_end)
    return found


def _record_title(record: _Record, state: StateInline, label_end: int) -> None:
    title = _TITLE.match(state.src, label_end + 1, state.pos)
    if title:
        _record_text(record, state, "tooltip", title.span(title.lastindex or 0))


def _record_text(record: _Record, state: StateInline, name: FieldName, span: tuple[int, int]) -> None:
    text = state.src[span[0] : span[1]]
    if text.strip() and not _UNREAD.search(text):
        record.texts.append((name, *span))


def _watched_link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    label_end = state.md.helpers.parseLinkLabel(state, start, True) if state.src[start] == "[" and not silent else -1
    found = link(state, silent)
    if found and not silent:
        has_target = state.src[label_end + 1 : label_end + 2] == "(" or state.pos > label_end + 3
        # In "[label]" and "[label][]" the label is the name of the target as well, so that it must stay.
        record: _Record = state.env[_RECORD]
        record.code.append((label_end if has_target else start, state.pos))
        if has_target:
            record.links.append(((start, start + 1), (label_end, state.pos)))
        _record_title(record, state, label_end)
    return found


def _watched_delimiters(rule: Rule, size: int) -> Rule:
    """A rule that finds marks of emphasis of some characters each, watched; a character too many stands before them."""

    def watch(state: StateInline, silent: bool) -> bool:
        start, delimiters = state.pos, state.delimiters
        known = len(delimiters)
        found = rule(state, silent)
        if found:
            first = start + (state.pos - start) % size
            places = ((place, place + size) for place in range(first, state.pos, size))
            numbers = range(known, len(delimiters))
            state.env[_RECORD].delimiters += ((delimiters, *one) for one in zip(numbers, places, strict=False))
        return found

    return watch


def _pairs(record: _Record) -> list[Pair]:
    places = {(id(delimiters), index): place for delimiters, index, place in record.delimiters}
    pairs = []
    for delimiters, index, place in record.delimiters:
        closing = places.get((id(delimiters), delimiters[index].end))
        if closing is not None:
            pairs.append((place, closing))
    return pairs
