"""How the processes of a run reach the grammar checker, and what the cache of sentences spares it.

The client itself takes a tenth of a second to load, so that it is loaded when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.cache import SentenceCache, sentence_keys
from pipeline.engines.languagetool.sentences import sentences
from pipeline.engines.languagetool.text import mask
from pipeline.engines.languagetool.units import units
from pipeline.model import Span

if TYPE_CHECKING:
    from pipeline.engines.languagetool.engine import LanguageToolEngine


@dataclass(frozen=True, slots=True)
class GrammarAccess:
    """How worker processes reach the grammar checker; can be pickled.

    Attributes:
        address: of the server.
        version: its name and version, which the cache goes by.
        cache: the file in which the matches of sentences are kept; None where nothing is.
    """

    address: LanguageToolAddress
    version: str
    cache: Path | None = None

    def engine(self, deadline: float) -> LanguageToolEngine:
        """A client; the rules that the profile has off are not run.

        Args:
            deadline: seconds for one request.
        """
        from pipeline.engines.languagetool.engine import LanguageToolEngine

        return LanguageToolEngine(
            self.address,
            disabled_rules=_disabled_rules(),
            cache=SentenceCache(self.cache) if self.cache else None,
            scope=self.version,
            deadline=deadline,
        )

    def unknown_length(self, texts: Iterable[tuple[str, str]]) -> int:
        """Code points that a server is needed for, since the cache does not hold their sentences.

        Args:
            texts: with the language of each.
        """
        cache = SentenceCache(self.cache) if self.cache else None
        length = 0
        for text, language in texts:
            safe, _ = mask(text)
            cut = (sentences(safe[unit.start : unit.end]) for unit in units(safe, Span(0, len(safe))))
            found = (sentence.text for parts in cut for sentence in parts)
            keys = sentence_keys(found, (self.version, language, *_disabled_rules()))
            known = cache.find(keys.values()) if cache else {}
            length += sum(len(part) for part, key in keys.items() if key not in known)
        if cache:
            cache.close()
        return length


def _disabled_rules() -> tuple[str, ...]:
    off = (row.checker_rule for row in tables.grammar_profile().values() if row.action == "off")
    return tuple(sorted(rule for rule in off if not rule.startswith("category:")))
