"""Makes texts safe for LanguageTool: characters and lengths that it cannot bear, and its way of counting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import Span

LONGEST_REQUEST = 20_000
"""Code points in one request; the server's time grows faster than the length of some texts."""

LONGEST_SENTENCE = 2_000
"""Code points without a sentence end after which one is assumed."""

LONGEST_RUN = 50
"""Signs or digits in a row that are sent as they are; the time for such runs grows with their square."""

# A number of any length draws no remark and costs nothing.
_PLACEHOLDER = "0"
_WIDE_PLACEHOLDER = "\N{MATHEMATICAL BOLD DIGIT ZERO}"

# Signs count as one run across white space, since "( ( ( (" is as bad as "((((".
_RUN = re.compile(rf"(?:[^\w\s]|_)(?:\s*(?:[^\w\s]|_)){{{LONGEST_RUN},}}|\d{{{LONGEST_RUN + 1},}}")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_NOT_SPACE = re.compile(r"\S")

_PARAGRAPH_END = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)\s*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")
_LINE_END = re.compile(r"[\r\n]+")
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"[()\[\]{}]")
_OPENED_BY = {")": "(", "]": "[", "}": "{"}


def mask(text: str) -> tuple[str, tuple[Span, ...]]:
    """Replace what LanguageTool cannot bear by harmless text of equal length, in code points and in UTF-16.

    Returns:
        The text to send and the spans of ``text`` that were replaced. Remarks that touch them mean nothing.
    """
    spans: list[Span] = []

    def digits(run: re.Match[str]) -> str:
        spans.append(Span(*run.span()))
        return _NOT_SPACE.sub(lambda sign: _WIDE_PLACEHOLDER if sign[0] > "\uffff" else _PLACEHOLDER, run[0])

    def space(sign: re.Match[str]) -> str:
        spans.append(Span(*sign.span()))
        return " "

    without_controls = _UNSENDABLE.sub(space, text)
    return _RUN.sub(digits, without_controls), tuple(spans)


class Utf16Positions:
    """Turns LanguageTool's positions, which count UTF-16 units, into positions in a text."""

    def __init__(self, text: str) -> None:
        self._wide = tuple(sign.start() + before for before, sign in enumerate(_WIDE.finditer(text)))
        self._length = len(text)

    def span(self, offset: int, length: int) -> Span:
        """The span of code points for an offset and a length in UTF-16 units.

        Raises:
            ValueError: they lie outside the text.
        """
        start, end = self._position(offset), self._position(offset + length)
        if end > self._length:
            raise ValueError(f"outside the text: {offset}, {length}")
        return Span(start, end)

    def _position(self, units: int) -> int:
        return units - bisect_left(self._wide, units)


def forced_cuts(text: str) -> tuple[int, ...]:
    """Positions at which endless sentences are cut: at line ends or spaces where there are any.

    What stands before and after such a cut is never sent together, and remarks that touch it mean nothing.
    """
    cuts: list[int] = []
    ends = sorted({match.end() for border in (_PARAGRAPH_END, _SENTENCE_END) for match in border.finditer(text)})
    for start, end in pairwise((0, *ends, len(text))):
        while end - start > LONGEST_SENTENCE:
            start = _last_end(text, start, start + LONGEST_SENTENCE, (_LINE_END, _SPACE)) or start + LONGEST_SENTENCE
            cuts.append(start)
    return tuple(cuts)


def pieces(text: str, span: Span, longest: int = LONGEST_REQUEST) -> Iterator[Span]:
    """Cut ``span`` into pieces that fit a request, at paragraph ends where they fit."""
    start = span.start
    while span.end - start > longest:
        cut = _last_end(text, start, start + longest, (_PARAGRAPH_END, _LINE_END, _SENTENCE_END, _SPACE))
        end = cut or start + longest
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)


def halves(text: str, span: Span) -> tuple[Span, Span] | None:
    """Cut ``span`` at the paragraph end next to its middle; ``None`` for a single paragraph."""
    middle = (span.start + span.end) // 2
    ends = [match.end() for match in _PARAGRAPH_END.finditer(text, span.start, span.end)]
    inner = [end for end in ends if text[span.start : end].strip() and text[end : span.end].strip()]
    if not inner:
        return None
    cut = min(inner, key=lambda end: abs(end - middle))
    return Span(span.start, cut), Span(cut, span.end)


def open_brackets(text: str, before: Sequence[str] = ()) -> list[str]:
    """The brackets that have no other, where ``before`` are those that precede the text."""
    opened = list(before)
    for sign in _BRACKET.findall(text):
        if opened and _OPENED_BY.get(sign) == opened[-1]:
            opened.pop()
        else:
            opened.append(sign)
    return opened


def closes_next(text: str, start: int, opened: Sequence[str]) -> bool:
    """Whether the next bracket from ``start`` on, if it is near, belongs to the last of those that are open."""
    sign = _BRACKET.search(text, start, start + LONGEST_SENTENCE) if opened else None
    return sign is not None and _OPENED_BY.get(sign[0]) == opened[-1]


def _last_end(text: str, start: int, end: int, borders: tuple[re.Pattern[str], ...]) -> int | None:
    """The last end of a border within the range, of the first kind of border that has one."""
    for border in borders:
        ends = [match.end() for match in border.finditer(text, start, end)]
        if ends and ends[-1] > start:
            return ends[-1]
    return None
