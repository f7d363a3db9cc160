"""Spun articles with paragraphs by people between theirs: what is flagged in these is a false alarm."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.swaps.score import swap_findings
from benchmarks.swaps.sets import CleanText, SpunArticle
from pipeline.model import Cleaned, Span

_SHORTEST, _LONGEST = 15, 90
"""Words of a paragraph that is put in."""

_LONG_LINE = 30
"""Words of a line of the spun article from which on a paragraph follows it."""


def paragraphs_of(texts: Iterable[CleanText]) -> list[str]:
    """The paragraphs of clean texts that may be put in, each on a line."""
    lines = (" ".join(part.split()) for text in texts for part in text.text.split("\n\n"))
    return [line for line in lines if _SHORTEST <= len(line.split()) <= _LONGEST]


def put_between(article: SpunArticle, paragraphs: Sequence[str], rng: random.Random) -> tuple[str, list[Span]]:
    """A spun article with a paragraph behind each of its long lines, and where these stand."""
    lines: list[str] = []
    spans: list[Span] = []
    position = 0
    for line in filter(str.strip, article.text.splitlines()):
        put_in = [rng.choice(paragraphs)] if len(line.split()) >= _LONG_LINE else []
        for text in (line, *put_in):
            if text is not line:
                spans.append(Span(position, position + len(text)))
            lines.append(text)
            position += len(text) + len("\n\n")
    return "\n\n".join(lines), spans


def score_between(cleaned: Cleaned, spans: Sequence[Span]) -> Counter[str]:
    """Counts of the paragraphs that were put in."""
    text = cleaned.article.text
    findings = [finding for finding in swap_findings(cleaned) if any(finding.span.overlaps(span) for span in spans)]
    return Counter(
        words=sum(len(text[span.start : span.end].split()) for span in spans),
        alarms=len(findings),
        applied=sum(finding.state == "fixed" for finding in findings),
    )
