"""The numbers of the report that are counted from the text, before and after cleaning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.folder.near_duplicates import pack_shingles
from pipeline.facts.keyphrases.title import find_title_phrase
from pipeline.facts.keyphrases.use import measure_use
from pipeline.facts.language.blocks import PROSE, count_words
from pipeline.facts.language.sentences import split_sentences
from pipeline.facts.language.tokens import Tokens
from pipeline.facts.readability.flesch import reading_ease
from pipeline.facts.readability.passive import count_passives
from pipeline.facts.readability.transitions import count_transitions
from pipeline.model import Block, KeyphraseUse, Scores, TextCounts
from pipeline.reading import Reading

_LONG_SENTENCE = 20
"""Words above which a sentence is long (source: the published limit of Yoast's sentence length assessment)."""

_FEWEST_MENTIONS = 2
"""Of a stuffed phrase that goes before the topic of the title: a query that was put in once hardly is what the article
is stuffed with."""


def count_text(reading: Reading) -> TextCounts:
    """Count the words, sentences and paragraphs of a text, and how easily they read."""
    text, blocks, tokens = reading.plain
    sentences = [one for one in split_sentences(text, blocks) if not text[one.start : one.end].isspace()]
    lengths = [len(text[sentence.start : sentence.end].split()) for sentence in sentences]
    counts = TextCounts(
        words=count_words(reading.text, reading.blocks),
        sentences=len(lengths),
        paragraphs=sum(block.kind == "p" for block in blocks),
    )
    if not lengths:
        return counts
    return replace(
        counts,
        avg_words_per_sentence=sum(lengths) / len(lengths),
        long_sentence_pct=_percent(sum(n > _LONG_SENTENCE for n in lengths), len(lengths)),
        passive_pct=_percent(count_passives(text, tokens, sentences), len(lengths)),
        transition_pct=_percent(count_transitions(text, tokens, sentences), len(lengths)),
        flesch=reading_ease(_prose_words(tokens, blocks), len(lengths)),
    )


def _prose_words(tokens: Tokens, blocks: Sequence[Block]) -> list[str]:
    """The words of the prose, in lower case."""
    words: list[str] = []
    for block in blocks:
        if block.kind in PROSE:
            first = bisect_left(tokens.starts, block.span.start)
            words += tokens.lower[first : bisect_left(tokens.starts, block.span.end, lo=first)]
    return words


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole


def measure_texts(before: Reading, after: Reading, keyphrase: str | None) -> Scores:
    """What is measured of the text alone, as it came and as it is now.

    Args:
        before: the article as it was read.
        after: the article with its edits.
        keyphrase: the phrase to be measured, if there is one.
    """
    counts = count_text(before)
    use = measure_keyphrase(before, keyphrase) if keyphrase else None
    is_changed = after.text != before.text
    return Scores(
        keyphrase=keyphrase,
        keyphrase_before=use,
        keyphrase_after=measure_keyphrase(after, keyphrase) if keyphrase and is_changed else use,
        text_before=counts,
        text_after=count_text(after) if is_changed else counts,
        shingles=pack_shingles(after.plain.tokens.lower),
    )


def name_keyphrase(stuffing: Reading, after: Reading, title: str) -> tuple[str, str] | tuple[None, None]:
    """The phrase to be measured and where it comes from, or two ``None``.

    The phrase that the user names (``user``), else the surest stuffed one that comes back (``inferred``), else the one
    that the title shares with the cleaned text (``title``), in which the repairs have taken mangled phrases away, else
    the surest that was put in but once and may be cut without asking (``inferred`` as well).

    Args:
        stuffing: the text before stuffed phrases were cut.
        after: the cleaned text.
        title: the article's title, or empty.
    """
    if given := stuffing.config.keyphrase:
        return given, "user"
    for phrase in stuffing.keyphrases:
        if phrase.count >= _FEWEST_MENTIONS:
            return phrase.text, "inferred"
    topic = find_title_phrase(title, after.text, after.tokens, after.blocks)
    if topic:
        return topic, "title"
    for phrase in stuffing.keyphrases:
        if any(mention.fix_class == "safe" for mention in phrase.mentions):
            return phrase.text, "inferred"
    return None, None


def measure_keyphrase(reading: Reading, keyphrase: str) -> KeyphraseUse:
    """How much a text uses a keyphrase."""
    synonyms = reading.config.synonyms
    return measure_use(reading.text, reading.tokens, reading.blocks, reading.sentences, keyphrase, synonyms)
