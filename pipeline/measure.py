"""The numbers of the report that are counted from the text, before and after cleaning."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.keyphrases.title import find_title_phrase
from pipeline.facts.keyphrases.use import measure_use
from pipeline.facts.language.blocks import count_words
from pipeline.model import KeyphraseUse, Scores
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
    lengths = [len(text[sentence.start : sentence.end].split()) for sentence in reading.sentences]
    return TextCounts(
        words=count_words(text, reading.blocks),
        sentences=len(lengths),
        paragraphs=sum(block.kind == "p" for block in reading.blocks),
        long_sentence_pct=100 * sum(n > _LONG_SENTENCE for n in lengths) / len(lengths) if lengths else None,
        avg_words_per_sentence=sum(lengths) / len(lengths) if lengths else None,
    )


def measure_texts(before: Reading, after: Reading, keyphrase: str | None) -> Scores:
    """What is measured of the text alone, as it came and as it is now.

    Args:
        before: the article as it was read.
        after: the article with its edits.
        keyphrase: the phrase to be measured, if there is one.
    """
    before_counts, after_counts = count_text(before), count_text(after)
    return Scores(
        keyphrase=keyphrase,
        keyphrase_before=measure_keyphrase(before, keyphrase) if keyphrase else None,
        keyphrase_after=measure_keyphrase(after, keyphrase) if keyphrase else None,
        word_count_before=before_counts.words,
        word_count_after=after_counts.words,
        sentence_count=before_counts.sentences,
        paragraph_count=before_counts.paragraphs,
        long_sentence_pct=after_counts.long_sentence_pct,
        avg_words_per_sentence=after_counts.avg_words_per_sentence,
    )


def name_keyphrase(stuffing: Reading, after: Reading, title: str) -> tuple[str, str] | tuple[None, None]:
    """The phrase to be measured and where it comes from, or two ``None``.

    The phrase that the user names (``user``), else the surest stuffed one (``inferred``), else the one that the title
    shares with the cleaned text (``title``), in which the repairs have taken mangled phrases away.

    Args:
        stuffing: the text before stuffed phrases were cut.
        after: the cleaned text.
        title: the article's title, or empty.
    """
    if given := stuffing.config.keyphrase:
        return given, "user"
    if stuffing.keyphrases:
        return stuffing.keyphrases[0].text, "inferred"
    topic = find_title_phrase(title, after.text, after.tokens, after.blocks)
    return (topic, "title") if topic else (None, None)


def measure_keyphrase(reading: Reading, keyphrase: str) -> KeyphraseUse:
    """How much a text uses a keyphrase."""
    synonyms = reading.config.synonyms
    return measure_use(reading.text, reading.tokens, reading.blocks, reading.sentences, keyphrase, synonyms)
