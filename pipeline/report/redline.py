"""An article in reading order with its changes: what the author wrote, what was taken out, what was put in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from pipeline.facts.language.blocks import blocks_of
from pipeline.ingest.plain import trimmed
from pipeline.model import Article, Edit, Finding, Span

PieceKind = Literal["kept", "old", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that one thing is to be said of.

    Attributes:
        text: the characters.
        kind: ``kept`` stands before and after, ``old`` only before, ``new`` only after.
        findings: numbers of the findings that it is part of.
        ends: those of them that end with it.
    """

    text: str
    kind: PieceKind
    findings: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article, or a field beside it.

    Attributes:
        kind: what an editor is told that it is, such as ``p``, ``h2`` or ``alternative text``.
        pieces: its text; without the white space around it.
        findings: numbers of the findings that begin in it, in reading order.
    """

    kind: str
    pieces: tuple[Piece, ...]
    findings: tuple[int, ...]

    @property
    def is_changed(self) -> bool:
        """Whether it came out in other words than it went in."""
        return any(piece.kind != "kept" for piece in self.pieces)


def redline(article: Article, edits: Sequence[Edit], findings: Sequence[Finding]) -> list[Passage]:
    """The passages of an article; of the fields beside it only those that a finding or an edit is about.

    Args:
        article: as it was read.
        edits: sorted and apart, in the article's text.
        findings: sorted, spans in the article's text; a finding's number is its place here, from 0.
    """
    places = list(_places(article))
    begun: list[list[int]] = [[] for _ in places]
    for number, finding in enumerate(findings if places else ()):
        begun[_place_of([span for _, span in places], finding.span)].append(number)
    passages = []
    for number, ((kind, span), own) in enumerate(zip(places, begun, strict=True)):
        since = span.start if number else 0
        to = places[number + 1][1].start if number + 1 < len(places) else len(article.text) + 1
        here = [edit for edit in edits if since <= edit.start < to or edit.span.overlaps(span)]
        if own or here or span.end <= len(article.prose):
            touching = {n: one.span for n, one in enumerate(findings) if _touch(one.span, span)}
            pieces = _Pieces(article.text, here, touching).cut(span, since)
            passages.append(Passage(kind, tuple(pieces), tuple(own)))
    return passages


def _places(article: Article) -> Iterator[tuple[str, Span]]:
    """Where text stands and what it is: the lines of each block, then the fields behind the prose."""
    text, position = article.text, 0
    blocks = blocks_of(article)
    for block, following in zip_longest(blocks, blocks[1:]):
        # Cells of a table share a line.
        end = block.line.end if following is None else min(block.line.end, max(following.span.start, block.span.end))
        if span := trimmed(text, max(position, block.line.start), end):
            yield block.shown, span
        position = end
    for field in article.layout.fields if article.layout else ():
        if field.span.start >= len(article.prose) and (span := trimmed(text, field.span.start, field.span.end)):
            yield field.name, span


def _place_of(places: Sequence[Span], span: Span) -> int:
    """The first place that a finding touches; between two places, the one before."""
    number = bisect_right(places, span.start, key=lambda place: place.end)
    if number < len(places) and places[number].start < max(span.end, span.start + 1):
        return number
    return max(number - 1, 0)


def _touch(one: Span, other: Span) -> bool:
    """Whether two ranges share a character or a border."""
    return one.start <= other.end and other.start <= one.end


class _Pieces:
    """Cuts a passage where an edit or a finding begins or ends.

    Args:
        text: the article's.
        edits: that begin or end in the passage, or lie around it, sorted and apart.
        findings: that touch the passage, by their numbers.
    """

    def __init__(self, text: str, edits: Sequence[Edit], findings: Mapping[int, Span]) -> None:
        self._text = text
        self._edits = edits
        self._findings = findings

    def cut(self, passage: Span, since: int) -> Iterator[Piece]:
        """The pieces of a passage.

        Args:
            passage: its range.
            since: what is put in where an edit begins here or later stands in this passage.
        """
        borders = {passage.start, passage.end}
        for span in (*(edit.span for edit in self._edits), *self._findings.values()):
            borders |= {border for border in (span.start, span.end) if passage.start < border < passage.end}
        begun = [edit for edit in self._edits if edit.start >= since and edit.new]
        yield from self._put_in([edit for edit in begun if edit.end <= passage.start], ())
        for start, end in pairwise(sorted(borders)):
            edits = [edit for edit in begun if edit.end > passage.start and min(edit.end, passage.end) == end]
            ends = self._ends(end, passage)
            yield self._old_or_kept(Span(start, end), () if edits else ends)
            yield from self._put_in(edits, ends)

    def _ends(self, end: int, passage: Span) -> tuple[int, ...]:
        """The findings whose part in the passage ends at a place."""
        parts = {n: one for n, one in self._findings.items() if one.start < passage.end or len(one) == 0}
        return tuple(n for n, one in parts.items() if one.end > passage.start and min(one.end, passage.end) == end)

    def _old_or_kept(self, span: Span, ends: tuple[int, ...]) -> Piece:
        is_old = any(edit.span.overlaps(span) for edit in self._edits)
        numbers = tuple(number for number, finding in self._findings.items() if finding.overlaps(span))
        return Piece(self._text[span.start : span.end], "old" if is_old else "kept", numbers, ends)

    def _put_in(self, edits: Sequence[Edit], ends: tuple[int, ...]) -> Iterator[Piece]:
        for edit in edits:
            numbers = tuple(
                n for n, one in self._findings.items() if edit.span.contains(one) or edit.span.overlaps(one)
            )
            yield Piece(edit.new, "new", numbers, ends if edit is edits[-1] else ())
