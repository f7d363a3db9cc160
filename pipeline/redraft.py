"""An article's text made again from what was found in it, with some of the changes left out and others put in.

What a rule found counts in the text that it read, and that text is not the same where a change before it is missing. So
the readings are gone through in their order, and each change is made where the text that it was found in still stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pipeline.draft import Draft
from pipeline.errors import ArticleError
from pipeline.model import Article, Edit, Finding, Span

_MENDING = ("G30", "G32", "G33")
"""Rules that mend what the changes before them left: white space, doubled words, capitals, articles, agreement, marks;
spelling and style are of the words themselves."""

_CLOSE = ".,;:!?)"
"""Marks that no space stands before."""

Reason = Literal["other text", "overlap", "beside"]


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a change that was wanted is not made.

    Attributes:
        reason: the text that it was found in is ``other text`` now; another change ``overlap``s it; or it was made
            right ``beside`` one that is missing now, which it may have mended.
        finding: number of the finding that it gives way to, or None where no single one is to blame.
    """

    reason: Reason
    finding: int | None


@dataclass(frozen=True, slots=True)
class Redraft:
    """What was made.

    Attributes:
        draft: the article with the changes.
        spans: of all findings, in the article's text.
        losses: the changes that are not made, by the number of their finding.
    """

    draft: Draft
    spans: tuple[Span, ...]
    losses: Mapping[int, Loss]


def redraft(
    article: Article, findings: Sequence[Finding], wanted: Mapping[int, str], explicit: frozenset[int] = frozenset()
) -> Redraft:
    """Make the wanted changes of an article, those of each reading in the text that the earlier ones left.

    Args:
        article: as it was read.
        findings: with their states after the run, and with the places where they were read.
        wanted: the new text of findings, by their numbers.
        explicit: of these, the ones that a person asks for: they go first, and stay beside what is missing.

    Raises:
        ArticleError: ``internal``, where a finding does not fit the text that it was found in.
    """
    replay = _Replay(article, findings, wanted, explicit)
    numbers = sorted(range(len(findings)), key=lambda number: findings[number].read_in)
    for _, group in groupby(numbers, key=lambda number: findings[number].read_in):
        replay.read(list(group))
    return Redraft(replay.draft, tuple(replay.spans), replay.losses)


def not_repeated() -> ArticleError:
    """The fault of an article in which the run's own changes cannot be found again."""
    reason = "What the run did could not be done again. Run `unspin clean --no-cache`, and decide anew."
    return ArticleError("internal", reason)


class _Replay:
    """Two drafts of an article, reading by reading: the one that was recorded, and the one that is made."""

    def __init__(
        self, article: Article, findings: Sequence[Finding], wanted: Mapping[int, str], explicit: frozenset[int]
    ) -> None:
        self._findings = findings
        self._wanted = wanted
        self._explicit = explicit
        self._recorded = Draft(article)
        self._made: list[int] = []
        self._fixed_before: list[int] = []
        self._missing: list[int] = []
        self.draft = Draft(article)
        self.spans = [finding.span for finding in findings]
        self.losses: dict[int, Loss] = {}

    def read(self, here: Sequence[int]) -> None:
        """Go through the findings of one reading."""
        for number in here:
            place = self._place(number)
            if self._recorded.text[place.start : place.end] != self._findings[number].match:
                raise not_repeated()
            self.spans[number] = self._recorded.to_article(place)
        self._missing = [n for n in self._fixed_before if n not in self._wanted or n in self.losses]
        taken: dict[int, Span] = {}
        for number in sorted(here, key=lambda number: (number not in self._explicit, number)):
            if number not in self._wanted:
                continue
            span = self._recorded.carried(self._place(number), self.draft)
            if span is not None and self._is_made(number, span, taken):
                continue
            loss = self._overlap(span, taken) if span is not None else Loss("other text", self._to_blame(number))
            loss = loss or self._beside(number)
            if span is None or loss:
                self.losses[number] = loss or Loss("other text", None)
            else:
                taken[number] = span
        for number in sorted(self._explicit.intersection(taken)):
            # A rule that takes words out knows which space goes with them.
            if not self._wanted[number] and "" not in self._findings[number].suggestions:
                taken[number] = self._with_space(taken[number], [span for n, span in taken.items() if n != number])
        self._made += taken
        self._fixed_before += (n for n in here if self._findings[n].state == "fixed")
        self.draft = self.draft.revise(self._changes(taken, self._wanted))
        recorded = {n: self._place(n) for n in here if self._findings[n].state in ("fixed", "reverted")}
        self._recorded = self._recorded.revise(
            self._changes(recorded, {number: self._findings[number].suggestions[0] for number in recorded})
        )

    def _is_made(self, number: int, span: Span, taken: Mapping[int, Span]) -> bool:
        """Whether a change that a person asks for is made already, as what another finding asks for."""
        same = (n for n, other in taken.items() if other == span and self._wanted[n] == self._wanted[number])
        return number in self._explicit and any(n in self._explicit for n in same)

    def _with_space(self, span: Span, others: Sequence[Span]) -> Span:
        """The span with one of the spaces around it, where two would be left side by side, or one before a stop."""
        text, (start, end) = self.draft.text, (span.start, span.end)
        before, behind = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if behind == " " and before.isspace():
            end += 1
        elif before == " " and (behind.isspace() or behind in _CLOSE):
            start -= 1
        wide = Span(start, end)
        return span if any(wide.overlaps(other) for other in others) else wide

    def _place(self, number: int) -> Span:
        finding = self._findings[number]
        return finding.read_at or finding.span

    def _changes(self, spans: Mapping[int, Span], new: Mapping[int, str]) -> list[Edit]:
        edits = (Edit(s.start, s.end, new[n], (self._findings[n].rule_id,)) for n, s in spans.items())
        return sorted(edits, key=lambda edit: edit.start)

    def _overlap(self, span: Span, taken: Mapping[int, Span]) -> Loss | None:
        others = (n for n, other in taken.items() if other.start == span.start or other.overlaps(span))
        other = next(others, None)
        return None if other is None else Loss("overlap", other)

    def _to_blame(self, number: int) -> int | None:
        """The change that is missing where a finding was read, or the one that was made there instead."""
        span = self.spans[number]
        inside = (n for n in (*self._missing, *self._made) if self.spans[n].overlaps(span))
        beside = (n for n in self._missing if self.spans[n].start <= span.end and span.start <= self.spans[n].end)
        return next(inside, next(beside, None))

    def _beside(self, number: int) -> Loss | None:
        """Whether a change may be there to mend one that is missing now, with no word between the two."""
        finding = self._findings[number]
        if number in self._explicit or not finding.rule_id.startswith(_MENDING):
            return None
        near = self._recorded.edits_at(_without_words_around(self._recorded.text, self._place(number)))
        if not _has_words(finding.match):
            # White space and marks are mended where words went, not where other words came.
            near = tuple(edit for edit in near if not _has_words(edit.new))
        others = (n for n in self._missing for edit in near if edit.span.contains(self.spans[n]))
        other = next(others, None)
        return None if other is None else Loss("beside", other)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _without_words_around(text: str, span: Span) -> Span:
    """A span widened to the words around it, within its line."""
    start, end = span.start, span.end
    while start and not text[start - 1].isalnum() and text[start - 1] not in "\r\n":
        start -= 1
    while end < len(text) and not text[end].isalnum() and text[end] not in "\r\n":
        end += 1
    return Span(start, end)
