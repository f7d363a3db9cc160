"""How much of an article is taken for it, and how much of what stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.pages.templates import Filled
from pipeline.ingest.formats import Parsed

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

    def add(self, page: Filled, parsed: Parsed, whole: Parsed) -> None:
        """Count one page.

        Args:
            page: with the places of its article.
            parsed: what was taken for the article.
            whole: all text of the page.
        """
        self.article += sum(_is_within(page.article, place) for place in word_places(whole))
        for place in word_places(parsed):
            if _is_within(page.article, place):
                self.kept += 1
            else:
                self.beside += 1

    @property
    def kept_share(self) -> float:
        """Share of the articles' words that were taken."""
        return self.kept / self.article if self.article else 1.0

    @property
    def beside_share(self) -> float:
        """Share of what was taken that does not belong to an article."""
        return self.beside / (self.kept + self.beside) if self.kept + self.beside else 0.0


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


def _is_within(ranges: Sequence[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in ranges)
