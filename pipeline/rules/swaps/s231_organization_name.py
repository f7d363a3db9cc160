"""The name of a known organization with a word swapped or put in.

Finds: "Occupational Safety and Health And Wellness Administration", or a known name with words swapped.
Why: a spinner does not know names; a reader who knows the name stops trusting the page.
Before: the Centers for Disease Control as well as Prevention
After: the Centers for Disease Control and Prevention (suggested, never applied by default)
When it is wrong: another organization with a similar name that the table lacks.
Source: data/terms/organizations.tsv and data/swaps/originals.npz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import tables
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.originals import look_up
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_NAME = re.compile(
    r"[A-Z][\w’'-]*"
    r"(?:[ \u00a0](?:(?:as well as|and also|and|of|for|on|in|the|And|Of|For|&)[ \u00a0])*[A-Z][\w’'-]*){2,12}"
)
_INFLATION = re.compile(r"\b(?:as well as|and also)\b", re.IGNORECASE)
_DOUBLETS = re.compile(r" and wellness\b| and balanced\b| problem\b| issues\b", re.IGNORECASE)
_FEWEST_WORDS = 4
"""Words of the shortest name in which any other word is taken for a swap; shorter names have too many namesakes."""

_FEWEST_LISTED = 3
"""Words of the shortest name in which a word is taken for a swap that the inverse dictionary knows."""


def find(reading: Reading) -> Iterator[Finding]:
    """The changed names: certain where only the spinner's own inflations were put in, else only in spun text."""
    for run in _NAME.finditer(reading.text):
        with_swaps = reading.spin.gate_at(run.start()) != "clean"
        if not (with_swaps or _INFLATION.search(run.group()) or _DOUBLETS.search(run.group())):
            continue
        for start in _word_starts(run.group()):
            name = run.group()[start:]
            original, confidence = _original(name, with_swaps=with_swaps)
            if original:
                yield _finding(reading, Span(run.start() + start, run.end()), original, confidence)
                break


def _word_starts(run: str) -> Iterator[int]:
    """Where a name may begin inside a run of capitalized words: "Read Centers for ..." begins with another word."""
    return (token.start for token in tokenize(run)[:3])


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.lower for token in tokenize(name))


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {_words(organization.name): organization.name for organization in tables.organizations()}


@cache
def _names_of(length: int) -> tuple[tuple[str, ...], ...]:
    """The known names of so many words, but for those in which no other word could be taken for a swap."""
    return tuple(name for name in _names() if len(name) == length >= _FEWEST_LISTED)


def _original(name: str, *, with_swaps: bool) -> tuple[str, float]:
    """The known name behind ``name`` and how sure that is; an empty string where there is none.

    Args:
        name: as it stands in the text.
        with_swaps: whether a name in which words were swapped counts.
    """
    words = _words(name)
    if words in _names():
        return "", 0.0
    plain = _words(_DOUBLETS.sub("", _INFLATION.sub("and", name)))
    if plain in _names():
        return _names()[plain], 0.97
    near = [known for known in _names_of(len(plain)) if with_swaps and _is_swapped(plain, known)]
    return (_names()[near[0]], 0.75) if len(near) == 1 else ("", 0.0)


def _is_swapped(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether one word of a long name was swapped, or up to half of the words for what the dictionary has for them.

    Args:
        words: of the name in the text.
        known: those of a known name, as many.
    """
    different = [(ours, theirs) for ours, theirs in zip(words, known, strict=True) if ours != theirs]
    if 2 * len(different) <= len(words) and all(_is_listed(ours, theirs) for ours, theirs in different):
        return True
    is_long = len(words) >= _FEWEST_WORDS
    return is_long and len(different) == 1 and not different[0][0].startswith(different[0][1][:4])


def _is_listed(ours: str, theirs: str) -> bool:
    return theirs in (entry.text for entry in look_up((ours,)))


def _finding(reading: Reading, span: Span, original: str, confidence: float) -> Finding:
    match = reading.text[span.start : span.end]
    return Finding(
        rule_id=RULE.id,
        span=span,
        match=match,
        suggestions=(original,),
        confidence=confidence,
        fix_class="unsafe",
        message=f"“{match}” is not the name of an organization that is known here; “{original}” is.",
        evidence=(("known_name", original), ("gate", reading.spin.gate_at(span.start))),
    )


RULE = Rule(
    id="S231",
    name="organization-name",
    category="broken name",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
