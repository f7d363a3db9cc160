"""Spans that no edit may touch: addresses, quotations, code, doses, names of organizations and drugs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.facts.clinical import ClinicalItem
from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.references import REFERENCE
from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.model import Block, Span

ProtectedKind = Literal["address", "quotation", "code", "line_mark", "reference", "measure", "drug", "organization"]

ALWAYS: frozenset[ProtectedKind] = frozenset({"address", "quotation", "code"})
"""Kinds that protect even from an edit that takes the whole span away, as the removal of a stuffed phrase does."""

# Every repetition is bounded, so that a text of one endless word or of nothing but backticks stays linear.
_LAST_PART_AND_QUERY = r"/[\w.%~-]{0,200}\?[\w.%~\[\]-]{1,200}="
"""Of a relative address, which is told by its query alone: "and/or?" is none, for want of a value."""

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|gov|edu|info|io|co\.uk|org\.uk|nhs\.uk)\b(?:/[^\s<>\"“”]{0,2000})?"
    rf"|(?<![\w/.])\.{{0,2}}(?:/[\w.%~-]{{1,200}}){{0,20}}{_LAST_PART_AND_QUERY}[^\s<>\"“”]{{0,2000}}",
    re.IGNORECASE,
)
_ADDRESS_MARKS = ("://", "www.", "@")
_QUERY = re.compile(_LAST_PART_AND_QUERY)
_DOMAIN = re.compile(r"\.(?:com|org|net|gov|edu|info|io|uk)\b", re.IGNORECASE)
_INLINE_CODE = re.compile(
    r"(?<!`)(`{1,4})(?!`)[^`]{1,2000}(?<!`)\1(?!`)"
    r"|(?<=\])\([^()\s]{0,2000}(?:\s{1,3}\"[^\"]{0,500}\")?\)"
    r"|<[/!a-zA-Z][^<>]{0,2000}>"
)
_TARGET = re.compile(r"(?<=\])\([^()\s]{1,2000}")
_CODE_MARKS = ("`", "](", "<")
_QUOTATION = re.compile(
    r"\"[^\"]{1,1000}\"|“[^“”]{1,1000}”|«[^«»]{1,1000}»|(?<!\w)‘[^‘’]{1,1000}(?:’\w[^‘’]{0,1000}){0,20}’(?!\w)"
    r"|(?<![\w'])'(?=[A-Za-z])(?!(?:twas|tis|em|til|cause|n)\b)"
    r"[^'\n.!?]{1,200}(?:(?<=\w)'\w[^'\n.!?]{0,200}){0,5}[.!?]?'(?![\w'])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ProtectedSpan:
    """A span that no edit may touch, and why."""

    span: Span
    kind: ProtectedKind


def find_protected(
    text: str,
    tokens: Tokens,
    blocks: tuple[Block, ...],
    clinical_items: tuple[ClinicalItem, ...],
    code: tuple[Span, ...] = (),
    line_marks: tuple[Span, ...] = (),
) -> tuple[ProtectedSpan, ...]:
    """The protected spans of ``text``, sorted; they may overlap each other.

    Args:
        text: the text.
        tokens: its words.
        blocks: its blocks; those that are no prose are protected.
        clinical_items: its doses and drugs.
        code: ranges that its markup names as code.
        line_marks: ranges between its lines, see ``Layout``; a mention that stands around one takes it along.
    """
    spans = [ProtectedSpan(span, "code") for span in code if not REFERENCE.fullmatch(text, span.start, span.end)]
    spans += (ProtectedSpan(Span(*match.span()), "reference") for match in REFERENCE.finditer(text))
    spans += (ProtectedSpan(span, "line_mark") for span in line_marks)
    spans += (ProtectedSpan(block.span, "code") for block in blocks if block.kind not in PROSE)
    spans += (ProtectedSpan(span, "address") for span in find_addresses(text))
    if any(mark in text for mark in _CODE_MARKS):
        spans += (ProtectedSpan(Span(*match.span()), "code") for match in _INLINE_CODE.finditer(text))
    for block in blocks:
        if block.kind in PROSE:
            quotations = _QUOTATION.finditer(text, block.span.start, block.span.end)
            spans += (ProtectedSpan(Span(*match.span()), "quotation") for match in quotations)
    spans += (ProtectedSpan(item.span, item.kind) for item in clinical_items if item.kind in ("measure", "drug"))
    spans += (ProtectedSpan(span, "organization") for span in _organizations(tokens))
    return tuple(sorted(spans, key=lambda protected: protected.span))


def find_addresses(text: str) -> list[Span]:
    """The addresses of pages, files and mailboxes in a text, in reading order."""
    # Most texts hold none, and to try all that an address may be at each place takes long.
    folded = text.lower()
    if any(mark in folded for mark in _ADDRESS_MARKS) or _DOMAIN.search(text) or _QUERY.search(text):
        return [Span(*match.span()) for match in _ADDRESS.finditer(text)]
    return []


def find_targets(text: str) -> list[Span]:
    """Where the links of a text lead to: addresses, and the targets of Markdown, whatever they look like."""
    targets = [Span(*match.span()) for match in _TARGET.finditer(text)] if "](" in text else []
    return sorted([*find_addresses(text), *targets])


class ProtectedIndex:
    """Look-up of the protected spans that a range touches.

    Args:
        protected: sorted by place.
    """

    def __init__(self, protected: tuple[ProtectedSpan, ...]) -> None:
        self._protected = protected
        self._starts = [item.span.start for item in protected]
        self._longest = max((len(item.span) for item in protected), default=0)

    def touching(self, span: Span) -> Iterator[ProtectedSpan]:
        """The protected spans that share a character with ``span``, or that ``span`` lies inside."""
        index = bisect_right(self._starts, max(span.end, span.start + 1))
        while index > 0:
            index -= 1
            item = self._protected[index]
            if item.span.start + self._longest < span.start:
                return
            if item.span.overlaps(span):
                yield item


@cache
def _organization_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of organizations as lower-case words, longest first, by their first word."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for organization in tables.organizations():
        words = tokenize(organization.name).lower
        if len(words) > 1:
            by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in by_first.items()}


def _organizations(tokens: Tokens) -> Iterator[Span]:
    names = _organization_words()
    for place, word in enumerate(tokens.lower):
        if word not in names or not tokens.texts[place][0].isupper():
            continue
        for words in names[word]:
            after = place + len(words)
            if tokens.lower[place:after] == words:
                yield Span(tokens.starts[place], tokens.ends[after - 1])
                break
