"""Facts about one text, each computed once, when a rule first asks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.engines.bundle import Engines
from pipeline.engines.protocols import GrammarCheck
from pipeline.facts.blocks import Block, find_blocks
from pipeline.facts.clinical import ClinicalItem, find_clinical_items
from pipeline.facts.grammar_remarks import Remark, group_remarks
from pipeline.facts.keyphrases import Keyphrase, find_keyphrases
from pipeline.facts.listed import ListedMatch, find_listed_swaps
from pipeline.facts.protected import ProtectedSpan, find_protected
from pipeline.facts.sentences import split_sentences
from pipeline.facts.spin import SpinScore, score_spin
from pipeline.facts.tokens import Token, tokenize
from pipeline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reading:
    """One text as the rules of one stage see it.

    Args:
        text: the text; every span of every fact counts in it.
        format: ``text`` or ``markdown``.
        config: the settings of the run.
        engines: the tagger, the gap model and the grammar checker; the settings say whether the last one is asked.
        shared_phrases: phrases of the text that stand alone in other articles of its folder too, each with about how
            many articles share it; None where only the text itself is looked at.
    """

    def __init__(
        self,
        text: str,
        format: str,
        config: Config,
        engines: Engines,
        shared_phrases: Mapping[str, int] | None = None,
    ) -> None:
        self.text = text
        self.format = format
        self.config = config
        self._tagger = engines.tagger
        self._gap_model = engines.gap_model
        self._grammar_engine = engines.grammar if config.grammar else None
        self.shared_phrases = shared_phrases

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words."""
        return tokenize(self.text)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The words that begin and end inside ``span``."""
        first = bisect_left(self.tokens, span.start, key=lambda token: token.start)
        last = bisect_left(self.tokens, span.end, lo=first, key=lambda token: token.start)
        return tuple(token for token in self.tokens[first:last] if token.end <= span.end)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Paragraphs, headings, list items and parts that are no prose."""
        return find_blocks(self.text, self.format)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the prose blocks."""
        return split_sentences(self.text, self.blocks)

    @cached_property
    def clinical_items(self) -> tuple[ClinicalItem, ...]:
        """Numbers, doses, drug names and negations."""
        return find_clinical_items(self.text, self.tokens)

    @cached_property
    def protected(self) -> tuple[ProtectedSpan, ...]:
        """Spans that no edit may touch."""
        return find_protected(self.text, self.tokens, self.blocks, self.clinical_items)

    @cached_property
    def keyphrases(self) -> tuple[Keyphrase, ...]:
        """Search phrases that were stuffed into the text, with their mentions."""
        given = (*filter(None, (self.config.keyphrase,)), *self.config.synonyms)
        shared = self.shared_phrases
        return find_keyphrases(self.text, self.tokens, self.blocks, given, shared=shared, gap_model=self._gap_model)

    @cached_property
    def listed_swaps(self) -> tuple[ListedMatch, ...]:
        """Known swaps."""
        return find_listed_swaps(self.text, self.tokens)

    @cached_property
    def spin(self) -> SpinScore:
        """How spun the text is."""
        return score_spin(self.text, self.tokens)

    @cached_property
    def doc(self) -> Doc:
        """The tagged text."""
        return self._tagger(self.text)

    @cached_property
    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """The grammar checker's remarks by the id of our rule that reports them."""
        return group_remarks(self.text, self.grammar.matches) if self.grammar else {}

    @cached_property
    def grammar(self) -> GrammarCheck | None:
        """The grammar checker's remarks, or None where the grammar is not checked."""
        return self._grammar_engine.check(self.text, self.config.lang) if self._grammar_engine else None
