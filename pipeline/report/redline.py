"""An article in reading order with its changes: what the author wrote, what was taken out, what was put in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest
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
    spans = [span for _, span in places]
    begun: list[list[int]] = [[] for _ in places]
    for number, finding in enumerate(findings if places else ()):
        begun[_place_of(spans, finding.span)].append(number)
    changed, found = _Ranges([edit.span for edit in edits]), _Ranges([one.span for one in findings])
    passages = []
    for number, ((kind, span), own) in enumerate(zip(places, begun, strict=True)):
        since = span.start if number else 0
        to = spans[number + 1].start if number + 1 < len(spans) else len(article.text) + 1
        near = (edits[n] for n in changed.touching(Span(since, max(to, span.end))))
        here = [edit for edit in near if since <= edit.start < to or edit.span.overlaps(span)]
        if own or here or span.end <= len(article.prose):
            pieces = _Pieces(article.text, here, found).cut(span, since)
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


class _Ranges:
    """Ranges of a text, of which those near a place are found without a look at all the others.

    Args:
        spans: sorted by where they start.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reaches = list(accumulate((span.end for span in spans), max))

    def __getitem__(self, number: int) -> Span:
        return self._spans[number]

    def touching(self, place: Span) -> list[int]:
        """The numbers of those that share a character or a border with a place, sorted."""
        numbers = []
        number = bisect_right(self._starts, place.end)
        while number and self._reaches[number - 1] >= place.start:
            number -= 1
            if self._spans[number].end >= place.start:
                numbers.append(number)
        return numbers[::-1]

    def over(self, place: Span) -> tuple[int, ...]:
        """The numbers of those that share a character with a place, or lie empty in it, sorted."""
        return tuple(
            number
            for number in self.touching(place)
            if self._spans[number].overlaps(place) or place.contains(self._spans[number])
        )


class _Pieces:
    """Cuts a passage where an edit or a finding begins or ends.

    Args:
        text: the article's.
        edits: that begin or end in the passage, or lie around it, sorted and apart.
        findings: of the article.
    """

    def __init__(self, text: str, edits: Sequence[Edit], findings: _Ranges) -> None:
        self._text = text
        self._edits = edits
        self._changed = _Ranges([edit.span for edit in edits])
        self._findings = findings

    def cut(self, passage: Span, since: int) -> Iterator[Piece]:
        """The pieces of a passage.

        Args:
            passage: its range.
            since: what is put in where an edit begins here or later stands in this passage.
        """
        touching = self._findings.touching(passage)
        borders = {passage.start, passage.end}
        for span in (*(edit.span for edit in self._edits), *(self._findings[number] for number in touching)):
            borders |= {border for border in (span.start, span.end) if passage.start < border < passage.end}
        ends = self._ends(touching, passage)
        begun = [edit for edit in self._edits if edit.start >= since and edit.new]
        yield from self._put_in([edit for edit in begun if edit.end <= passage.start], ())
        put_in: dict[int, list[Edit]] = {}
        for edit in begun:
            if edit.end > passage.start:
                put_in.setdefault(min(edit.end, passage.end), []).append(edit)
        for start, end in pairwise(sorted(borders)):
            edits = put_in.get(end, [])
            here = tuple(ends.get(end, ()))
            yield self._old_or_kept(Span(start, end), () if edits else here)
            yield from self._put_in(edits, here)

    def _ends(self, touching: Sequence[int], passage: Span) -> dict[int, list[int]]:
        """The findings whose part in the passage ends at a place, by this place."""
        ends: dict[int, list[int]] = {}
        for number in touching:
            one = self._findings[number]
            if one.end > passage.start and (one.start < passage.end or len(one) == 0):
                ends.setdefault(min(one.end, passage.end), []).append(number)
        return ends

    def _old_or_kept(self, span: Span, ends: tuple[int, ...]) -> Piece:
        is_old = any(self._changed[number].overlaps(span) for number in self._changed.touching(span))
        numbers = tuple(n for n in self._findings.touching(span) if self._findings[n].overlaps(span))
        return Piece(self._text[span.start : span.end], "old" if is_old else "kept", numbers, ends)

    def _put_in(self, edits: Sequence[Edit], ends: tuple[int, ...]) -> Iterator[Piece]:
        for edit in edits:
            yield Piece(edit.new, "new", self._findings.over(edit.span), ends if edit is edits[-1] else ())
