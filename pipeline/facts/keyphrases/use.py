"""How much a text uses a keyphrase: counts, density and how evenly it is spread.

Two counts stand side by side. The exact count is what a reader sees: the phrase, word by word. Yoast's count takes the
words of the phrase in any order: for each sentence the least of the counts of its content words, summed. It is the base
of the density. All limits are in ``stuffing/keyphrase_density.toml``, which names their source.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline import tables
from pipeline.facts.language.blocks import PROSE, count_words
from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.model import Block, DensityRating, KeyphraseUse, Span

_HYPHEN = re.compile(r"[-‐‑]")
_BETWEEN_WORDS = r"(?:[^\S\r\n]+|(?:\r\n?|\n)(?![^\S\r\n]*[\r\n]))+"
"""Spaces, and line ends but for an empty line: a phrase does not run from one paragraph into the next."""
_MARKS = " \t\r\n.,;:!?…\"'“”‘’()[]"
"""What may stand around a phrase as it was typed, and is no part of it."""


def measure_use(
    text: str,
    tokens: Tokens,
    blocks: Sequence[Block],
    sentences: Sequence[Span],
    keyphrase: str,
    synonyms: Sequence[str] = (),
) -> KeyphraseUse:
    """What there is to know about the use of a keyphrase, in time linear in the text.

    Args:
        text: the article's text.
        tokens: its words.
        blocks: its blocks; mentions count in prose alone, as the words do.
        sentences: its sentences, sorted and apart.
        keyphrase: the phrase, with at least one letter or digit.
        synonyms: phrases that count as the keyphrase for the longest gap, and for nothing else.
    """
    words = count_words(text, blocks)
    starts = find_exact(text, blocks, keyphrase)
    phrase, topics = content_words(keyphrase), _topics(keyphrase, synonyms)
    counts = _count_in_sentences(tokens, sentences, topics)
    yoast = sum(min(found[word] for word in phrase) for found in counts) if phrase else 0
    density = 100 * yoast / words * length_factor(len(phrase)) if words else None
    return KeyphraseUse(
        exact_count=len(starts),
        yoast_count=yoast,
        density=density,
        density_rating=None if density is None else rate_density(yoast, density, words, len(phrase)),
        max_per_100_words=_most_in_window(starts, tokens.starts),
        longest_gap_pct=_longest_gap(_held(counts, topics)),
    )


def find_sentences_with(
    tokens: Tokens, sentences: Sequence[Span], keyphrase: str, synonyms: Sequence[str] = ()
) -> tuple[bool, ...]:
    """Of each sentence, whether it holds a keyphrase or a synonym, as the longest gap counts.

    Args:
        tokens: the words of the text.
        sentences: its sentences, sorted and apart.
        keyphrase: the phrase, with at least one letter or digit.
        synonyms: phrases that count as the keyphrase.
    """
    topics = _topics(keyphrase, synonyms)
    return tuple(_held(_count_in_sentences(tokens, sentences, topics), topics))


def find_exact(text: str, blocks: Sequence[Block], phrase: str) -> list[int]:
    """Where a phrase starts in the prose of a text, word by word, in any letter case; in code points, sorted.

    A phrase of several words counts where it is fused with its neighbors too ("nightknee painrelief"). A single word
    counts only as a whole word, since the "ache" in "headache" is no mention.
    """
    words = [re.escape(word) for word in _plain(phrase).strip(_MARKS).split()]
    if not words:
        return []
    pattern = _BETWEEN_WORDS.join(words) if len(words) > 1 else rf"(?<!\w){words[0]}(?!\w)"
    found = re.finditer(pattern, _plain(text), re.IGNORECASE)
    return _inside([match.start() for match in found], [block.span for block in blocks if block.kind in PROSE])


def content_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in lower case without its function words, or all of them where there are no others."""
    words = tuple(part for word in tokenize(phrase).lower for part in _parts(word))
    return tuple(word for word in words if word not in tables.function_words()) or words


def length_factor(words: int) -> float:
    """By how much the mentions of a phrase weigh more, for the number of its content words."""
    factor = tables.settings("stuffing/keyphrase_density.toml")["length_factor"]
    return float(factor["base"] + words / factor["words_for_one"])


def rate_density(mentions: int, density: float, words: int, phrase_words: int) -> DensityRating:
    """The band that a density falls into.

    Args:
        mentions: Yoast's count.
        density: in percent, length factor included.
        words: of the text, one or more.
        phrase_words: content words of the phrase.
    """
    limits = tables.settings("stuffing/keyphrase_density.toml")
    short, band = limits["short_text"], limits["density"]
    if words < short["fewer_words_than"]:
        most = short["most_mentions_above"] if words > short["words"] else short["most_mentions_up_to"]
        return _band(mentions, least=1, most=most, over=most + 1)
    recommended = math.ceil(band["minimum"] * words / (100 * length_factor(phrase_words)))
    if mentions == 2 and max(recommended, band["recommended_least"]) == 2 and density >= band["minimum"]:
        return "good"
    return "under" if mentions < 2 else _band(density, band["minimum"], band["maximum"], band["far_over"])


def _band(value: float, least: float, most: float, over: float) -> DensityRating:
    if value < least:
        return "under"
    return "good" if value <= most else "over" if value <= over else "far over"


def _plain(text: str) -> str:
    """The text with plain apostrophes, as long as before."""
    return text.replace("’", "'").replace("‘", "'")


def _parts(word: str) -> list[str]:
    """The parts of a word: "self-care" has two, so that it is found in "self care" as well."""
    return [part for part in _HYPHEN.split(word) if part]


def _inside(positions: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """The positions that lie in one of the spans; both are sorted."""
    starts = [span.start for span in spans]
    numbers = (bisect_right(starts, position) - 1 for position in positions)
    return [p for p, number in zip(positions, numbers, strict=True) if number >= 0 and p < spans[number].end]


def _topics(keyphrase: str, synonyms: Sequence[str]) -> list[tuple[str, ...]]:
    """The content words of a keyphrase, and of each synonym."""
    return [content_words(phrase) for phrase in (keyphrase, *synonyms)]


def _count_in_sentences(
    tokens: Tokens, sentences: Sequence[Span], topics: Sequence[tuple[str, ...]]
) -> list[Counter[str]]:
    """How often each word of the topics stands in each sentence."""
    wanted = {word for topic in topics for word in topic}
    counts: list[Counter[str]] = [Counter() for _ in sentences]
    ends = [sentence.end for sentence in sentences]
    # Few words of a text are wanted, and few have parts.
    parts_of = {word: [part for part in _parts(word) if part in wanted] for word in set(tokens.lower)}
    for start, word in zip(tokens.starts, tokens.lower, strict=True):
        if parts := parts_of[word]:
            number = bisect_right(ends, start)
            if number < len(sentences) and sentences[number].start <= start:
                counts[number].update(parts)
    return counts


def _most_in_window(starts: Sequence[int], token_starts: Sequence[int]) -> int:
    """The most mentions that start in any window of 100 neighboring words."""
    size = tables.settings("stuffing/keyphrase_density.toml")["window"]["words"]
    numbers = [bisect_right(token_starts, start) for start in starts]
    most = first = 0
    for last, number in enumerate(numbers):
        while number - numbers[first] >= size:
            first += 1
        most = max(most, last - first + 1)
    return most


def _held(counts: Sequence[Counter[str]], topics: Sequence[tuple[str, ...]]) -> list[bool]:
    """Of each sentence, whether it speaks of one of the topics."""
    return [any(_holds(found, topic) for topic in topics) for found in counts]


def _holds(found: Counter[str], topic: tuple[str, ...]) -> bool:
    """Whether a sentence with these words speaks of a phrase: all words of a short one, half of a long one."""
    limits = tables.settings("stuffing/keyphrase_density.toml")["distribution"]
    share = limits["long_phrase_share"] if len(topic) >= limits["long_phrase_words"] else 1.0
    return bool(topic) and sum(found[word] > 0 for word in topic) >= share * len(topic)


def _longest_gap(holds: Sequence[bool]) -> float | None:
    """The longest run of sentences without the phrase, in percent of all; None where there is no sentence.

    Yoast rates no text of fewer than 15 sentences that has a mention; the share is measured there all the same.
    """
    longest = run = 0
    for held in holds:
        run = 0 if held else run + 1
        longest = max(longest, run)
    return 100 * longest / len(holds) if holds else None
