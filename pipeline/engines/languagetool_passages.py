"""What of a unit is to be checked where some of its sentences are known, and how the answers come together again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.engines.languagetool_cache import Matches
from pipeline.engines.languagetool_sentences import GAP
from pipeline.engines.languagetool_work import moved
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of a unit that stand together and are to be checked.

    Attributes:
        start: where in the unit they begin.
        sentences: they themselves.
    """

    start: int
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is sent to have them checked."""
        return GAP.join(self.sentences)

    def by_sentence(self, found: Matches) -> dict[str, Matches]:
        """The matches in the passage, by the sentence that they begin in."""
        shared: dict[str, Matches] = {}
        start = 0
        for sentence in self.sentences:
            end = start + len(sentence) + len(GAP)
            shared[sentence] = tuple(moved((match for match in found if start <= match.span.start < end), -start))
            start = end
        return shared

    def in_unit(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Spans of the passage, as they lie in the unit."""
        return (Span(self.start + span.start, self.start + span.end) for span in spans)


def unknown_passages(parts: Sequence[str], known: Container[str]) -> Iterator[Passage]:
    """The sentences of a unit that are not known, those that stand together in one passage."""
    start = 0
    for is_known, group in groupby(parts, key=known.__contains__):
        passage = Passage(start, tuple(group))
        if not is_known:
            yield passage
        start += len(passage.text) + len(GAP)


def joined(parts: Sequence[str], matches: Mapping[str, Matches]) -> Iterator[GrammarMatch]:
    """The matches in a unit from those in its sentences."""
    start = 0
    for sentence in parts:
        yield from moved(matches.get(sentence, ()), start)
        start += len(sentence) + len(GAP)
