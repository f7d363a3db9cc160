"""A swap inside a word.

Finds: "conwirelessgure" for "configure": a string that is no word, and becomes one when a listed part of it is swapped
back or taken out; and "it'southward" or "it'due south" for "it's", whose "s" was read as a point of the compass.
Why: a spinner that replaces strings without looking at word boundaries leaves wreckage that no speller can mend.
Before: The auup-todatemation of the clinic took a year.
After: The automation of the clinic took a year. (suggested, never applied by default)
When it is wrong: a name or a coinage that holds a listed part by chance; only a single solution that is a common word
counts.
Source: data/swaps/word_parts.tsv, partly from the Problematic Paper Screener.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline import tables
from pipeline.facts.language.realization import match_case
from pipeline.facts.language.vocabulary import frequency, is_word
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHORTEST, _LONGEST = 7, 40
"""Letters of a damaged word."""

_SOUTH = re.compile(r"\b[A-Za-z]+['’](due south|southward|south)\b")

_COMMON = 3.0
"""Zipf frequency (log10 of uses per billion words) that the repaired word must have."""


def find(reading: Reading) -> Iterator[Finding]:
    """The damaged words, in every document: a single solution is hardly ever chance."""
    tokens = reading.tokens
    damaged: dict[str, tuple[str, str]] = {}
    for text in set(tokens.texts):
        if _SHORTEST <= len(text) <= _LONGEST and not _is_known(text):
            solutions = _solutions(text.lower())
            if len(solutions) == 1:
                damaged[text] = solutions.pop()
    for text, start in zip(tokens.texts, tokens.starts, strict=True) if damaged else ():
        if text in damaged:
            yield _finding(text, start, *damaged[text], reading)
    for match in _SOUTH.finditer(reading.text):
        yield _finding(match[0], match.start(), match[0].removesuffix(match[1]) + "s", match[1], reading)


@lru_cache(maxsize=50_000)
def _is_known(text: str) -> bool:
    """Whether a token is a word, a compound of words, or a name with capitals or digits inside."""
    lower = text.lower()
    if not text[1:].replace("-", "").islower() or not lower.replace("-", "").isalpha():
        return True
    return all(is_word(part) for part in lower.split("-")) or is_word(lower.replace("-", ""))


def _solutions(word: str) -> set[tuple[str, str]]:
    """Common words that stand behind ``word``, each with the part that was swapped."""
    found: dict[str, str] = {}
    for part, original in tables.word_parts().items():
        before, here, after = word.partition(part)
        if not here or not before + after:
            continue
        repairs = [before + original + after]
        if before and after:
            # At the edge of a word a listed part may be half of a compound; inside it is out of place.
            repairs.append(before + after)
        for repaired in repairs:
            if repaired.isalpha() and frequency(repaired) >= _COMMON:
                found.setdefault(repaired, part)
    return set(found.items())


def _finding(damaged: str, start: int, repaired: str, part: str, reading: Reading) -> Finding:
    return Finding(
        rule_id=RULE.id,
        span=Span(start, start + len(damaged)),
        match=damaged,
        suggestions=(match_case(repaired, damaged),),
        confidence=0.85,
        fix_class="unsafe",
        message=f"“{damaged}” is no word; “{part}” seems to have been put into “{repaired}”.",
        evidence=(("part", part), ("gate", reading.spin.gate_at(start))),
    )


RULE = Rule(
    id="S234", name="mid-word-swap", category="mangled word", severity="error", explanation=__doc__ or "", find=find
)
