"""Sentences of a text: spaCy's rule-based splitter, block by block."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from pipeline.facts.blocks import PROSE
from pipeline.masking import mask_for_tokenizer
from pipeline.model import Block, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer


_KEPT_SPLITTINGS = 100_000
"""Of words with the marks around them, of which a million words hold 40,000. spaCy keeps a tenth by itself, after which
half of the time goes into splitting the same ones again."""


@cache
def _splitter() -> Language:
    import spacy
    from spacy.attrs import IS_PUNCT
    from spacy.lang.lex_attrs import is_punct
    from spacy.vocab import Vocab

    # The splitter asks of a word only whether it is punctuation; to fill in the rest takes as long as the splitting.
    splitter = spacy.blank("en", vocab=Vocab(lex_attr_getters={IS_PUNCT: is_punct}))
    splitter.add_pipe("sentencizer")
    splitter.max_length = 100_000_000
    cast("Tokenizer", splitter.tokenizer).max_cache_size = _KEPT_SPLITTINGS
    return splitter


@lru_cache(maxsize=4)
def split_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The sentences of the prose blocks, in reading order; a heading or a list item holds at least one."""
    starts = [block.span.start for block in blocks if block.kind in PROSE]
    contents = [mask_for_tokenizer(text[block.span.start : block.span.end]) for block in blocks if block.kind in PROSE]
    return tuple(
        Span(start + sentence.start_char, start + sentence.end_char)
        for start, doc in zip(starts, _splitter().pipe(contents), strict=True)
        for sentence in doc.sents
    )
