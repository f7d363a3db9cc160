"""An unknown word.

Finds: words that neither the checker nor the medical word list knows, and words of the other variety of English.
Why: A misspelt word costs trust; a medical term that is merely rare does not, so those are known.
Before: Drink watter with it.
After: Drink water with it. (suggested)
When it is wrong: names, brands, foreign words. What may be a name, a drug or an abbreviation gets no suggestion;
authors of a citation are passed by, and so are a word alone, or the name of a species, in slight emphasis (*katar*),
all words of a bibliography, and acronyms: "IM" is no slip of "I'm".
A suggestion is for a person alone, and not for --fix all, where the word comes back in the text, where it is two slips
away from a word of less than eight letters or with another first letter, one from a word of less than five (swapped
letters aside), where it parts the word, or where that has capitals inside.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G310; suggestions for single words are the known
    words that few slips lead to, frequent ones first (Damerau, 1964, doi:10.1145/363958.363994; wordfreq).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.language.realization import match_case
from pipeline.facts.spelling_suggestions import counterpart, is_near, suggest_words
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule
from pipeline.spelling import (
    SPELLERS,
    comes_back,
    is_cited,
    is_mentioned,
    may_be_abbreviation,
    may_be_drug,
    may_be_name,
    precedes_dosage_form,
)

_VARIETIES = {
    "en-US": ("a British", "American", "British", "en-GB"),
    "en-GB": ("an American", "British", "American", "en-US"),
}
"""What a word of the other variety is, what the text is checked as, and what it may be checked as instead."""


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks of this kind; its speller only says which words are wrong."""
    for finding in remark_findings(reading, RULE.id):
        if not dict(finding.evidence)["languagetool_rule"].startswith(SPELLERS):
            is_kept = finding.match != "i" and may_be_abbreviation(finding.match)
            if not _is_acronym(finding.match):
                yield replace(finding, suggestions=(), fix_class="none") if is_kept else finding
        elif not _is_mentioned_or_cited(finding, reading):
            yield _of_other_variety(finding, reading) or _with_suggestions(finding, reading)


def _is_acronym(match: str) -> bool:
    """Whether a word is in capitals, as the ways of giving an injection ("IM"), units and initials are."""
    return len(match) > 1 and match.isalpha() and match.isupper()


def _is_mentioned_or_cited(finding: Finding, reading: Reading) -> bool:
    place = _place(finding, reading)
    return is_mentioned(*place, reading.emphasized) or is_cited(*place)


def _place(finding: Finding, reading: Reading) -> tuple[str, int, int]:
    return reading.text, finding.span.start, finding.span.end


def _of_other_variety(finding: Finding, reading: Reading) -> Finding | None:
    """The finding where the other variety of English knows the word; the speller names the counterparts of many.

    A word that may be part of a name, as in "Labour Party", keeps its spelling unless a person decides otherwise.
    """
    language = reading.language
    named = finding.suggestions[:1] or (counterpart(finding.match, language),)
    if named[0] is None or language not in _VARIETIES:
        return None
    found = (match_case(named[0], finding.match),) if named[0] else ()
    is_name = may_be_name(*_place(finding, reading))
    kind, own, other, tag = _VARIETIES[language]
    message = (
        f"“{finding.match}” is {kind} spelling, and the text is checked as {own} English. For {other} English use "
        f"--lang {tag}, or --lang auto, which goes by the spelling of each article."
    )
    return replace(finding, suggestions=found, fix_class="unsafe" if found and not is_name else "none", message=message)


def _with_suggestions(finding: Finding, reading: Reading) -> Finding:
    word, place = finding.match, _place(finding, reading)
    is_kept = may_be_name(*place) or may_be_drug(word) or may_be_abbreviation(word)
    suggestions = () if is_kept else suggest_words(word, reading.language)
    is_doubtful = precedes_dosage_form(*place) or comes_back(*place)
    is_clear = bool(suggestions) and is_near(word, suggestions[0]) and not is_doubtful
    return replace(finding, suggestions=suggestions, fix_class="unsafe" if is_clear else "none")


RULE = Rule(id="G310", name="spelling", category="spelling", severity="warning", explanation=__doc__ or "", find=find)
