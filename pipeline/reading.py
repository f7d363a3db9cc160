"""Facts about one text, each computed once, when a rule first asks for it."""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.config import Config
from pipeline.engines.bundle import Engines
from pipeline.engines.protocols import GrammarCheck
from pipeline.facts.accepted import find_accepted
from pipeline.facts.clinical import ClinicalItem, find_clinical_items
from pipeline.facts.grammar_remarks import (
    Remark,
    group_remarks,
    remarks_in_blocks,
    remarks_off_seams,
    remarks_on_prose,
    without_works_cited,
)
from pipeline.facts.keyphrases.cuts.breaks import with_whole_breaks
from pipeline.facts.keyphrases.cuts.unseen import with_seen_gaps
from pipeline.facts.keyphrases.field_cuts import CutPhrase, find_cut_phrases, without_mentions_in
from pipeline.facts.keyphrases.finding.keyphrases import Keyphrase, find_keyphrases
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.letter_case import with_usual_case
from pipeline.facts.keyphrases.mentions.lines import JoinedLines, join_lines
from pipeline.facts.keyphrases.mentions.notes import part_notes
from pipeline.facts.language.bibliography import find_bibliography
from pipeline.facts.language.blocks import PROSE, find_fragments, find_layout
from pipeline.facts.language.references import read_references
from pipeline.facts.language.sentences import split_sentences
from pipeline.facts.language.tokens import Token, Tokens, tokenize
from pipeline.facts.protected import ProtectedSpan, find_protected, find_targets
from pipeline.facts.swaps.compounds import CompoundSwap, find_compound_swaps
from pipeline.facts.swaps.function_words import FunctionSwapMatch, find_function_swaps
from pipeline.facts.swaps.learned.ranges import Ranges
from pipeline.facts.swaps.learned.scores import SwapScores, prose_words, score_words
from pipeline.facts.swaps.learned.swaps import LearnedSwap, find_learned_swaps
from pipeline.facts.swaps.listed import LISTED_RULES, ListedMatch, find_listed_swaps, reporting_rule
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.facts.swaps.natural_places import find_natural
from pipeline.facts.swaps.organization_names import BrokenName, find_broken_names
from pipeline.facts.swaps.proper_words import find_proper_words, name_around
from pipeline.facts.swaps.spin import Hit, SpinScore, find_fingerprints, score_spin
from pipeline.masking import blank
from pipeline.model import Block, Evidence, Gate, Layout, Span
from pipeline.spelling import variety_of
from pipeline.tables import british_words, gate_settings

if TYPE_CHECKING:
    from spacy.tokens import Doc


class PlainText(NamedTuple):
    """A text as it is read aloud.

    Attributes:
        text: with blanks for what nobody reads aloud, so that all positions are those of the text itself.
        blocks: of it; the lines of a paragraph of hard-wrapped text are one.
        tokens: its words.
    """

    text: str
    blocks: tuple[Block, ...]
    tokens: Tokens


class Reading:
    """One text as the rules of one stage see it.

    Args:
        text: the text; every span of every fact counts in it. The facts are those of what is read of it; the fields
            that may stand behind that are looked at by themselves.
        format: of the article.
        config: the settings of the run.
        engines: tagger, models and grammar checker; the settings say whether the swap model and the checker are asked.
        shared_phrases: phrases of the text that stand alone in other articles of its folder too, each with about how
            many articles share it; None where only the text itself is looked at.
        layout: blocks and code as the file's markup states them; None where they are read off the text.
    """

    def __init__(
        self,
        text: str,
        format: str,
        config: Config,
        engines: Engines,
        shared_phrases: Mapping[str, int] | None = None,
        layout: Layout | None = None,
    ) -> None:
        self.text = text if layout is None else text[: layout.prose_end]
        self.extracted_ratio = layout.extracted_ratio if layout else None
        self.prose_ratio = layout.prose_ratio if layout else None
        self.taken_in = layout.taken_in if layout else ()
        self.fields = tuple(
            (field, text[field.span.start : field.span.end]) for field in (layout.fields if layout else ())
        )
        self.format = format
        self.config = config
        self._tagger = engines.tagger
        self._insertion_model = engines.insertion_model
        self._ngram_model = engines.ngram_model
        self._grammar_engine = engines.grammar if config.grammar else None
        self._swap_model = engines.swap_model if config.swap_model else None
        self.shared_phrases = shared_phrases
        self._stated_layout = layout
        self._left_out: Ranges | None = None

    def leaving_out(self, spans: Sequence[Span]) -> Reading:
        """The same text, of which some spans tell nothing of how spun it is: they are proposed to go."""
        reading = copy.copy(self)
        reading._left_out = Ranges(spans) if spans else None
        return reading

    @cached_property
    def _layout(self) -> Layout:
        return self._stated_layout or find_layout(self.text, self.format)

    @cached_property
    def tokens(self) -> Tokens:
        """The words."""
        return tokenize(self.text)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The words that begin and end inside ``span``."""
        first = bisect_left(self.tokens.starts, span.start)
        last = bisect_left(self.tokens.starts, span.end, lo=first)
        return tuple(token for token in self.tokens[first:last] if token.end <= span.end)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Paragraphs, headings, list items and parts that are no prose."""
        return self._layout.blocks

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
        marks = self._layout.code, self._layout.line_marks
        return find_protected(self.text, self.tokens, self.blocks, self.clinical_items, *marks)

    @property
    def links(self) -> tuple[Span, ...]:
        """Whole links whose targets are part of the text, sorted."""
        return self._layout.links

    @property
    def emphasized(self) -> Sequence[Span]:
        """The ranges whose markup, but not the text, shows that they are in slight emphasis."""
        return self._layout.emphasized

    @cached_property
    def accepted(self) -> tuple[Span, ...]:
        """Words and phrases that the user never wants to see flagged."""
        return find_accepted(self.text, self.tokens, self.config.vocab)

    @property
    def wanted_phrases(self) -> tuple[str, ...]:
        """The phrases that the user names as those that the article is about."""
        return (*filter(None, (self.config.keyphrase,)), *self.config.synonyms)

    @cached_property
    def keyphrases(self) -> tuple[Keyphrase, ...]:
        """Search phrases that were stuffed into the text, with their mentions; none of those inside a field."""
        lines = self._lines
        text = read_references(lines.text)
        text, tokens = part_notes(text, self.tokens if text == lines.text else tokenize(text), self._layout.raised)
        index = with_usual_case(Index(text, tokens, lines.blocks, lines.line_starts(tokens), self._targets))
        given, shared = self.wanted_phrases, self.shared_phrases
        found = find_keyphrases(index, given, shared, insertion_model=self._insertion_model)
        whole = with_seen_gaps(self.text, with_whole_breaks(self.text, lines, found))
        return without_mentions_in(whole, self._fields_in_markup)

    @cached_property
    def _targets(self) -> list[Span]:
        """Where links lead to, which is nobody's prose."""
        return find_targets(self.text)

    @cached_property
    def plain(self) -> PlainText:
        """The text without addresses, targets of links and code, and without line breaks inside of a paragraph."""
        lines = self._lines
        silent = (*self._layout.code, *self._targets)
        blocks = tuple(lines.blocks)
        if not silent:
            return PlainText(lines.text, blocks, self.tokens)
        blanked = blank(lines.text, ((span.start, span.end) for span in silent))
        return PlainText(blanked, blocks, tokenize(blanked))

    @cached_property
    def _lines(self) -> JoinedLines:
        """The text without the line breaks that are but white space."""
        return join_lines(self.text, self.blocks, self.format)

    @cached_property
    def bibliography(self) -> Ranges:
        """The entries of the lists of works that the article cites."""
        return Ranges(find_bibliography(self._lines.text, self._lines.blocks))

    @property
    def _fields_in_markup(self) -> list[Span]:
        """The texts of pictures, and tooltips, that stand in the text itself, as in Markdown."""
        return [field.span for field, _ in self.fields if field.name in ("alternative text", "tooltip")]

    @cached_property
    def cut_phrases(self) -> tuple[CutPhrase, ...]:
        """The phrases of which a mention is cut, but for those that the user names."""
        wanted = {" ".join(token.lower for token in tokenize(phrase)) for phrase in self.wanted_phrases}
        foreign = [keyphrase for keyphrase in self.keyphrases if keyphrase.text not in wanted]
        return find_cut_phrases(foreign, self.tokens, self.blocks, self._fields_in_markup)

    @cached_property
    def listed_swaps(self) -> tuple[ListedMatch, ...]:
        """Known swaps."""
        return find_listed_swaps(self.text, self.tokens, self.config.tables)

    def listed_swaps_of(self, rule_id: str) -> Iterator[tuple[ListedMatch, Gate]]:
        """The known swaps that a rule reports, each with the gate at its place.

        A function word that can be repaired is no swap in context any more.
        """
        certain = {match.span for match in self.function_swaps} if rule_id == "S201" else frozenset()
        for listed in self.listed_swaps:
            gate = self.spin.gate_at(listed.span.start)
            if reporting_rule(listed.swap, gate) == rule_id and listed.span not in certain:
                yield listed, gate

    @cached_property
    def function_swaps(self) -> tuple[FunctionSwapMatch, ...]:
        """The spinner's longer forms of function words, where the text is spun; none if their rule does not run.

        Repairs of the table of known swaps go first, and so do the user's own rows and what puts another word there.
        """
        if not self.config.runs("S203") or not self.spin.is_spun_anywhere:
            return ()
        return tuple(
            match
            for match in find_function_swaps(self.text, self.tokens)
            if self.spin.gate_at(match.span.start) == "spun" and not self._is_in_known_swap(match)
        )

    def _is_in_known_swap(self, match: FunctionSwapMatch) -> bool:
        """Whether a row of the table of known swaps says more about the place of a function word."""
        return any(
            listed.phrase.overlaps(match.span)
            and (
                listed.swap.is_repair
                or listed.swap.source == "user"
                or listed.swap.spun.replace(match.swap.spun, match.swap.original) not in listed.swap.originals
            )
            for listed in self.listed_swaps
        )

    @cached_property
    def fingerprints(self) -> tuple[Hit, ...]:
        """The phrases that give a spinner away, but for those in what is proposed to go."""
        found = find_fingerprints(self.text, self.tokens, self.config.tables)
        return tuple(hit for hit in found if not self._is_left_out(self.tokens[hit[0]]))

    @cached_property
    def swap_scores(self) -> SwapScores | None:
        """What the swap model says of the words; None where it is not asked."""
        if self._swap_model is None:
            return None
        words = prose_words(self.text, self.tokens, self.blocks)
        if self._left_out:
            words = tuple(word for word in words if not self._is_left_out(word))
        return score_words(words, self._swap_model, len(self.fingerprints))

    def _is_left_out(self, word: Token | ModelWord) -> bool:
        return self._left_out is not None and self._left_out.touch(word.start, word.end)

    @cached_property
    def spin(self) -> SpinScore:
        """How spun the text is."""
        swapped = self.swap_scores.read_words(self._fragments) if self.swap_scores else None
        prose = [block.span for block in self._lines.blocks if block.kind in PROSE]
        return score_spin(self.tokens, self.fingerprints, swapped, prose)

    @property
    def _fragments(self) -> Sequence[Span]:
        """Parts of the prose that are no sentences."""
        return find_fragments(self.text, self._lines.blocks, gate_settings().model_longest_fragment)

    @cached_property
    def learned_swaps(self) -> tuple[LearnedSwap, ...]:
        """Swaps that no table lists; none where the swap model is not asked."""
        if self.swap_scores is None or self._swap_model is None or self.swap_scores.highest < self.spin.least:
            return ()
        name, ngrams = self._swap_model.name, self._ngram_model
        return find_learned_swaps(self.text, self.swap_scores, name, self.spin, self.untouchable, ngrams)

    @cached_property
    def compound_swaps(self) -> tuple[CompoundSwap, ...]:
        """Compounds whose last part a spinner replaced; those that somebody may write, only where the text is spun."""
        found = find_compound_swaps(self.text)
        return tuple(one for one in found if one.part.is_repair or self.spin.gate_at(one.span.start) == "spun")

    @cached_property
    def broken_names(self) -> tuple[BrokenName, ...]:
        """Names of organizations with words swapped or put in."""
        return find_broken_names(self.text, self.spin.gate_at)

    def name_around(self, span: Span) -> Span | None:
        """The name of a body that words are part of, see ``proper_words.name_around``; None where they are in none."""
        number = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        line = self.blocks[number].span if number >= 0 else Span(0, len(self.text))
        return name_around(self.text, self.tokens_in(line), span, line.start)

    @property
    def untouchable(self) -> list[Span]:
        """What no learned swap may hold: protected spans, accepted words, numbers, swaps that a table names.

        Nor British words, names, broken ones too, and acronyms, and phrases of spinners where they say what they say. A
        word that stands alone, as in the head of a table, has no sentence that it could fail to fit either.
        """
        spans = [*(item.span for item in self.protected), *self.accepted]
        spans += (item.span for item in self.clinical_items if item.kind != "negation")
        british, tokens = british_words(), self.tokens
        places = (place for place, word in enumerate(tokens.lower) if word in british)
        spans += (Span(tokens.starts[place], tokens.ends[place]) for place in places)
        spans += find_natural(self.text, tokens)
        spans += find_proper_words(self.text, tokens, (block.span for block in self.blocks))
        for rule_id in LISTED_RULES:
            if self.config.runs(rule_id):
                # The span may hold an article before the phrase.
                known = [listed for listed, _ in self.listed_swaps_of(rule_id)]
                spans += (span for listed in known for span in (listed.span, listed.phrase))
        spans += (match.span for match in self.function_swaps)
        spans += (compound.span for compound in self.compound_swaps) if self.config.runs("S236") else ()
        spans += (name.span for name in self.broken_names) if self.config.runs("S231") else ()
        spans += (block.span for block in self.blocks if len(self.text[block.span.start : block.span.end].split()) == 1)
        return spans

    def model_evidence(self, span: Span) -> Evidence:
        """How likely the swap model finds it that a spinner put a word of a span there; nothing where it read none."""
        likeliest = self.swap_scores.likeliest(span) if self.swap_scores else None
        return () if likeliest is None else (("model_probability", f"{likeliest:.2f}"),)

    @cached_property
    def doc(self) -> Doc:
        """The tagged text."""
        return self._tagger(self.text)

    @cached_property
    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """The grammar checker's remarks by the id of our rule that reports them."""
        if self.grammar is None:
            return {}
        matches = remarks_on_prose(self.grammar.matches, self.blocks, self._layout.code)
        matches = remarks_off_seams(matches, self._layout.seams)
        groups = group_remarks(self.text, remarks_in_blocks(self.text, matches, self.blocks), self.language)
        return without_works_cited(groups, self.bibliography.touch) if groups else groups

    @cached_property
    def grammar(self) -> GrammarCheck | None:
        """The grammar checker's remarks, or None where the grammar is not checked."""
        return self._grammar_engine.check(self.text, self.language) if self._grammar_engine else None

    @cached_property
    def language(self) -> str:
        """The variety of English that the grammar checker goes by, such as ``en-GB``."""
        return variety_of(self.text, self._layout.language) if self.config.lang == "auto" else self.config.lang
