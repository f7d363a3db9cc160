"""Originals of a phrase by the inverse dictionary, in the form that the phrase has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.facts.language.inflection import bases, inflect, is_base
from pipeline.tables.originals import originals_table

_LONGEST = 6
"""Words of the longest form that is looked up."""


class DictionaryEntry(NamedTuple):
    """An original that the dictionary names.

    Attributes:
        text: in lower case, inflected as the phrase is.
        form: the spun form of the dictionary.
        rank: 0 for the commonest original of the form.
        words: those of the text.
    """

    text: str
    form: str
    rank: int
    words: tuple[str, ...]


def look_up(words: tuple[str, ...]) -> tuple[DictionaryEntry, ...]:
    """What the dictionary has for a phrase, given in lower-case words, with hyphens or without; each original once."""
    return _looked_up(words) if 0 < len(words) <= _LONGEST and _may_be_listed(words) else ()


@lru_cache(maxsize=10_000)
def originals_of(words: tuple[str, ...]) -> frozenset[str]:
    """The originals that the dictionary has for a phrase, given as in ``look_up``."""
    return frozenset(entry.text for entry in look_up(words))


def _may_be_listed(words: tuple[str, ...]) -> bool:
    """Whether the dictionary may have a phrase; for most of several words it is told quickly that it has not.

    Of a listed form only the first or the last word may be inflected, so the rest of it stands in the table.
    """
    if len(words) == 1 or "-" in "".join(words):
        return True
    starts, ends = _starts_and_ends()
    return " ".join(words[:-1]) in starts or " ".join(words[1:]) in ends


@cache
def _starts_and_ends() -> tuple[frozenset[str], frozenset[str]]:
    """The forms of several words without the last, and without the first one."""
    forms = [form for form in originals_table() if " " in form]
    return frozenset(form.rpartition(" ")[0] for form in forms), frozenset(form.partition(" ")[2] for form in forms)


@lru_cache(maxsize=50_000)
def _looked_up(words: tuple[str, ...]) -> tuple[DictionaryEntry, ...]:
    found: dict[str, DictionaryEntry] = {}
    for variant in dict.fromkeys((words, tuple(part for word in words for part in word.split("-") if part))):
        for entry in _entries(variant) if variant else ():
            if entry.text != " ".join(words):
                found.setdefault(entry.text, entry)
    return tuple(found.values())


def _entries(words: tuple[str, ...]) -> Iterator[DictionaryEntry]:
    table = originals_table()
    phrase = " ".join(words)
    for rank, original in enumerate(table.get(phrase, ())):
        yield DictionaryEntry(original.text, phrase, rank, tuple(original.text.split()))
    for place in dict.fromkeys((len(words) - 1, 0)):
        for base, part_of_speech, tag in bases(words[place]):
            form = " ".join((*words[:place], base, *words[place + 1 :]))
            for rank, original in enumerate(table.get(form, ())):
                if _agrees(original.text, original.part_of_speech, part_of_speech):
                    text = _inflected(original.text, part_of_speech, tag)
                    yield DictionaryEntry(text, form, rank, tuple(text.split()))


def _agrees(original: str, listed_part: str, part_of_speech: str) -> bool:
    """Whether an original can take the form of a word of that part of speech."""
    if listed_part != "PHRASE":
        return listed_part == part_of_speech
    return is_base(_changing(original, part_of_speech), part_of_speech)


def _changing(original: str, part_of_speech: str) -> str:
    """The word of a phrase that is inflected: the first of a verb, the last of the rest."""
    words = original.split(" ")
    return words[0] if part_of_speech == "VERB" else words[-1]


def _inflected(original: str, part_of_speech: str, tag: str) -> str:
    words = original.split(" ")
    place = 0 if part_of_speech == "VERB" else len(words) - 1
    words[place] = inflect(words[place], tag)
    return " ".join(words)
