"""A term and its explanation in brackets that no longer belong together.

Finds: "hypertension (hypertension)"; "roof shingles (a painful rash)"; "hypertension (high blood stress)": one side was
swapped, the other still says what stood there.
Why: a spinner takes the term and its explanation for two phrases like any other; the reader learns something wrong.
Before: People with hypertension (hypertension) should rest.
After: People with high blood pressure (hypertension) should rest. (suggested, never applied by default)
When it is wrong: a term that has a second explanation which the table lacks. But for a term that explains itself with
the same word, nothing is flagged in a clean document.
Source: data/terms/glosses.tsv; spun forms of terms from data/swaps/originals.npz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import tables
from pipeline.facts.language.realization import match_case
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.facts.swaps.learned.originals import originals_of
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_GLOSS = re.compile(r"\((?:also (?:called|known as) |or |an? |the )?([^()\r\n\d]{3,80})\)")
_BREAK = re.compile(r"[^\s\w'’-]|[\r\n]")
_MOST_WORDS = 5
_SMALL_WORDS = frozenset(["a", "an", "and", "as", "in", "is", "of", "or", "that", "the", "to", "well", "with"])

_Content = tuple[str, ...]


def find(reading: Reading) -> Iterator[Finding]:
    """The brackets whose words and the words before them do not fit."""
    for bracket in _GLOSS.finditer(reading.text):
        before = _words_before(reading, bracket.start())
        gloss = reading.tokens_in(Span(*bracket.span(1)))
        if before and gloss:
            is_clean = reading.spin.gate_at(bracket.start()) == "clean"
            yield from _repeated(reading, before, gloss)
            if not is_clean:
                yield from _wrong_term(reading, before, gloss)
                yield from _wrong_gloss(reading, before, gloss)


def _words_before(reading: Reading, position: int) -> tuple[Token, ...]:
    """At most five words before a bracket, back to a mark or line end."""
    start = max(0, position - 80)
    breaks = [match.end() for match in _BREAK.finditer(reading.text, start, position)]
    return reading.tokens_in(Span(breaks[-1] if breaks else start, position))[-_MOST_WORDS:]


def _content(words: Sequence[Token]) -> _Content:
    """The words in a form in which plurals and small words make no difference."""
    return tuple(word.lower.removesuffix("s") for word in words if word.lower not in _SMALL_WORDS)


@cache
def _glosses() -> dict[_Content, tuple[str, ...]]:
    """Terms by the content of each of their glosses."""
    found: dict[_Content, tuple[str, ...]] = {}
    for term, glosses in tables.glosses().items():
        for gloss in glosses:
            content = _content(tokenize(gloss))
            found[content] = (*found.get(content, ()), term)
    return found


@cache
def _terms() -> dict[_Content, str]:
    return {_content(tokenize(term)): term for term in tables.glosses()}


def _repeated(reading: Reading, before: tuple[Token, ...], gloss: tuple[Token, ...]) -> Iterator[Finding]:
    """A term that explains itself: the other half of a known pair is missing."""
    content = _content(gloss)
    if not content or _content(before)[-len(content) :] != content:
        return
    head = before[-len(gloss) :]
    if content in _terms():
        yield _finding(reading, head, tables.glosses()[_terms()[content]][:1], "the term explains itself")
    elif content in _glosses():
        yield _finding(reading, head, _glosses()[content][:1], "the explanation explains itself")


def _wrong_term(reading: Reading, before: tuple[Token, ...], gloss: tuple[Token, ...]) -> Iterator[Finding]:
    """A known explanation behind a spun form of its term."""
    for term in _glosses().get(_content(gloss), ()):
        for length in range(min(4, len(before)), 0, -1):
            head = before[-length:]
            if term in originals_of(tuple(word.lower for word in head)):
                yield _finding(reading, head, (term,), "the explanation is that of another term")
                return


def _wrong_gloss(reading: Reading, before: tuple[Token, ...], gloss: tuple[Token, ...]) -> Iterator[Finding]:
    """A known term before an explanation of it in which one word was swapped."""
    head, content = _content(before), _content(gloss)
    terms = [term for words, term in _terms().items() if head[-len(words) :] == words]
    for good in (good for term in terms for good in tables.glosses()[term]):
        known = _content(tokenize(good))
        different = sum(ours != theirs for ours, theirs in zip(content, known, strict=False))
        if len(known) == len(content) > 1 and different == 1 and content not in _glosses():
            yield _finding(reading, gloss, (good,), "one word of the explanation was swapped")
            return


def _finding(reading: Reading, words: Sequence[Token], suggestions: tuple[str, ...], why: str) -> Finding:
    span = Span(words[0].start, words[-1].end)
    match = reading.text[span.start : span.end]
    return Finding(
        rule_id=RULE.id,
        span=span,
        match=match,
        suggestions=tuple(match_case(suggestion, match) for suggestion in suggestions),
        confidence=0.8,
        fix_class="unsafe",
        message=f"“{match}” does not go with its bracket: {why}.",
        evidence=(("mismatch", why), ("gate", reading.spin.gate_at(span.start))),
    )


RULE = Rule(
    id="S233",
    name="gloss-mismatch",
    category="broken explanation",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
