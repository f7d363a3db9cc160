"""Sentences that say how they hang together with others: by "however", "for example", "because" ..."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.model import Span


class _Phrase(NamedTuple):
    """A transition: its words, the place of its rarest word among them, and where it ties, see the table."""

    words: tuple[str, ...]
    place: int
    where: str


def count_transitions(text: str, tokens: Tokens, sentences: Sequence[Span]) -> int:
    """The sentences with a transition word or phrase, of those given, which are sorted and apart."""
    starts = [sentence.start for sentence in sentences]
    candidates = tuple(_candidates(tokens.lower))
    never = {place for place, phrase in candidates if phrase.where == "never"}
    found = set()
    for place, (words, _, where) in candidates:
        number = bisect_right(starts, tokens.starts[place]) - 1
        end = tokens.ends[place + len(words) - 1]
        if number < 0 or number in found or place in never or end > sentences[number].end:
            continue
        if where != "anywhere" and not _opens(text, tokens, place, starts[number]):
            continue
        if where != "before_comma" or text[end : end + 3].lstrip("*_").startswith((",", ":")):
            found.add(number)
    return len(found)


def _candidates(words: Sequence[str]) -> Iterator[tuple[int, _Phrase]]:
    """Where the words of a phrase begin, and the phrase."""
    phrases = _phrases()
    for place in [place for place, word in enumerate(words) if word in phrases]:
        for phrase in phrases[words[place]]:
            first = place - phrase.place
            if first >= 0 and words[first : first + len(phrase.words)] == phrase.words:
                yield first, phrase


def _opens(text: str, tokens: Tokens, place: int, sentence_start: int) -> bool:
    """Whether a word opens its sentence, or stands behind a mark."""
    start = tokens.starts[place]
    if place == 0 or tokens.ends[place - 1] <= sentence_start:
        return True
    return not text[tokens.ends[place - 1] : start].isspace()


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases by their rarest word, since all others begin with "in", "to" or "as"."""
    content = tables.settings("readability/connectives.toml")
    rows = [("anywhere", phrase) for phrases in content["anywhere"].values() for phrase in phrases]
    rows += [(where, phrase) for where, phrases in content["opening"].items() for phrase in phrases]
    found: dict[str, tuple[_Phrase, ...]] = {}
    for where, phrase in rows:
        words = tokenize(phrase).lower
        rarest = max(words, key=lambda word: (word not in tables.function_words(), len(word)))
        found[rarest] = (*found.get(rarest, ()), _Phrase(words, words.index(rarest), where))
    return found
