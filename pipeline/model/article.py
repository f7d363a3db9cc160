"""An article as it was read, and the way from a place in its text to the place in the author's file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.model.layout import Layout
from pipeline.model.spans import Segment, Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    Attributes:
        id: stable name of the article within a run: its path relative to the input folder, with forward slashes.
        path: the file it came from, as text for reports; empty for text given to the Python API.
        format: name of a format in ``pipeline.ingest``: ``text``, ``markdown`` ...
        source: the decoded file.
        text: what the rules read.
        segments: sorted ranges, apart in both, that map ``text`` to ``source``; for plain text a single identity. Text
            between them, such as the gap between two paragraphs, stands nowhere in ``source``; source between them is
            markup.
        layout: blocks and code as the markup states them; None where they are read off ``text`` itself.
        title: the article's title, or empty.
        url: where the article stands on the web, if the file says so.
        extracted_ratio: share of the file's words that belong to the article; None where the file is the article.
        encoding: the codec that decoded the file.
        byte_order_mark: the bytes that stood before the text, to be written back.
        language: two-letter code, or empty where the text is too short to tell.
        language_confidence: 0 to 1, or None where it was not measured.
    """

    id: str
    source: str
    text: str
    segments: tuple[Segment, ...]
    path: str = ""
    format: str = "text"
    layout: Layout | None = None
    title: str = ""
    url: str = ""
    extracted_ratio: float | None = None
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    language: str = ""
    language_confidence: float | None = None

    @classmethod
    def from_text(cls, text: str, *, id: str = "article", format: str = "text") -> Article:
        """An article whose text is its own source."""
        return cls(id=id, source=text, text=text, segments=(Segment(0, len(text), 0, len(text)),), format=format)

    @property
    def prose(self) -> str:
        """What a reader reads: the text without the fields behind it."""
        return self.text if self.layout is None else self.text[: self.layout.prose_end]

    def to_source(self, position: int) -> int:
        """The position in ``source`` of a position in ``text``."""
        index = bisect_right(self.segments, position, key=lambda segment: segment.start) - 1
        if index < 0:
            return self.segments[0].source_start if self.segments else 0
        segment = self.segments[index]
        if position >= segment.end or not segment.is_verbatim:
            return segment.source_end if position >= segment.end else segment.source_start
        return segment.source_start + position - segment.start

    def to_source_span(self, span: Span) -> Span:
        """The range in ``source`` of a range in ``text``, from its first character to its last."""
        start = self.to_source(span.start)
        if not len(span):
            return Span(start, start)
        segment = self.segments[max(bisect_right(self.segments, span.end - 1, key=lambda one: one.start) - 1, 0)]
        end = segment.source_end
        if segment.is_verbatim and span.end < segment.end:
            end = segment.source_start + span.end - segment.start
        return Span(start, max(start, end))
