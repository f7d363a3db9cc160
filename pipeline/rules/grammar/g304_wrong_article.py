""" "A" for "an", and "an" for "a".

Finds: "a" before a vowel sound, "an" before a consonant sound.
Why: Readers hear it at once.
Before: You may want to use a ointment.
After: You may want to use an ointment. (suggested)
When it is wrong: acronyms that are read as words, letters as letters ("the letter a").
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G304.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks of this kind."""
    return remark_findings(reading, RULE.id)


RULE = Rule(
    id="G304", name="wrong-article", category="agreement", severity="warning", explanation=__doc__ or "", find=find
)
