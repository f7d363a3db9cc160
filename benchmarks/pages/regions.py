"""How much of an article is taken for it, and how much of what stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from benchmarks.pages.templates import Filled
from pipeline.ingest.formats import Parsed, TextFormat
from pipeline.ingest.registry import load_format

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class RegionScore:
    """Words counted over pages.

    Attributes:
        article: words of the articles.
        kept: of them, those that were taken for the article.
        beside: words taken that do not belong to it.
    """

    article: int = 0
    kept: int = 0
    beside: int = 0

    @property
    def kept_share(self) -> float:
        """Share of the articles' words that were taken."""
        return self.kept / self.article if self.article else 1.0

    @property
    def beside_share(self) -> float:
        """Share of what was taken that does not belong to an article."""
        return self.beside / (self.kept + self.beside) if self.kept + self.beside else 0.0


def score_page(page: Filled, score: RegionScore) -> None:
    """Count the words of one page by where they stand in its source."""
    format = load_format("xhtml" if page.suffix == ".xhtml" else "html")
    assert isinstance(format, TextFormat)
    for start, end in page.article:
        score.article += len(_WORD.findall(format.parse(page.source[start:end]).text))
    for place in word_places(format.parse(page.source)):
        if any(start <= place < end for start, end in page.article):
            score.kept += 1
        else:
            score.beside += 1


def score_trafilatura(page: Filled, score: RegionScore) -> None:
    """Count the words that trafilatura takes for the article; it names no places, so words are compared without order.

    Nothing is counted where it is not installed.
    """
    try:
        from trafilatura import extract
    except ImportError:
        return
    format = load_format("xhtml" if page.suffix == ".xhtml" else "html")
    assert isinstance(format, TextFormat)
    article: Counter[str] = Counter()
    for start, end in page.article:
        article.update(_WORD.findall(format.parse(page.source[start:end]).text))
    taken = Counter(_WORD.findall((extract(page.source, include_comments=False) or "").replace("\u00ad", "")))
    score.article += article.total()
    score.kept += (taken & article).total()
    score.beside += (taken - article).total()


def word_places(parsed: Parsed) -> list[int]:
    """Where the words of the prose stand in the source."""
    segments = [segment for segment in parsed.segments if segment.end > segment.start]
    starts = [segment.start for segment in segments]
    end = parsed.layout.prose_end if parsed.layout else None
    places = []
    for word in _WORD.finditer(parsed.text[:end]):
        segment = segments[bisect_right(starts, word.start()) - 1]
        places.append(segment.source_start + (word.start() - segment.start if segment.is_verbatim else 0))
    return places
