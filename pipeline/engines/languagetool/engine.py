"""LanguageTool behind the ``GrammarEngine`` protocol."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import chain, pairwise
from typing import Any

from language_tool_python import Match

from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.cache import Matches, SentenceCache, sentence_keys
from pipeline.engines.languagetool.http import LanguageToolHttp, NotCheckedError
from pipeline.engines.languagetool.passages import joined, unknown_passages
from pipeline.engines.languagetool.sentences import sentences
from pipeline.engines.languagetool.text import Utf16Positions, forced_cuts, mask, pieces
from pipeline.engines.languagetool.units import units
from pipeline.engines.languagetool.work import Work, moved
from pipeline.engines.protocols import GrammarCheck, GrammarMatch
from pipeline.errors import EngineError
from pipeline.model import Span
from pipeline.spelling import SPELLERS

MOST_SUGGESTIONS = 5
"""Replacements kept of a remark."""


class LanguageToolEngine:
    """A client of a LanguageTool server. Safe to use from several threads; make one in each process."""

    def __init__(
        self,
        address: LanguageToolAddress | str,
        *,
        disabled_rules: tuple[str, ...] = (),
        cache: SentenceCache | None = None,
        scope: str = "",
        deadline: float = 90.0,
        patience: float = 30.0,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            address: of our own server, or the URL of another one, such as ``http://host:8081/v2``.
            disabled_rules: ids of rules to leave out.
            cache: where the matches in sentences are kept from run to run.
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
        self._deadline = deadline
        self._version = ""

    @property
    def version(self) -> str:
        """Name and version that the server gives itself, such as ``LanguageTool 6.8``.

        Raises:
            EngineError: the server cannot be reached, or does not answer as LanguageTool does.
        """
        if not self._version:
            try:
                self._ask("en-US", "A test.")
            except NotCheckedError as error:
                raise EngineError(f"The grammar server does not work: {error}. Try --no-grammar.") from error
        return self._version

    def check(self, text: str, language: str) -> GrammarCheck:
        """Check ``text`` unit by unit: sentences that the cache knows are not sent, the rest goes in few requests.

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
        matches = [m for unit, one in zip(found, texts, strict=True) for m in moved(results.get(one, ()), unit.start)]
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
        """Check ``text`` as one, past the cache: what ``check`` is measured by.

        Raises:
            NotCheckedError: the server fails on it; nothing is done about that.
        """
        safe, _ = mask(text)
        parts = pieces(safe, Span(0, len(safe)))
        found = (moved(self._ask(language, safe[part.start : part.end]), part.start) for part in parts)
        return GrammarCheck(tuple(chain.from_iterable(found)))

    def _check_units(self, texts: list[str], language: str) -> tuple[dict[str, Matches], dict[str, tuple[Span, ...]]]:
        """The matches in each text, and the spans of it that could not be checked."""
        work = Work(partial(self._ask, language), self._deadline)
        if not self._cache:
            work.check_all(list(dict.fromkeys(texts)))
            return work.results, work.faults
        cut = {text: sentences(text) for text in texts}
        all_sentences = (sentence.text for parts in cut.values() for sentence in parts)
        keys = sentence_keys(all_sentences, (self._scope, language, *self._disabled_rules))
        found = self._cache.find(keys.values())
        known = {sentence: found[key] for sentence, key in keys.items() if key in found}
        unknown = {text: tuple(unknown_passages(text, parts, known)) for text, parts in cut.items()}
        sent = {passage.text: passage for passage in chain.from_iterable(unknown.values())}
        work.check_all(list(sent))
        learned: dict[str, Matches] = {}
        in_part: dict[str, Matches] = {}
        for text, matches in work.results.items():
            (in_part if text in work.faults else learned).update(sent[text].by_sentence(matches))
        self._cache.record({keys[one]: matches for one, matches in learned.items() if _lie_within(one, matches)})
        answers = {**in_part, **learned, **known}
        results = {text: tuple(joined(parts, answers)) for text, parts in cut.items()}
        faults = {
            text: tuple(span for passage in parts for span in passage.in_unit(work.faults.get(passage.text, ())))
            for text, parts in unknown.items()
        }
        return results, faults

    def _ask(self, language: str, text: str) -> Matches:
        rules_off = {"disabledRules": ",".join(self._disabled_rules)} if self._disabled_rules else {}
        answer = self._http.check({"text": text, "language": language, **rules_off})
        try:
            software = answer["software"]
            self._version = f"{software['name']} {software['version']}"
            positions = Utf16Positions(text)
            return tuple(_grammar_match(raw, positions) for raw in answer["matches"])
        except (KeyError, TypeError, ValueError) as error:
            raise NotCheckedError(f"the answer is not one of LanguageTool's: {error!r}") from error


def _grammar_match(raw: dict[str, Any], positions: Utf16Positions) -> GrammarMatch:
    span = positions.span(raw["offset"], raw["length"])
    # Match keeps the positions of wide characters of the last text on its class, where threads overwrite each other,
    # and leaves lengths in UTF-16: so it reads everything but positions, and sees no text.
    match = Match(raw, "")
    suggestions = tuple(match.replacements[:MOST_SUGGESTIONS])
    if match.rule_id.startswith(SPELLERS):
        # The speller is told to suggest nothing, and says so in place of a suggestion; it still names the spelling of
        # this variety of English for a word of another.
        suggestions = tuple(one for one in suggestions if not one.startswith("("))
    return GrammarMatch(span, match.rule_id, match.category, match.message, suggestions)


def _lie_within(sentence: str, matches: Matches) -> bool:
    """Whether no match reaches into the next sentence; another version of LanguageTool may see one where we see two."""
    return all(match.span.end <= len(sentence) for match in matches)


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
