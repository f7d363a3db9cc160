"""Where a finding stands in the author's file, and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from pipeline.facts.language.blocks import blocks_of
from pipeline.facts.language.sentences import split_sentences
from pipeline.model import Cleaned, Finding, Span
from pipeline.names import collapse, words_around

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Positions in one article, for many findings.

    Args:
        cleaned: the article; spans given later count in ``cleaned.article.text``.
    """

    def __init__(self, cleaned: Cleaned) -> None:
        article = cleaned.article
        self.article_id = article.id
        self._article = article
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(article.source))]
        self._blocks = blocks_of(article)
        self._block_starts = [block.line.start for block in self._blocks]
        self._sentences = split_sentences(article.text, self._blocks)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._edits = [(e.start, e.end, len(e.new)) for e in cleaned.source_edits]
        self._edit_starts = [start for start, _, _ in self._edits]
        self._growth = list(accumulate((new - (end - start) for start, end, new in self._edits), initial=0))

    def offsets(self, finding: Finding) -> tuple[int, int]:
        """Where a finding stands in the author's file."""
        behind = finding.in_source or self._article.to_source_span(finding.span)
        return behind.start, behind.end

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def context(self, span: Span) -> tuple[str, str]:
        """What a reader reads before and after a span, each on one line."""
        return words_around(self._article.text, span)

    def sentence(self, span: Span) -> str | None:
        """The sentence that a span begins in, on one line; None outside the prose."""
        index = bisect_right(self._sentence_starts, span.start) - 1
        if index < 0 or span.start >= self._sentences[index].end:
            return None
        sentence = self._sentences[index]
        return collapse(self._article.text[sentence.start : sentence.end])

    def block(self, span: Span) -> str | None:
        """The kind of the block that a span begins in, or the name of the field."""
        layout = self._article.layout
        for field in layout.fields if layout else ():
            if field.span.start <= span.start < field.span.end:
                return field.name
        index = bisect_right(self._block_starts, span.start) - 1
        return self._blocks[index].shown if index >= 0 and span.start < self._blocks[index].line.end else None

    def output_offset(self, offset: int) -> int:
        """An offset of the author's file in the cleaned file; inside an edit, where the edit begins."""
        index = bisect_right(self._edit_starts, offset) - 1
        if index < 0:
            return offset
        start, end, _ = self._edits[index]
        if offset < end or offset == start:
            return start + self._growth[index]
        return offset + self._growth[index + 1]
