"""Texts on their way through a LanguageTool server: batched, and searched for the paragraph that it fails on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.engines.languagetool.cache import Matches
from pipeline.engines.languagetool.http import NotCheckedError
from pipeline.engines.languagetool.text import LONGEST_REQUEST, halves, open_brackets
from pipeline.engines.languagetool.units import SEPARATOR
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span

MOST_FAILURES = 12
"""Failed requests in one text after which its failing parts are no longer searched for the paragraph to blame."""

MOST_DEADLINES = 4
"""Deadlines that may pass in one text before that search ends."""


_QUOTES = "\"'„»«“‘ "


class Work:
    """Units of one text on their way through the server.

    Args:
        ask: sends a text, and gives the matches in it or raises a ``NotCheckedError``.
        deadline: seconds for one request.

    Attributes:
        results: the matches in each unit.
        faults: the spans of a unit that could not be checked.
    """

    def __init__(self, ask: Callable[[str], Matches], deadline: float) -> None:
        self.results: dict[str, Matches] = {}
        self.faults: dict[str, tuple[Span, ...]] = {}
        self._ask = ask
        self._failures = 0
        self._search_ends = time.monotonic() + MOST_DEADLINES * deadline

    def check_all(self, units: Sequence[str]) -> None:
        """Check units in as few requests as may be."""
        for batch in _batches(units):
            self._check(batch)

    def _check(self, batch: list[str]) -> None:
        """Check units in one request; where that fails, in halves, down to the paragraph that is to blame."""
        found = self._matches(SEPARATOR.join(batch))
        if found is not None:
            self._share_out(batch, found)
        elif len(batch) == 1:
            self._check_paragraphs(batch[0])
        elif self._may_search():
            middle = len(batch) // 2
            self._check(batch[:middle])
            self._check(batch[middle:])
        else:
            self.faults.update((unit, (Span(0, len(unit)),)) for unit in batch)

    def _matches(self, text: str) -> Matches | None:
        try:
            return self._ask(text)
        except NotCheckedError:
            self._failures += 1
            return None

    def _may_search(self) -> bool:
        return self._failures < MOST_FAILURES and time.monotonic() < self._search_ends

    def _share_out(self, batch: list[str], found: Matches) -> None:
        start = 0
        for unit in batch:
            end = start + len(unit)
            own = (match for match in found if start <= match.span.start and match.span.end <= end)
            self.results[unit] = tuple(moved(own, -start))
            start = end + len(SEPARATOR)

    def _check_paragraphs(self, unit: str) -> None:
        """Find the paragraph of a unit that the server fails on."""
        matches: list[GrammarMatch] = []
        faults: list[Span] = []
        spans = list(halves(unit, Span(0, len(unit))) or ())
        if not spans or not self._may_search():
            faults.append(Span(0, len(unit)))
        while spans:
            span = spans.pop(0)
            found = self._matches(unit[span.start : span.end])
            if found is not None:
                matches += moved(found, span.start)
                continue
            parts = halves(unit, span) if self._may_search() else None
            if parts:
                spans[:0] = parts
            else:
                faults.append(span)
        self.results[unit] = tuple(matches)
        self.faults[unit] = tuple(faults)


def moved(matches: Iterable[GrammarMatch], by: int) -> Iterator[GrammarMatch]:
    """The matches as they are where their text begins ``by`` code points later."""
    for match in matches:
        span = Span(match.span.start + by, match.span.end + by)
        yield GrammarMatch(span, match.rule_id, match.category, match.message, match.suggestions)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts by requests that are not too long."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if _depends_on_others(text):
            yield [text]
            continue
        if batch and length + len(text) > LONGEST_REQUEST:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text) + len(SEPARATOR)
    if batch:
        yield batch


def _depends_on_others(text: str) -> bool:
    """Whether remarks on a text could come from what is sent before it.

    LanguageTool looks for the other one of a bracket in all that it is sent, and misses no capital at the start of what
    follows an unfinished sentence.
    """
    return bool(open_brackets(text)) or text.lstrip(_QUOTES)[:1].islower()
