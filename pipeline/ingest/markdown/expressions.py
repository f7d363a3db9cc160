"""JavaScript in Markdown, as MDX has it: expressions and comments in braces, and tags with expressions in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Block, Span

_COMMENT_START, _COMMENT_END = "{/*", "*/}"
_BRACE = re.compile(r"(?<!\\)[{}]")
_TAG = re.compile(r"<[A-Za-z][\w.:-]{0,100}\s[^<>]{0,4000}>")
_QUOTED = re.compile(r"\{\s*([\"'`])((?:(?!\1)[^\\$])*)\1\s*\}")
"""A text without escapes and without values in it, as in ``{" "}``."""
_NO_BRACES = r"[^{}]{0,2000}"
_VALUE = re.compile(rf"(?<=[\w-])=(?:\{{{_NO_BRACES}(?:\{{{_NO_BRACES}\}}{_NO_BRACES}){{0,50}}\}})")
"""The value of an attribute that is an expression, as in ``onClick={() => open({ at: 1 })}``."""
_ANGLE = re.compile("[<>]")
_LONGEST = 5_000
"""Characters of a comment, and of an expression with blank lines: what nobody closes must not take half an article."""
NO_PROSE = ("code", "html", "front_matter")
"""The kinds of blocks in Markdown that nobody reads as text."""


def with_expressions(
    blocks: Sequence[Block], code: Sequence[Span], expressions: Sequence[Span]
) -> tuple[list[Block], list[Span]]:
    """Blocks and code of Markdown, with the expressions in it: a block that is but one is code as a whole.

    Args:
        blocks: in reading order and apart.
        code: ranges that are no prose.
        expressions: as ``find_expressions`` finds them.
    """
    starts, ends = [one.start for one in expressions], [one.end for one in expressions]
    made, found = list(blocks), list(code)
    for number, block in enumerate(blocks if expressions else ()):
        if block.kind in NO_PROSE:
            continue
        touching = expressions[bisect_right(ends, block.span.start) : bisect_left(starts, block.span.end)]
        inside = [_common(block.span, one) for one in touching]
        if sum(map(len, inside)) == len(block.span):
            made[number] = replace(block, kind="code", level=0)
        else:
            found += inside
    return made, found


def find_expressions(text: str, blocks: Sequence[Block], code: Sequence[Span]) -> list[Span]:
    """The outermost expressions, comments and tags that hold one, sorted and apart.

    Args:
        text: Markdown.
        blocks: in reading order and apart.
        code: ranges that are no prose.
    """
    return _Expressions(text, blocks, code).found() if "{" in text else []


def without_expressions(text: str, expressions: Sequence[Span]) -> str:
    """The text without comments and tags, and with what quoted texts in braces say; other expressions stay."""
    pieces: list[str] = []
    position = 0
    for one in expressions:
        written = text[one.start : one.end]
        quoted = _QUOTED.fullmatch(written)
        pieces.append(text[position : one.start])
        if quoted:
            pieces.append(quoted[2])
        elif not written.startswith((_COMMENT_START, "<")):
            pieces.append(written)
        position = one.end
    pieces.append(text[position:])
    return "".join(pieces)


def as_html_tags(text: str) -> str:
    """HTML with expressions in its tags as HTML alone, of equal length: no tag ends inside of an expression."""
    return _VALUE.sub(lambda value: _ANGLE.sub("_", value[0]), text) if "={" in text else text


class _Expressions:
    """Finds the outermost expressions.

    Args:
        text: Markdown.
        blocks: in reading order and apart.
        code: ranges whose braces are no expression's.
    """

    def __init__(self, text: str, blocks: Sequence[Block], code: Sequence[Span]) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]
        self._skipped = sorted([*code, *(block.span for block in blocks if block.kind in NO_PROSE)])

    def found(self) -> list[Span]:
        """Expressions, comments and tags that hold one, sorted and apart."""
        comments = _outermost(one for one in self._comments() if not _holds(self._skipped, one.start))
        braces = _outermost([*comments, *(one for one in self._pairs(comments) if self._is_whole(one))])
        return _outermost([*braces, *self._tags(braces)])

    def _comments(self) -> Iterator[Span]:
        start = self._text.find(_COMMENT_START)
        while start >= 0:
            end = self._text.find(_COMMENT_END, start, start + _LONGEST)
            if end >= 0:
                yield Span(start, end + len(_COMMENT_END))
            start = self._text.find(_COMMENT_START, max(end, start + 1))

    def _pairs(self, comments: Sequence[Span]) -> Iterator[Span]:
        open_braces: list[int] = []
        skipped = _outermost([*self._skipped, *comments])
        for match in _BRACE.finditer(self._text):
            if match.group() == "{":
                if not _holds(skipped, match.start()):
                    open_braces.append(match.start())
            elif open_braces and not _holds(comments, match.start()):
                yield Span(open_braces.pop(), match.end())

    def _is_whole(self, span: Span) -> bool:
        """Whether an expression lies in one block, or is lines of its own."""
        number = bisect_right(self._starts, span.start) - 1
        if number >= 0 and self._blocks[number].span.contains(span):
            return True
        if len(span) > _LONGEST:
            return False
        line_start = self._text.rfind("\n", 0, span.start) + 1
        line_end = self._text.find("\n", span.end)
        behind = self._text[span.end : line_end if line_end >= 0 else len(self._text)]
        return not (self._text[line_start : span.start].strip() or behind.strip())

    def _tags(self, expressions: Sequence[Span]) -> Iterator[Span]:
        """The tags around expressions: to Markdown, they are text where one holds a space."""
        pieces: list[str] = []
        position = 0
        for one in expressions:
            pieces += (self._text[position : one.start], "{" * len(one))
            position = one.end
        pieces.append(self._text[position:])
        found = (Span(*match.span()) for match in _TAG.finditer("".join(pieces)) if "{" in match.group())
        return (one for one in found if not _holds(self._skipped, one.start))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Those of some spans that lie in no other, sorted; nested or apart as they are."""
    made: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not made or span.start >= made[-1].end:
            made.append(span)
    return made


def _holds(spans: Sequence[Span], place: int) -> bool:
    """Whether a place lies in one of some spans, sorted by start."""
    number = bisect_right(spans, place, key=lambda one: one.start) - 1
    return number >= 0 and place < spans[number].end


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
