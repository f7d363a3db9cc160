"""Entries that go from a list in front matter, with what parts them, so that the rest still reads as it did."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.ingest.front_matter.nodes import Sequence
from pipeline.model import Span

_HYPHEN = re.compile(r"\s*-\s+")
"""What stands before an entry on its line."""
_COMMENT = r"#[^\r\n\x85\u2028\u2029]*"
"""A comment goes as far as a line to YAML, which has more marks for the end of one than the file is edited by."""
_COMMENT_LINE = re.compile(rf"[ \t]*{_COMMENT}\r?\n")
_REST_OF_LINE = re.compile(rf"[ \t]*(?:{_COMMENT})?(?:\r?\n|\Z)")
_BLANK_OR_COMMENTS = re.compile(rf"(?:[ \t]*(?:{_COMMENT})?\r?\n)*[ \t]*-\s+")
"""What may stand between the colon of a key and the first entry of its list for ``[]`` to be written there."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose entries may go; all positions count in the file.

    Attributes:
        entries: the ranges of all its entries, with their quotation marks.
        whole: what ``[]`` is written for where no entry stays; empty, behind the colon, where ``has_lines``.
        has_lines: whether each entry stands on a line of its own, behind a hyphen.
        is_kept: whether no entry can go without a change of what stands around it: comments in brackets, an anchor.
    """

    entries: tuple[Span, ...]
    whole: Span
    has_lines: bool
    is_kept: bool

    @classmethod
    def of(cls, source: str, node: Sequence) -> Listing:
        """The list of a node of the front matter in ``source``."""
        entries = tuple(one.span for one in node.entries)
        if not entries:
            return cls((), node.span, node.has_lines, is_kept=True)
        if node.has_lines:
            colon = source.find(":", node.key_end, entries[0].start) + 1
            head = _BLANK_OR_COMMENTS.fullmatch(source, colon, entries[0].start)
            return cls(entries, Span(colon, colon), has_lines=True, is_kept=not colon or head is None)
        edges = (node.span.start, *(edge for one in entries for edge in (one.start, one.end)), node.span.end)
        has_comments = any("#" in source[gap:reach] for gap, reach in zip(edges[::2], edges[1::2], strict=True))
        return cls(entries, node.span, has_lines=False, is_kept=has_comments or source[node.span.start] != "[")

    def keeps(self, source: str, entry: Span) -> bool:
        """Whether one of ``entries`` cannot go without a change of what stands around it."""
        if self.is_kept or not self.has_lines:
            return self.is_kept
        before = _HYPHEN.fullmatch(source, source.rindex("\n", 0, entry.start) + 1, entry.start)
        return not (before and _REST_OF_LINE.match(source, entry.end))

    def without(self, source: str, gone: Collection[Span]) -> Iterator[tuple[Span, str]]:
        """Ranges of the file with what is written for them, so that some entries go with what parts them.

        In a list by lines, a comment above entries goes with the last of them; the first of the list stays, and all do
        where the list is left empty, for they may be about the list.

        Args:
            source: the file.
            gone: some of ``entries``.
        """
        is_emptied = len(gone) == len(self.entries)
        if is_emptied:
            yield self.whole, " []" if self.has_lines else "[]"
        if self.has_lines:
            yield from ((line, "") for line in self._lines(source, gone, with_comments=not is_emptied))
        elif not is_emptied:
            yield from ((span, "") for span in self._in_brackets(gone))

    def _in_brackets(self, gone: Collection[Span]) -> Iterator[Span]:
        kept_before = False
        for number, entry in enumerate(self.entries):
            if entry not in gone:
                kept_before = True
            elif kept_before:
                yield Span(self.entries[number - 1].end, entry.end)
            else:
                yield Span(entry.start, self.entries[number + 1].start)

    def _lines(self, source: str, gone: Collection[Span], *, with_comments: bool) -> Iterator[Span]:
        lines = [_line(source, entry) for entry in self.entries]
        for number, (entry, line) in enumerate(zip(self.entries, lines, strict=True)):
            if entry not in gone:
                continue
            last = number
            while last + 1 < len(lines) and lines[last].end == lines[last + 1].start:
                last += 1
            # A comment is about all entries down to the next comment or empty line; the first may head the list.
            if with_comments and number and all(one in gone for one in self.entries[number : last + 1]):
                line = Span(_comments_above(source, line.start, lines[number - 1].end), line.end)
            yield line


def _line(source: str, entry: Span) -> Span:
    end = source.find("\n", entry.end) + 1
    return Span(source.rindex("\n", 0, entry.start) + 1, end or len(source))


def _comments_above(source: str, start: int, least: int) -> int:
    """Where the lines of comments right above a line begin, not before ``least``; the line where there are none."""
    while start > least:
        line_start = source.rfind("\n", 0, start - 1) + 1
        if not _COMMENT_LINE.fullmatch(source, line_start, start):
            return start
        start = line_start
    return start
