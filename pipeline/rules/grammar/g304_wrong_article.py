""" "A" for "an", and "an" for "a".

Finds: "a" before a vowel sound, "an" before a consonant sound.
Why: Readers hear it at once.
Before: You may want to use a ointment.
After: You may want to use an ointment. (suggested)
When it is wrong: acronyms that are read as words, letters as letters ("the letter a"). "An herb" is American, and let
be in text that is checked as such.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G304; data/grammar/silent_h_words.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import tables
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule

_WORD_BEHIND = re.compile(r"\s+(\w+)")


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks of this kind, but for "an" before what Americans speak without its "h"."""
    for finding in remark_findings(reading, RULE.id):
        if reading.language != "en-US" or not _precedes_silent_h(reading.text, finding.span.end):
            yield finding


def _precedes_silent_h(text: str, end: int) -> bool:
    behind = _WORD_BEHIND.match(text, end)
    return behind is not None and behind[1].lower() in tables.silent_h_words()


RULE = Rule(
    id="G304", name="wrong-article", category="agreement", severity="warning", explanation=__doc__ or "", find=find
)
