"""The numbers of the report that are counted from the text, before and after cleaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.facts.blocks import PROSE
from pipeline.reading import Reading

_LONG_SENTENCE = 20
"""Words above which a sentence is long (source: the published limit of Yoast's sentence length assessment)."""


@dataclass(frozen=True, slots=True)
class TextCounts:
    """Counts of one text.

    Attributes:
        words: words of the prose, split at white space as crawlers do.
        sentences: sentences of the prose.
        paragraphs: paragraphs that are neither heading nor list item.
        long_sentence_pct: share of sentences over 20 words, in percent; None where there is no sentence.
        avg_words_per_sentence: mean length of a sentence in words; None where there is no sentence.
    """

    words: int
    sentences: int
    paragraphs: int
    long_sentence_pct: float | None
    avg_words_per_sentence: float | None


def count_text(reading: Reading) -> TextCounts:
    """Count the words, sentences and paragraphs of a text."""
    text = reading.text
    prose = [block for block in reading.blocks if block.kind in PROSE]
    lengths = [len(text[sentence.start : sentence.end].split()) for sentence in reading.sentences]
    return TextCounts(
        words=sum(len(text[block.span.start : block.span.end].split()) for block in prose),
        sentences=len(lengths),
        paragraphs=sum(block.kind == "p" for block in prose),
        long_sentence_pct=100 * sum(n > _LONG_SENTENCE for n in lengths) / len(lengths) if lengths else None,
        avg_words_per_sentence=sum(lengths) / len(lengths) if lengths else None,
    )


def count_phrase(text: str, phrase: str) -> int:
    """How often ``phrase`` stands in ``text`` word by word, in any letter case, fused into a word or not."""
    words = [re.escape(word) for word in phrase.split()]
    return len(re.findall(r"\s+".join(words), text, re.IGNORECASE)) if words else 0
