"""What of a unit is to be checked where some of its sentences are known, and how the answers come together again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.engines.languagetool.cache import Matches
from pipeline.engines.languagetool.sentences import Sentence
from pipeline.engines.languagetool.work import moved
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of a unit that stand together and are to be checked.

    Attributes:
        text: what is sent to have them checked.
        sentences: they themselves.
    """

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        """Where in the unit it begins."""
        return self.sentences[0].start

    def by_sentence(self, found: Matches) -> dict[str, Matches]:
        """The matches in the passage, by the sentence that they begin in."""
        shared: dict[str, Matches] = {}
        starts = (*(sentence.start - self.start for sentence in self.sentences), len(self.text))
        for sentence, (start, end) in zip(self.sentences, pairwise(starts), strict=True):
            own = (match for match in found if start <= match.span.start < end)
            shared[sentence.text] = tuple(moved(own, -start))
        return shared

    def in_unit(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Spans of the passage, as they lie in the unit."""
        return (Span(self.start + span.start, self.start + span.end) for span in spans)


def unknown_passages(unit: str, parts: Sequence[Sentence], known: Container[str]) -> Iterator[Passage]:
    """The sentences of a unit that are not known, those that stand together in one passage."""
    for is_known, group in groupby(parts, key=lambda sentence: sentence.text in known):
        if not is_known:
            run = tuple(group)
            yield Passage(unit[run[0].start : run[-1].start + len(run[-1].text)], run)


def joined(parts: Sequence[Sentence], matches: Mapping[str, Matches]) -> Iterator[GrammarMatch]:
    """The matches in a unit from those in its sentences."""
    for sentence in parts:
        yield from moved(matches.get(sentence.text, ()), sentence.start)
