"""An acronym that the words before it do not spell.

Finds: "pelvic inflammatory condition (PID)": known acronyms whose expansion was changed, and in spun text also unknown
acronyms that miss exactly one initial.
Why: spinners swap words and leave acronyms alone, so the acronym still says what stood there.
Before: pelvic inflammatory condition (PID)
After: pelvic inflammatory disease (PID) (suggested, never applied by default)
When it is wrong: an author's own expansion of an acronym that means something else elsewhere; where its initials
spell the acronym, it is let pass in a clean document.
Source: data/terms/acronyms.tsv and data/terms/organizations.tsv; spun forms of words from data/swaps/originals.npz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import takewhile

from pipeline import tables
from pipeline.facts.language.realization import match_case
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.facts.swaps.learned.originals import originals_of
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_ACRONYM = re.compile(r"\(([A-Z]{2,7})s?\)")
_BREAK = re.compile(r"[^\s\w]|\n\s*\n")
_MOST_WORDS = 9
_LEAST_ALIKE = 0.5
"""Share of words in common (difflib ratio) under which the words before an acronym are something else."""

_INSIDE_NAMES = frozenset(["for", "in", "of", "on"])
_SMALL_WORDS = frozenset(["a", "and", "for", "in", "of", "on", "or", "the", "to", "with"])


def find(reading: Reading) -> Iterator[Finding]:
    """The broken acronyms; an acronym that the article spells correctly somewhere is still checked at each place."""
    for acronym in _ACRONYM.finditer(reading.text):
        before = _words_before(reading, acronym.start())
        expansions = _expansions().get(acronym[1], ())
        if not before or (reading.spin.gate_at(acronym.start()) == "clean" and _is_spelled(acronym[1], before)):
            continue
        if _is_inverted(reading, before, expansions):
            continue
        if expansions:
            yield from _known(reading, acronym[1], before, expansions)
        elif len(acronym[1]) >= 3 and reading.spin.gate_at(acronym.start()) != "clean":
            yield from _unknown(reading, acronym[1], before)


def _is_spelled(acronym: str, before: list[Token]) -> bool:
    """Whether the initials of the words spell the acronym: then it is an author's own, not a known one that broke."""
    initials = "".join(part[0] for token in before for part in token.lower.split("-"))
    large = "".join(part[0] for token in before for part in token.lower.split("-") if token.lower not in _SMALL_WORDS)
    return initials.endswith(acronym.lower()) or large.endswith(acronym.lower())


def _words_before(reading: Reading, position: int) -> list[Token]:
    """The words before ``position``, back to a punctuation mark."""
    start = max(0, position - 120)
    window = reading.text[start:position]
    breaks = [match.end() for match in _BREAK.finditer(window) if match.group() not in "-'’&"]
    start += breaks[-1] if breaks else 0
    return list(reading.tokens_in(Span(start, position))[-_MOST_WORDS:])


def _is_inverted(reading: Reading, before: Sequence[Token], expansions: Sequence[str]) -> bool:
    """Whether an index term spells one, its noun first: "Macular degeneration, age-related (AMD)"."""
    comma = reading.text.rfind(",", 0, before[0].start)
    if comma < 0 or reading.text[comma + 1 : before[0].start].strip():
        return False
    later, heads = _content(before), _words_before(reading, comma)
    inverted = [later + _content(heads[first:]) for first in range(len(heads))]
    return any(_content(tokenize(expansion)) in inverted for expansion in expansions)


@cache
def _expansions() -> dict[str, tuple[str, ...]]:
    expansions = {acronym: set(names) for acronym, names in tables.acronyms().items()}
    for organization in tables.organizations():
        if organization.acronym:
            expansions.setdefault(organization.acronym, set()).add(organization.name)
    return {acronym: tuple(sorted(names)) for acronym, names in expansions.items()}


def _content(words: Sequence[Token]) -> list[str]:
    """The words in a form in which plural, possessive, hyphens and small words make no difference."""
    parts = (part for token in words for part in token.lower.removesuffix("'s").split("-"))
    return [part.removesuffix("s") if len(part) > 3 else part for part in parts if part not in _SMALL_WORDS]


def _known(reading: Reading, acronym: str, before: list[Token], expansions: tuple[str, ...]) -> Iterator[Finding]:
    best: tuple[float, int, float, str] = (0.0, 0, 0.0, "")
    for expansion in expansions:
        tokens = tokenize(expansion)
        words = _content(tokens)
        for length in range(1, min(len(before), len(tokens) + 3) + 1):
            alike = SequenceMatcher(None, _content(before[-length:]), words, autojunk=False).ratio()
            if alike == 1.0:
                return
            if expansion.islower() or not _cuts_name(before, len(before) - length):
                best = max(best, (alike, -length, _spelled_alike(before[-length:], expansion), expansion))
    alike, length, _, expansion = best
    if alike >= _LEAST_ALIKE:
        first = _first_swapped(before, len(before) + length, expansion)
        yield _finding(reading, before[first:], acronym, expansion, f"{alike:.2f}")


def _first_swapped(before: Sequence[Token], first: int, expansion: str) -> int:
    """Where the words to be replaced begin, with those before them that a spinner puts for a word of the expansion.

    "Attractive reverberation imaging" has but its last word in common with MRI; all of it goes.
    """
    kept = _content(before[first:])
    # What was swapped behind a word that is left stands behind it: the words before are the author's.
    missing = set(takewhile(lambda word: word not in kept, _content(tokenize(expansion))))
    while first > 0:
        meant = {word for one in originals_of((before[first - 1].lower,)) for word in _content(tokenize(one))}
        if missing.isdisjoint(meant):
            break
        missing -= meant
        first -= 1
    return first


def _spelled_alike(before: Sequence[Token], expansion: str) -> float:
    """Share of letters in common: of the bodies that are as near by their words, "Diabetic" tells the Diabetes one."""
    written = " ".join(token.lower for token in before)
    return SequenceMatcher(None, written, expansion.lower(), autojunk=False).ratio()


def _cuts_name(before: Sequence[Token], first: int) -> bool:
    """Whether words from an index on leave part of a name behind: "Control" in "Communities for Illness Control"."""
    while first < len(before) - 1 and before[first].lower in _SMALL_WORDS:
        first += 1
    ahead = first - 1
    while ahead >= 0 and before[ahead].lower in _INSIDE_NAMES:
        ahead -= 1
    is_small = ahead < 0 or before[ahead].lower in _SMALL_WORDS
    return not is_small and before[ahead].text[0].isupper() and before[first].text[0].isupper()


def _unknown(reading: Reading, acronym: str, before: list[Token]) -> Iterator[Finding]:
    content = [token for token in before if token.lower not in _SMALL_WORDS][-len(acronym) :]
    if len(content) < len(acronym):
        return
    missed = [t.text for t, letter in zip(content, acronym, strict=True) if t.lower[0] != letter.lower()]
    if len(missed) == 1:
        yield _finding(
            reading, before[before.index(content[0]) :], acronym, "", f"one initial of {len(acronym)} missed"
        )


def _finding(reading: Reading, words: list[Token], acronym: str, expansion: str, alike: str) -> Finding:
    span = Span(words[0].start, words[-1].end)
    match = reading.text[span.start : span.end]
    hint = f"write “{expansion}”." if expansion else "one of them was probably swapped."
    return Finding(
        rule_id=RULE.id,
        span=span,
        match=match,
        suggestions=(match_case(expansion, match),) if expansion else (),
        confidence=0.85 if expansion else 0.6,
        fix_class="unsafe" if expansion else "none",
        message=f"“{match}” does not spell {acronym}; {hint}",
        evidence=(("acronym", acronym), ("words_in_common", alike), ("gate", reading.spin.gate_at(span.start))),
    )


RULE = Rule(
    id="S230",
    name="acronym-mismatch",
    category="broken name",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
