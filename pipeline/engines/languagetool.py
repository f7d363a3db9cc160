"""LanguageTool behind the ``GrammarEngine`` protocol."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from language_tool_python import Match

from pipeline import tables
from pipeline.engines.languagetool_address import LanguageToolAddress
from pipeline.engines.languagetool_cache import Matches, ParagraphCache, paragraph_key
from pipeline.engines.languagetool_http import LanguageToolHttp, NotCheckedError
from pipeline.engines.languagetool_text import LONGEST_REQUEST, Utf16Positions, forced_cuts, halves, mask, pieces
from pipeline.engines.languagetool_units import SEPARATOR, units
from pipeline.engines.protocols import GrammarCheck, GrammarMatch
from pipeline.errors import EngineError
from pipeline.model import Span
from pipeline.spelling import has_unknown_word, speller_rule

MOST_SUGGESTIONS = 5
"""Replacements kept of a remark."""

MOST_FAILURES = 12
"""Failed requests in one text after which its failing parts are no longer searched for the paragraph to blame."""

SHORTEST_WITHOUT_SPELLER = 600
"""Code points worth a request of their own: that costs about 13 ms, and the speller 0.2 ms for a word."""

MOST_DEADLINES = 4
"""Deadlines that may pass in one text before that search ends."""


@dataclass(frozen=True, slots=True)
class GrammarAccess:
    """How worker processes reach the grammar checker; can be pickled.

    Attributes:
        address: of the server.
        version: its name and version, which the cache goes by.
        cache: the file in which the matches of paragraphs are kept; None where nothing is.
    """

    address: LanguageToolAddress
    version: str
    cache: Path | None = None

    def engine(self, deadline: float) -> LanguageToolEngine:
        """A client; the rules that the profile has off are not run.

        Args:
            deadline: seconds for one request.
        """
        off = (row.checker_rule for row in tables.grammar_profile().values() if row.action == "off")
        return LanguageToolEngine(
            self.address,
            disabled_rules=tuple(sorted(rule for rule in off if not rule.startswith("category:"))),
            cache=ParagraphCache(self.cache) if self.cache else None,
            scope=self.version,
            deadline=deadline,
        )


class LanguageToolEngine:
    """A client of a LanguageTool server. Safe to use from several threads; make one in each process."""

    def __init__(
        self,
        address: LanguageToolAddress | str,
        *,
        disabled_rules: tuple[str, ...] = (),
        cache: ParagraphCache | None = None,
        scope: str = "",
        deadline: float = 90.0,
        patience: float = 30.0,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            address: of our own server, or the URL of another one, such as ``http://host:8081/v2``.
            disabled_rules: ids of rules to leave out.
            cache: where the matches in paragraphs are kept from run to run.
            scope: name and version of the server, which the cache goes by.
            deadline: seconds for one request.
            patience: seconds to wait for a server that is not reachable or busy.
        """
        if isinstance(address, str):
            address = LanguageToolAddress(url=address)
        self._http = LanguageToolHttp(address, deadline, patience)
        self._disabled_rules = disabled_rules
        self._cache = cache
        self._scope = scope
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
                self._ask("A test.", "en-US", with_speller=True)
            except NotCheckedError as error:
                raise EngineError(f"The grammar server does not work: {error}. Try --no-grammar.") from error
        return self._version

    def check(self, text: str, language: str) -> GrammarCheck:
        """Check ``text`` unit by unit: what the cache knows is not sent, the rest goes in few requests.

        Args:
            text: any text; parts that the server cannot bear are sent as placeholders and draw no remark.
            language: a tag such as ``en-US``.

        Raises:
            EngineError: the server cannot be reached at all, or does not know the language.
        """
        safe, masked = mask(text)
        cuts = forced_cuts(safe)
        found = [unit for start, end in pairwise((0, *cuts, len(text))) for unit in units(safe, Span(start, end))]
        texts = [safe[unit.start : unit.end] for unit in found]
        results, faults = self._check_units(texts, language)
        meaningless = _Touching((*masked, *(Span(cut, cut) for cut in cuts)))
        matches = [m for unit, one in zip(found, texts, strict=True) for m in _moved(results.get(one, ()), unit.start)]
        unchecked = [
            Span(fault.start + unit.start, fault.end + unit.start)
            for unit, one in zip(found, texts, strict=True)
            for fault in faults.get(one, ())
        ]
        return GrammarCheck(tuple(match for match in matches if not meaningless(match.span)), _joined(unchecked, safe))

    def close(self) -> None:
        """Give back connections. The checker is not usable afterwards."""
        self._http.close()
        if self._cache:
            self._cache.close()

    def check_whole(self, text: str, language: str) -> GrammarCheck:
        """Check ``text`` as one, with the speller, past the cache: what ``check`` is measured by.

        Raises:
            NotCheckedError: the server fails on it; nothing is done about that.
        """
        safe, _ = mask(text)
        parts = pieces(safe, Span(0, len(safe)))
        found = (
            _moved(self._ask(safe[part.start : part.end], language, with_speller=True), part.start) for part in parts
        )
        return GrammarCheck(tuple(match for matches in found for match in matches))

    def knows(self, text: str, language: str) -> bool:
        """Whether the cache holds every unit of ``text``, so that no server is needed."""
        safe, _ = mask(text)
        texts = {safe[unit.start : unit.end] for unit in units(safe, Span(0, len(safe)))}
        keys = self._keys(texts, language)
        return self._cache is not None and len(self._cache.find(keys.values())) == len(set(keys.values()))

    def _check_units(self, texts: list[str], language: str) -> tuple[dict[str, Matches], dict[str, tuple[Span, ...]]]:
        """The matches in each text, and the spans of it that could not be checked."""
        keys = self._keys(texts, language) if self._cache else {}
        known = self._cache.find(keys.values()) if self._cache else {}
        results = {text: known[key] for text, key in keys.items() if key in known}
        missing = [text for text in dict.fromkeys(texts) if text not in results]
        if not missing:
            return results, {}
        work = _Work(self, language)
        for with_speller, some in _by_speller(missing, language):
            for batch in _batches(some):
                work.check(batch, with_speller)
        if self._cache:
            self._cache.record({keys[text]: found for text, found in work.results.items() if text not in work.faults})
        return {**results, **work.results}, work.faults

    def _keys(self, texts: Iterable[str], language: str) -> dict[str, bytes]:
        plain, spelled = (
            "\0".join((self._scope, language, *self._rules_off(language, with_speller=with_speller)))
            for with_speller in (False, True)
        )
        return {text: paragraph_key(text, spelled if has_unknown_word(text, language) else plain) for text in texts}

    def _rules_off(self, language: str, *, with_speller: bool) -> tuple[str, ...]:
        return self._disabled_rules if with_speller else (*self._disabled_rules, speller_rule(language))

    def _ask(self, text: str, language: str, *, with_speller: bool) -> Matches:
        rules_off = self._rules_off(language, with_speller=with_speller)
        form = {"text": text, "language": language, **({"disabledRules": ",".join(rules_off)} if rules_off else {})}
        answer = self._http.check(form)
        try:
            software = answer["software"]
            self._version = f"{software['name']} {software['version']}"
            positions = Utf16Positions(text)
            return tuple(_grammar_match(raw, positions) for raw in answer["matches"])
        except (KeyError, TypeError, ValueError) as error:
            raise NotCheckedError(f"the answer is not one of LanguageTool's: {error!r}") from error


class _Work:
    """Units of one text on their way through the server.

    Attributes:
        results: the matches in each unit.
        faults: the spans of a unit that could not be checked.
    """

    def __init__(self, engine: LanguageToolEngine, language: str) -> None:
        self.results: dict[str, Matches] = {}
        self.faults: dict[str, tuple[Span, ...]] = {}
        self._engine = engine
        self._language = language
        self._failures = 0
        self._search_ends = time.monotonic() + engine._seconds_for_search

    def check(self, batch: list[str], with_speller: bool) -> None:
        """Check units in one request; where that fails, in halves, down to the paragraph that is to blame."""
        found = self._matches(SEPARATOR.join(batch), with_speller)
        if found is not None:
            self._share_out(batch, found)
        elif len(batch) == 1:
            self._check_paragraphs(batch[0], with_speller)
        elif self._may_search():
            middle = len(batch) // 2
            self.check(batch[:middle], with_speller)
            self.check(batch[middle:], with_speller)
        else:
            self.faults.update((unit, (Span(0, len(unit)),)) for unit in batch)

    def _matches(self, text: str, with_speller: bool) -> Matches | None:
        try:
            return self._engine._ask(text, self._language, with_speller=with_speller)
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
            self.results[unit] = tuple(_moved(own, -start))
            start = end + len(SEPARATOR)

    def _check_paragraphs(self, unit: str, with_speller: bool) -> None:
        """Find the paragraph of a unit that the server fails on."""
        matches: list[GrammarMatch] = []
        faults: list[Span] = []
        spans = list(halves(unit, Span(0, len(unit))) or ())
        if not spans or not self._may_search():
            faults.append(Span(0, len(unit)))
        while spans:
            span = spans.pop(0)
            found = self._matches(unit[span.start : span.end], with_speller)
            if found is not None:
                matches += _moved(found, span.start)
                continue
            parts = halves(unit, span) if self._may_search() else None
            if parts:
                spans[:0] = parts
            else:
                faults.append(span)
        self.results[unit] = tuple(matches)
        self.faults[unit] = tuple(faults)


def _by_speller(texts: list[str], language: str) -> tuple[tuple[bool, list[str]], ...]:
    """The texts that the speller need not see and the others; all together where the first are too short to pay."""
    unknown = {text: has_unknown_word(text, language) for text in texts}
    spared = [text for text in texts if not unknown[text]]
    if len(spared) < len(texts) and sum(map(len, spared)) < SHORTEST_WITHOUT_SPELLER:
        return ((True, texts),)
    return (False, spared), (True, [text for text in texts if unknown[text]])


def _batches(texts: list[str]) -> Iterator[list[str]]:
    """The texts by requests that are not too long."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > LONGEST_REQUEST:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text) + len(SEPARATOR)
    if batch:
        yield batch


def _moved(matches: Iterable[GrammarMatch], by: int) -> Iterator[GrammarMatch]:
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


def _joined(spans: list[Span], text: str) -> tuple[Span, ...]:
    """The spans in order, those with nothing but white space between them as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
