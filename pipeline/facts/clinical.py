"""Numbers, doses, drug names and negations: what an edit must never change."""

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

ClinicalKind = Literal["number", "measure", "drug", "negation"]

_NUMBER = re.compile(r"[<>≤≥±−]?(?:\d+(?:[.,:/]\d+)*[¼½¾⅓⅔⅛]?|[¼½¾⅓⅔⅛])")
_AMERICAN = {"ae": "e", "oe": "e", "sulph": "sulf", "itre": "iter", "metre": "meter"}
_BRITISH = re.compile(r"ae|oe|sulph|(?:itre|metre)(?=s?\b)", re.IGNORECASE)


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

    An "anaesthetic" is an "anesthetic": British and American spellings of the same words are no difference.
    """
    difference = clinical_counts(find_clinical_items(before, tokenize(before)))
    difference.subtract(clinical_counts(find_clinical_items(after, tokenize(after))))
    changed = Counter({key: count for key, count in difference.items() if count})
    return Counter() if changed and american(before) == american(after) else changed


def american(text: str) -> str:
    """A text with those spellings as in American English in which the names of drugs and units differ."""
    return _BRITISH.sub(_respelled, text)


def _respelled(found: re.Match[str]) -> str:
    new = _AMERICAN[found[0].lower()]
    return new.capitalize() if found[0][0].isupper() else new


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
    for place, word in enumerate(tokens.lower):
        kind: ClinicalKind
        if word in negations or word.endswith("n't"):
            kind = "negation"
        elif word in drugs:
            kind = "drug"
        elif word in number_words:
            kind = "number"
        else:
            continue
        yield ClinicalItem(kind, Span(tokens.starts[place], tokens.ends[place]), word)
