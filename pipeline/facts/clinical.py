"""Numbers, doses, drug names and negations: what an edit must never change.

Units and auxiliaries before a negation may go or come, but not become another of their kind. What is only written
together, apart or with its apostrophe is the same: "didnt", "can not", "with out", "forty eight".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.model import Span
from pipeline.spelling import american
from pipeline.tables.guarded import guarded_words

ClinicalKind = Literal["number", "measure", "drug", "negation"]

_NUMBER = re.compile(r"[<>≤≥±−]?(?:\d+(?:[.,:/]\d+)*[¼½¾⅓⅔⅛]?|[¼½¾⅓⅔⅛])")
_TWO_WORDS = re.compile(r"\S*\s?\S*")
_JOINED_NEGATIONS: dict[tuple[str, ...], str] = {("with", "out"): "without", ("no", "where"): "nowhere"}
"""Negations that are torn apart, and what they are together."""

_REACH = 80
"""Code points looked at on each side of an edit for those words."""


@dataclass(frozen=True, slots=True)
class ClinicalItem:
    """A place where a changed word could change a treatment.

    Attributes:
        kind: ``measure`` is a number with its unit.
        span: in the text.
        key: the item in a form that can be compared: lower case, without white space.
    """

    kind: ClinicalKind
    span: Span
    key: str


def find_clinical_items(text: str, tokens: Tokens) -> tuple[ClinicalItem, ...]:
    """The clinical items of ``text``, sorted by place."""
    items = [*_numbers(text), *_words(tokens)]
    return tuple(sorted(items, key=lambda item: item.span))


def clinical_counts(items: Iterable[ClinicalItem]) -> Counter[str]:
    """How often each clinical item occurs."""
    return Counter(item.key for item in items)


def clinical_difference(before: str, after: str) -> Counter[str]:
    """What one text has and the other has not: positive where ``after`` lacks an item, negative where it adds one.

    An "anaesthetic" is an "anesthetic": British and American spellings of the same words are no difference. Nor is a
    unit that only goes or comes ("in a month" is "monthly", "a moment" may be a "minute"); one that becomes another is.
    """
    old, new = tokenize(before), tokenize(after)
    difference = clinical_counts(find_clinical_items(before, old))
    difference.subtract(clinical_counts(find_clinical_items(after, new)))
    difference.update(_exchanged(old, new))
    changed = Counter({key: count for key, count in difference.items() if count})
    return Counter() if changed and american(before) == american(after) else changed


def clinical_change(text: str, span: Span, new: str) -> Counter[str]:
    """The clinical difference that ``new`` at a span makes where it stands: "10" cut from "10 mg" changes a dose."""
    backward = _TWO_WORDS.match(text[max(0, span.start - _REACH) : span.start][::-1])
    forward = _TWO_WORDS.match(text[span.end : span.end + _REACH])
    start = span.start - (backward.end() if backward else 0)
    end = span.end + (forward.end() if forward else 0)
    return clinical_difference(text[start:end], f"{text[start : span.start]}{new}{text[span.end : end]}")


@cache
def _unit() -> re.Pattern[str]:
    longest_first = sorted(tables.units(), key=lambda unit: (-len(unit), unit))
    return re.compile(rf"[ \u00a0\u202f-]?(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _numbers(text: str) -> Iterator[ClinicalItem]:
    for match in _NUMBER.finditer(text):
        unit = _unit().match(text, match.end())
        end = unit.end() if unit else match.end()
        key = re.sub(r"[\s-]", "", text[match.start() : end])
        yield ClinicalItem("measure" if unit else "number", Span(match.start(), end), key)


def _words(tokens: Tokens) -> Iterator[ClinicalItem]:
    negations, drugs, number_words = tables.negations(), tables.drugs(), tables.number_words()
    bare, words = _bare_negations(), tokens.lower
    for place, word in enumerate(words):
        kind: ClinicalKind
        keys: tuple[str, ...]
        end, keys = place, (bare.get(word, word),)
        if joined := _JOINED_NEGATIONS.get(words[place : place + 2]):
            kind, end, keys = "negation", place + 1, (joined,)
        elif word in bare or word in negations or word.endswith("n't"):
            kind = "negation"
        elif word in drugs:
            kind = "drug"
        elif word in number_words:
            kind = "number"
        elif "-" in word and number_words.issuperset(word.split("-")):
            kind, keys = "number", tuple(word.split("-"))
        else:
            continue
        for key in keys:
            yield ClinicalItem(kind, Span(tokens.starts[place], tokens.ends[end]), key)


@cache
def _bare_negations() -> dict[str, str]:
    """Negations that lost their apostrophe, as "didnt", or their gap, with what they are."""
    contracted = (word for word in tables.negations() if word.endswith("n't") and word != "n't")
    return {**{word.replace("'", ""): word for word in contracted}, "cannot": "not"}


def _exchanged(before: Tokens, after: Tokens) -> Counter[str]:
    """The difference in guarded words, of the kinds that lost a word and gained another."""
    difference = Counter(_guarded(before))
    difference.subtract(Counter(_guarded(after)))
    lost = {kind for (kind, _), count in difference.items() if count > 0}
    gained = {kind for (kind, _), count in difference.items() if count < 0}
    return Counter({key: count for (kind, key), count in difference.items() if kind in lost & gained})


def _guarded(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Units, auxiliaries before a negation and the numbers in compounds, each with what it means."""
    words, negations, number_words = guarded_words(), tables.negations(), tables.number_words()
    for place, token in enumerate(tokens.lower):
        if token == "cannot":
            yield "auxiliary", "can not"
        word = token.removesuffix("'s")
        for part in (word,) if word in words else word.split("-"):
            if part in words:
                guarded = words[part]
                if guarded.kind == "unit":
                    yield "unit", guarded.meaning
                elif not negations.isdisjoint(tokens.lower[place + 1 : place + 2]):
                    yield "auxiliary", f"{guarded.meaning} not"
            elif part != word and part in number_words and not number_words.issuperset(word.split("-")):
                yield "number", part
