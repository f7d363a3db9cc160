"""A small word that stands twice.

Finds: "with the the window open".
Why: a slip of a scraper or a spinner that is harmless to mend.
Before: Sleep with the the window open.
After: Sleep with the window open.
When it is wrong: emphasis ("really really"), grammar ("had had"), names ("the The Times"), words about words ("join by
or or nor"), letters that name ("vitamin A a day"), and verbs that keep their preposition ("dealt with with care"). Only
words never doubled on purpose are mended, the second in small letters, prepositions only behind a noun; the rest is
suggested. A text may begin with the last word of its heading. Of phrases that stand twice, only those of small words
("in the in the") get a suggestion: "What makes a suburb a suburb?"
Source: LanguageTool's rule on repeated words (data/grammar/profile.tsv, G301); data/grammar/doubled_words.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.facts.language.inflection import parts_of_speech
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule

_TWO_WORDS = 2
_REACH = 24
_BEFORE_SENTENCE = ".!?:“”(-–—…"
_PREPOSITIONS = frozenset({"at", "for", "from", "into", "of", "to", "with"})
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+\Z")
_CONJUNCTION = re.compile(r"(?:and|or|nor)\Z", re.IGNORECASE)
_CONJUNCTION_BEHIND = re.compile(r"\s+(?:and|or|nor)\b", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """The doubled words; safe for words that are never doubled on purpose."""
    for finding in remark_findings(reading, RULE.id):
        if _may_be_meant(finding):
            yield replace(finding, suggestions=(), fix_class="none")
        else:
            yield finding if _is_slip(reading.text, finding) else replace(finding, fix_class="unsafe")


def _may_be_meant(finding: Finding) -> bool:
    """Whether a phrase that stands twice has a word that is more than a small one, or is "to be"."""
    words = finding.match.lower().split()
    return len(words) > _TWO_WORDS and (words[:2] == ["to", "be"] or not tables.function_words().issuperset(words))


def _is_slip(text: str, finding: Finding) -> bool:
    words = finding.match.split()
    if len(words) != 2 or "\n" in finding.match or words[0].lower() not in tables.never_doubled_words():
        return False
    # "The the" opens a sentence; "the The" may be the name of a book or a paper, and "The The" is that of a band.
    if words[1] != words[0].lower():
        return False
    before = text[max(0, finding.span.start - _REACH) : finding.span.start]
    after = text[finding.span.end : finding.span.end + _REACH]
    # "Vitamin A a second time": the first of the two is a name.
    sentence_before = before.rpartition("\n\n")[2].rstrip()
    if words[0] == "A" and sentence_before and sentence_before[-1] not in _BEFORE_SENTENCE:
        return False
    is_of_verb = words[1] in _PREPOSITIONS and not _is_behind_noun(before)
    is_named = bool(_CONJUNCTION.match(words[1])) and bool(_CONJUNCTION_BEHIND.match(after))
    return not is_of_verb and not is_named


def _is_behind_noun(before: str) -> bool:
    """Whether what stands before ends with a word that is a noun and nothing else."""
    word = _LAST_WORD.search(before)
    return word is not None and parts_of_speech(word[1].lower()) == {"NOUN"}


RULE = Rule(
    id="G301", name="doubled-word", category="doubled word", severity="warning", explanation=__doc__ or "", find=find
)
