"""What a reviewer sees of a run: the batch, and of each article with findings its text, its changes and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.report.columns import Row
from pipeline.report.metrics import Metric, metrics_of
from pipeline.report.quality import latest_quality
from pipeline.report.redline import Passage
from pipeline.report.reread import suggestions_of
from pipeline.report.wording import REMOVAL

MOST_FINDINGS = 1_000
"""Findings on a page, but for an article that alone has more: browsers are slow with longer ones."""

_STRETCH = 3
"""Passages in a row without a finding from which on they are folded away."""

_BINS = 10
"""Bars of the histogram, each of ten points of quality."""


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """The text of an article with its changes.

    Attributes:
        passages: in reading order.
        keyphrase_sentences: of each sentence of the text as it is now, whether it holds the keyphrase; empty where
            there is no keyphrase.
    """

    passages: tuple[Passage, ...]
    keyphrase_sentences: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages in a row; ``is_quiet`` where there are several without a finding."""

    passages: tuple[Passage, ...]
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """An article with findings.

    Attributes:
        name: of its place on the page.
        row: of the article in the report.
        findings: its rows, as numbered in the passages.
        text: None where the original is not as the run read it.
        fault: why there is no text.
    """

    name: str
    row: Row
    findings: tuple[Row, ...]
    text: ReviewedText | None
    fault: str = ""

    @property
    def metrics(self) -> list[Metric]:
        """What was measured."""
        return metrics_of(self.row)

    @property
    def stretches(self) -> list[Stretch]:
        """The passages, those in a row without a finding together."""
        found = []
        passages = self.text.passages if self.text else ()
        for is_loud, group in groupby(passages, key=lambda one: bool(one.findings) or one.is_changed):
            together = tuple(group)
            found.append(Stretch(together, is_quiet=not is_loud and len(together) >= _STRETCH))
        return found


@dataclass(frozen=True, slots=True)
class BatchLine:
    """An article in the table of the batch.

    Attributes:
        row: of the article in the report.
        findings: how many it has.
        open: how many of them are open.
        link: to its place on a page; empty where it has none.
    """

    row: Row
    findings: int
    open: int
    link: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The run that is reviewed.

    Attributes:
        run_id: its name.
        folder: of its reports, as the user named it.
        is_clean: whether it changed articles, so that there is something to decide.
        lines: its articles, sorted by path.
        pages: file names of the pages, the one with the table first.
    """

    run_id: str
    folder: str
    is_clean: bool
    lines: tuple[BatchLine, ...]
    pages: tuple[str, ...]

    @property
    def not_cleaned(self) -> list[Row]:
        """The articles that failed or were skipped, failed ones first."""
        rows = [line.row for line in self.lines if line.row["status"] in ("failed", "skipped")]
        return sorted(rows, key=lambda row: (str(row["status"]), str(row["path"])))

    @property
    def histogram(self) -> list[int]:
        """How many articles have which quality, in steps of ten points, lowest first; 100 counts with the last."""
        counts = [0] * _BINS
        for line in self.lines:
            score = latest_quality(line.row)
            if score is not None:
                counts[min(int(score * _BINS / 100), _BINS - 1)] += 1
        return counts


def pages_of(counts: Sequence[int]) -> list[int]:
    """The page that each article stands on, from 0.

    Args:
        counts: findings of each article that has some, in the order of the pages.
    """
    numbers = []
    page = held = 0
    for count in counts:
        if held and held + count > MOST_FINDINGS:
            page, held = page + 1, 0
        held += count
        numbers.append(page)
    return numbers


def choices_of(row: Row) -> list[tuple[str, str]]:
    """What may stand in place of a finding, and how it is shown; what is decided or suggested first comes first."""
    return [(wording, shown_wording(wording)) for wording in dict.fromkeys(suggestions_of(row))]


def shown_wording(wording: str) -> str:
    """A replacement in a form that can be seen."""
    if not wording:
        return REMOVAL
    if wording.isspace():
        return "(line break)" if "\n" in wording else "(space)" if len(wording) == 1 else "(white space)"
    return " ".join(wording.split())
