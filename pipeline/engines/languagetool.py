"""LanguageTool behind the ``GrammarEngine`` protocol."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from language_tool_python import Match

from pipeline.engines.languagetool_address import LanguageToolAddress
from pipeline.engines.languagetool_http import LanguageToolHttp, NotCheckedError
from pipeline.engines.languagetool_text import Utf16Positions, forced_cuts, halves, mask, pieces
from pipeline.engines.protocols import GrammarCheck, GrammarMatch
from pipeline.errors import EngineError
from pipeline.model import Span

MOST_SUGGESTIONS = 5
"""Replacements kept of a remark."""

MOST_FAILURES = 12
"""Failed requests in one text after which its failing parts are no longer searched for the paragraph to blame."""

MOST_DEADLINES = 4
"""Deadlines that may pass in one text before that search ends."""


class LanguageToolEngine:
    """A client of a LanguageTool server. Safe to use from several threads; make one in each process."""

    def __init__(
        self,
        address: LanguageToolAddress | str,
        *,
        disabled_rules: tuple[str, ...] = (),
        disabled_categories: tuple[str, ...] = (),
        enabled_categories: tuple[str, ...] = (),
        deadline: float = 90.0,
        patience: float = 30.0,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            address: of our own server, or the URL of another one, such as ``http://host:8081/v2``.
            disabled_rules: ids of rules to leave out.
            disabled_categories: ids of categories to leave out.
            enabled_categories: ids of categories to add to those that LanguageTool has on by default.
            deadline: seconds for one request.
            patience: seconds to wait for a server that is not reachable or busy.
        """
        if isinstance(address, str):
            address = LanguageToolAddress(url=address)
        self._http = LanguageToolHttp(address, deadline, patience)
        options = {
            "disabledRules": disabled_rules,
            "disabledCategories": disabled_categories,
            "enabledCategories": enabled_categories,
        }
        self._options = {name: ",".join(ids) for name, ids in options.items() if ids}
        self._seconds_for_search = MOST_DEADLINES * deadline
        self._version = ""

    @property
    def version(self) -> str:
        """Name and version that the server gives itself, such as ``LanguageTool 6.8``.

        Raises:
            EngineError: the server cannot be reached, or does not answer as LanguageTool does.
        """
        if not self._version:
            try:
                self._ask("A test.", "en-US")
            except NotCheckedError as error:
                raise EngineError(f"The grammar server does not work: {error}. Try --no-grammar.") from error
        return self._version

    def check(self, text: str, language: str) -> GrammarCheck:
        """Check ``text``; long texts are cut at paragraph ends into several requests.

        Args:
            text: any text; parts that the server cannot bear are sent as placeholders and draw no remark.
            language: a tag such as ``en-US``.

        Raises:
            EngineError: the server cannot be reached at all, or does not know the language.
        """
        safe, masked = mask(text)
        cuts = forced_cuts(safe)
        work = _Work(self, safe, language)
        for start, end in pairwise((0, *cuts, len(text))):
            for piece in pieces(safe, Span(start, end)):
                work.check(piece)
        meaningless = _Touching((*masked, *(Span(cut, cut) for cut in cuts)))
        matches = tuple(match for match in work.matches if not meaningless(match.span))
        return GrammarCheck(matches, _joined(work.unchecked))

    def close(self) -> None:
        """Give back connections. The checker is not usable afterwards."""
        self._http.close()

    def _ask(self, text: str, language: str) -> tuple[GrammarMatch, ...]:
        answer = self._http.check({"text": text, "language": language, **self._options})
        try:
            software = answer["software"]
            self._version = f"{software['name']} {software['version']}"
            positions = Utf16Positions(text)
            return tuple(_grammar_match(raw, positions) for raw in answer["matches"])
        except (KeyError, TypeError, ValueError) as error:
            raise NotCheckedError(f"the answer is not one of LanguageTool's: {error!r}") from error


class _Work:
    """One text on its way through the server, piece by piece."""

    def __init__(self, engine: LanguageToolEngine, text: str, language: str) -> None:
        self.matches: list[GrammarMatch] = []
        self.unchecked: list[Span] = []
        self._engine = engine
        self._text = text
        self._language = language
        self._failures = 0
        self._search_ends = time.monotonic() + engine._seconds_for_search

    def check(self, span: Span) -> None:
        """Check a piece; where that fails, check its halves, down to the paragraph that is to blame."""
        text = self._text[span.start : span.end]
        if not text.strip():
            return
        try:
            found = self._engine._ask(text, self._language)
        except NotCheckedError:
            self._failures += 1
            may_search = self._failures < MOST_FAILURES and time.monotonic() < self._search_ends
            parts = halves(self._text, span) if may_search else None
            if parts is None:
                self.unchecked.append(span)
                return
            for part in parts:
                self.check(part)
        else:
            self.matches.extend(_moved(found, span.start))


def _moved(matches: tuple[GrammarMatch, ...], by: int) -> Iterator[GrammarMatch]:
    for match in matches:
        span = Span(match.span.start + by, match.span.end + by)
        yield GrammarMatch(span, match.rule_id, match.category, match.message, match.suggestions)


def _grammar_match(raw: dict[str, Any], positions: Utf16Positions) -> GrammarMatch:
    span = positions.span(raw["offset"], raw["length"])
    # Match keeps the positions of wide characters of the last text on its class, where threads overwrite each other,
    # and leaves lengths in UTF-16: so it reads everything but positions, and sees no text.
    match = Match(raw, "")
    return GrammarMatch(
        span, match.rule_id, match.category, match.message, tuple(match.replacements[:MOST_SUGGESTIONS])
    )


class _Touching:
    """Whether a span overlaps or adjoins one of many."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = sorted(spans)
        self._ends = [span.end for span in self._spans]

    def __call__(self, span: Span) -> bool:
        first = bisect_left(self._ends, span.start)
        return first < len(self._spans) and self._spans[first].start <= span.end


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, adjacent ones as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
