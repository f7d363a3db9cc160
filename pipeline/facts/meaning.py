"""What a replacement says instead: the opposite, or another organ, disease, treatment, food, person, amount or dose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.language.inflection import bases
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span
from pipeline.tables.meanings import Meaning, meanings, opposites

_BEFORE = re.compile(r"(?:\w[\w'’-]*[ ,]+){1,2}\Z")
_BEHIND = re.compile(r"[^.!?;\n]*")
_REACH = 60
"""Code points looked at on each side of a replacement, inside of its sentence."""

_UP_TO_DOSE = 4
"""Words between what is done to a dose, and the dose."""


class Term(NamedTuple):
    """A word or two that name what a reader may act on."""

    words: str
    meaning: Meaning


def find_reversal(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """A word that goes and the one that comes and means its opposite, as "skip" and "take"; empty where none does.

    Args:
        before: words in lower case.
        after: what takes their place, alike.
    """
    gone = [word for word in before if word not in after]
    for word in after:
        if word not in before and (against := _opposites_of(word)):
            for other in gone:
                if not against.isdisjoint(_forms(other)):
                    return other, word
    return ()


@lru_cache(maxsize=50_000)
def _opposites_of(word: str) -> frozenset[str]:
    """The base forms of what means the opposite of a lower-case word."""
    return frozenset[str]().union(*(opposites().get(form, ()) for form in _forms(word)))


def meaning_change(text: str, span: Span, new: str, *, is_guess: bool) -> tuple[str, ...]:
    """The words by which a replacement says something else to a reader who acts on it; empty where it does not.

    It does where a word comes in for its opposite, and where a term of ``terms/meanings.tsv`` becomes another one.

    Args:
        text: the text.
        span: what is replaced.
        new: the replacement.
        is_guess: whether nothing but the sentence speaks for it. Then a term may not come or go by itself either.
    """
    old, then = _lower(text[span.start : span.end]), _lower(new)
    if _explain_each_other(" ".join(old), " ".join(then)):
        return ()
    start = max(0, span.start - _REACH)
    found = _BEFORE.search(text[start : span.start])
    before, behind = found.group() if found else "", _BEHIND.match(text, span.end, span.end + _REACH)
    rest = behind.group() if behind else ""
    was = _terms(f"{before}{text[span.start : span.end]}{rest}")
    comes = _terms(f"{before}{new}{rest}")
    difference = Counter(_key(term) for term in was)
    difference.subtract(_key(term) for term in comes)
    lost = [term for term in was if difference[_key(term)] > 0]
    gained = [term for term in comes if difference[_key(term)] < 0]
    told = (
        [*lost, *gained] if _is_other(lost, gained) else [t for t in (*lost, *gained) if is_guess and t.meaning.is_sure]
    )
    return tuple(dict.fromkeys([*find_reversal(old, then), *(term.words for term in told)]))


def _explain_each_other(old: str, new: str) -> bool:
    """Whether one is what writers put in brackets behind the other, or what the other is an acronym of."""
    pairs = ((old, new), (new, old))
    return any(
        gloss in tables.glosses().get(term, ()) or gloss in tables.acronyms().get(term.upper(), ())
        for term, gloss in pairs
    )


def _is_other(lost: Sequence[Term], gained: Sequence[Term]) -> bool:
    """Whether a term became another: one of its kind, or both of them have no other sense.

    An amount takes the place of no other kind: "sugar-free" still tells of sugar.
    """
    return any(
        old.meaning.kind == new.meaning.kind
        or (old.meaning.is_sure and new.meaning.is_sure and "amount" not in (old.meaning.kind, new.meaning.kind))
        for old in lost
        for new in gained
    )


def _key(term: Term) -> tuple[str, str]:
    return term.meaning.kind, term.meaning.meaning


def _terms(text: str) -> list[Term]:
    """The terms in a piece of a sentence; what is done counts where a dose stands behind it."""
    words = _lower(text)
    found = list(_named(words))
    doses = [place for place, term in found if term.meaning.kind == "dose"]
    doses += [place for place, word in enumerate(words) if word in tables.drugs()]
    return [
        term
        for place, term in found
        if term.meaning.kind != "action" or any(place < dose <= place + _UP_TO_DOSE for dose in doses)
    ]


def _named(words: Sequence[str]) -> Iterator[tuple[int, Term]]:
    """The terms among words with their places, the longer of two."""
    place = 0
    while place < len(words):
        for length in (2, 1):
            phrase = " ".join(words[place : place + length])
            if meaning := _meaning(phrase):
                yield place, Term(phrase, meaning)
                break
        place += length


@lru_cache(maxsize=50_000)
def _meaning(phrase: str) -> Meaning | None:
    head, blank, last = phrase.rpartition(" ")
    for form in _forms(last):
        if meaning := meanings().get(f"{head}{blank}{form}"):
            return meaning
    ends = (f"-{last[cut:]}" for cut in range(3, len(last) - 3)) if not blank else ()
    end = next((meanings()[end] for end in ends if end in meanings()), None)
    if not end:
        first, hyphen, _ = last.partition("-")
        return meanings().get(f"{first}{hyphen}") if hyphen and not blank else None
    # Two diseases or operations that end alike are two.
    return end._replace(meaning=last.removesuffix("s"))


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """A lower-case word and what it may be a form of."""
    return tuple(dict.fromkeys([word, *(base for base, _, _ in bases(word))]))


def _lower(text: str) -> tuple[str, ...]:
    return tuple(token.lower.removesuffix("'s") for token in tokenize(text))
