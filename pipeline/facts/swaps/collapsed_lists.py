"""Lists in which a member stands twice: "an injury or injury", "milk, yogurt and milk"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.fluency import has_verb, is_adjective, is_noun
from pipeline.facts.language.inflection import parts_of_speech
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.model import Span

_BLANK = "[ \u00a0]"
_WORD = r"(?!(?:and|or)\b)[^\W\d_]+(?:['’-][^\W\d_]+)*"
_PHRASE = rf"{_WORD}(?:{_BLANK}{_WORD}){{0,2}}"
_LIST = re.compile(
    rf"(?<![\w'’-])(?P<head>{_PHRASE}(?:,{_BLANK}{_PHRASE}){{1,15}})"
    rf",?{_BLANK}(?P<link>and|or|and{_BLANK}also|as{_BLANK}well{_BLANK}as){_BLANK}(?P<last>{_PHRASE})(?![\w'’-])"
)
_MEMBER = r"[^\W\d_]{4,}(?:[ \u00a0](?:and[ \u00a0])?[^\W\d_]{4,}){0,2}?"
_LINK = r"(?:,[ \u00a0]+(?:(?:and|or)[ \u00a0]+)?|[ \u00a0]+(?:or|as well as|and also)[ \u00a0]+)"
_TWICE = re.compile(rf"\b(?P<member>{_MEMBER}){_LINK}(?:(?:an?|the)[ \u00a0]+)?(?P=member)\b", re.IGNORECASE)
_AROUND = re.compile(
    rf"\b(?P<member>{_MEMBER})[ \u00a0]+(?:and|or)[ \u00a0]+[^\W\d_]{{4,}}"
    rf"[ \u00a0]+(?:or|as well as|and also)[ \u00a0]+(?P=member)\b",
    re.IGNORECASE,
)
"""A member joined to itself, and two that are the same around a third."""
_STRETCH = re.compile(r"[\w ,'’\u00a0-]+")
"""What a list may stand in: words, and commas between them."""
_JOINED = re.compile(rf",|\b(?:or|as{_BLANK}well{_BLANK}as|and{_BLANK}also)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 3
"""Letters of the shortest word that counts as a member."""


class CollapsedList(NamedTuple):
    """A list that has a member twice.

    Attributes:
        span: from the first of the two to the end of the second.
        member: as it stands in the text.
    """

    span: Span
    member: str


class _Member(NamedTuple):
    place: int
    words: tuple[Token, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(word.lower for word in self.words)


def find_collapsed_lists(text: str) -> Iterator[CollapsedList]:
    """The lists of a text with a doubled member; two may overlap."""
    for stretch in _doubling_stretches(text):
        yield from _doubled_pairs(text, stretch)
        yield from _longer_lists(text, stretch)


def _doubling_stretches(text: str) -> Iterator[Span]:
    """The parts of a text in which some word stands twice, with no mark but commas between: none else holds a list."""
    small_words = tables.function_words()
    for stretch in _STRETCH.finditer(text):
        if not _JOINED.search(stretch[0]):
            continue
        words = [word for word in _LETTERS.findall(stretch[0].lower()) if word not in small_words]
        if len(set(words)) < len(words):
            yield Span(*stretch.span())


def _doubled_pairs(text: str, stretch: Span) -> Iterator[CollapsedList]:
    """The places where a noun or adjective, or a phrase that begins with one, is joined to itself."""
    for pattern in (_AROUND, _TWICE):
        for twice in pattern.finditer(text, stretch.start, stretch.end):
            if _is_content(twice["member"].lower().split()[0]):
                yield CollapsedList(Span(*twice.span()), twice["member"])


def _is_content(word: str) -> bool:
    return word not in tables.function_words() and (is_noun(word) or is_adjective(word))


def _longer_lists(text: str, stretch: Span) -> Iterator[CollapsedList]:
    """The lists of three members and more with a doubled one, at most one of each list, in reading order."""
    for found in _LIST.finditer(text, stretch.start, stretch.end):
        members = [member for member in _members(text, found) if member.words]
        for number, second in enumerate(members):
            first = next((one for one in members[:number] if one.key == second.key), None)
            if first is not None and _is_thing(first, second, found["link"]):
                start, end = first.words[0].start, second.words[-1].end
                yield CollapsedList(Span(start, end), text[second.words[0].start : end])
                break


def _members(text: str, found: re.Match[str]) -> Iterator[_Member]:
    """The members; the first ends a longer run of words, and the last may begin one."""
    heads = [*re.finditer(r"[^,]+", found["head"])]
    for place, head in enumerate(heads):
        words = _words(text, found.start("head") + head.start(), found.start("head") + head.end())
        yield _Member(place, _behind_small_words(words) if place == 0 else _without_determiner(words))
    yield _Member(len(heads), _before_small_words(_without_determiner(_words(text, *found.span("last")))))


def _words(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(word._replace(start=word.start + start, end=word.end + start) for word in tokenize(text[start:end]))


def _ends_phrase(word: Token) -> bool:
    return word.lower in tables.function_words() or has_verb([word.lower])


def _behind_small_words(words: tuple[Token, ...]) -> tuple[Token, ...]:
    first = max((place + 1 for place, word in enumerate(words) if _ends_phrase(word)), default=0)
    return words[first:]


def _before_small_words(words: tuple[Token, ...]) -> tuple[Token, ...]:
    return words[: next((place for place, word in enumerate(words) if _ends_phrase(word)), len(words))]


def _without_determiner(words: tuple[Token, ...]) -> tuple[Token, ...]:
    return words[1:] if words and words[0].lower in ("a", "an", "the") else words


def _is_thing(first: _Member, second: _Member, link: str) -> bool:
    """Whether two equal members name something, and neither is a name nor said twice for emphasis."""
    if any(len(word) < _SHORTEST or word in tables.function_words() for word in second.key):
        return False
    if _is_capital(first.words) and _is_capital(second.words):
        return False
    if not set(second.key).isdisjoint(tables.settings("swaps/words.toml")["emphatic_nouns"]):
        return False
    last = second.key[-1]
    kinds = parts_of_speech(last)
    if "ADV" not in kinds and "NOUN" in kinds:
        return True
    is_apart = second.place > first.place + 1
    return (is_apart or link == "or") and is_adjective(last) and "ADV" not in kinds


def _is_capital(words: Sequence[Token]) -> bool:
    return words[0].text[0].isupper()
