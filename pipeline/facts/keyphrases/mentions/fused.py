"""Phrases fused with the words around them, or put into the middle of a word."""

from __future__ import annotations

from math import log

from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.places import Place
from pipeline.facts.language.fluency import pair_attraction
from pipeline.facts.language.vocabulary import ZIPF_OF_ALL, frequency, is_word, stem
from pipeline.model import Span

_SHORTEST_HEALED = 4
"""Letters in the shortest word that a mention is cut out of."""

_RARER_PART = 1.0
"""By how much, on the Zipf scale, a part of a divided word is rarer than the word."""


def span_of_phrase(index: Index, first: int, last: int, words: Words) -> Span | None:
    """The part of some tokens that a phrase makes up; None where it makes up none.

    The first and the last token may hold another word too ("fuwhy ... massageture"), if that makes no known word.

    Args:
        index: the text.
        first: number of the first token.
        last: number of the token behind the last one.
        words: the phrase in lower case; the tokens between the first and the last one are known to be its words.
    """
    if not (index.words[first].endswith(words[0]) and index.words[last - 1].startswith(words[-1])):
        return None
    head, tail = index.tokens[first], index.tokens[last - 1]
    before, behind = head.lower[: -len(words[0])], tail.lower[len(words[-1]) :]
    # A word that the phrase divides proves the phrase, even where its ends make words with the first and the last.
    divides = bool(before and behind) and _heals(index, before + behind)
    for token, word, edge in ((head, words[0], len(before)), (tail, words[-1], len(words[-1]))):
        fused = token.lower != word
        if fused and len(token.lower) != len(token.text):
            return None
        if fused and is_word(token.lower) and not divides and not _changes_case(token.text, edge):
            return None
    # In lower case, a word may have more letters.
    start = head.start if head.lower == words[0] else head.end - len(words[0])
    if stem(tail.lower) == stem(words[-1]) and not divides:
        return Span(start, tail.end)
    plural = not divides and behind.startswith("s") and not is_word(behind) and is_word(behind[1:])
    return Span(start, tail.start + len(words[-1]) + plural)


def _changes_case(word: str, position: int) -> bool:
    """Whether a capital stands inside a word, behind a small letter: "FatSo"."""
    return word[position - 1 : position].islower() and word[position : position + 1].isupper()


def span_in_word(index: Index, first: int, last: int, span: Span, place: Place) -> Span | None:
    """The range to take out of a word that a span divides, or None where it divides none.

    Args:
        index: the text.
        first: number of the span's first token.
        last: number of the token behind it.
        span: of a mention.
        place: where it stands.
    """
    text = index.text
    head, tail = index.tokens[first], index.tokens[last - 1]
    if span.start > head.start and span.end < tail.end:
        parts = (text[head.start : span.start].lower(), text[span.end : tail.end].lower())
        broken = not is_word(parts[0]) and not is_word(parts[1])
        return span if broken or (_heals(index, "".join(parts)) and not _are_two_words(*parts)) else None
    if span.start > head.start or span.end < tail.end:
        return _half_fused(index, first, last, span)
    if place.left not in ("word", "connector") or place.right not in ("word", "lower"):
        return None
    left, right = index.tokens[first - 1], index.tokens[last]
    gaps = (text[left.end : span.start] + text[span.end : right.start]).strip(STOPS)
    heals = is_broken(left.lower, right.lower) and not gaps.strip() and _heals(index, left.lower + right.lower)
    return Span(left.end, right.start) if heals else None


def _half_fused(index: Index, first: int, last: int, span: Span) -> Span | None:
    """The range to take out of a word of which one part is fused with the span, the other behind a space."""
    text, tokens = index.text, index.tokens
    head, tail = tokens[first], tokens[last - 1]
    if span.start > head.start:
        other = tokens[last] if last < len(tokens) and _goes_on(text[span.end : tokens[last].start]) else None
        parts = (text[head.start : span.start], other.text) if other else ("", "")
        cut = Span(span.start, other.start) if other else span
    else:
        other = tokens[first - 1] if first and _goes_on(text[tokens[first - 1].end : span.start]) else None
        parts = (other.text, text[span.end : tail.end]) if other else ("", "")
        cut = Span(other.end, span.end) if other else span
    left, right = parts[0].lower(), parts[1].lower()
    if not left or not right or parts[1][0].isupper() or not _heals(index, left + right):
        return None
    apart = _are_two_words(left, right)
    apart = apart or (is_word(left) and is_word(right) and pair_attraction(left, right, "words") > 0)
    return cut if is_broken(left, right) or not apart else None


def _are_two_words(left: str, right: str) -> bool:
    """Whether two parts are words that stand side by side more often than they make one: "go in", not "goin"."""
    if not (is_word(left) and is_word(right)):
        return False
    together = frequency(left) + frequency(right) - ZIPF_OF_ALL + pair_attraction(left, right, "words") / log(10)
    return together > frequency(left + right)


def is_broken(left: str, right: str) -> bool:
    """Whether one of two parts is so much rarer than the word they make that it is hardly a word of its own."""
    return min(frequency(left), frequency(right)) < frequency(left + right) - _RARER_PART


def _goes_on(gap: str) -> bool:
    """Whether nothing but a space or a stop stands between two parts of a word."""
    return len(gap) <= 2 and not gap.strip(" \u00a0.?!")


def _heals(index: Index, word: str) -> bool:
    """Whether the two parts of a word make one of the language or the text, long enough for that to be no accident."""
    return len(word) >= _SHORTEST_HEALED and (is_word(word.lower()) or index.count_of(word.lower()) > 0)
