"""An unknown word.

Finds: words that neither the checker nor the medical word list knows.
Why: A misspelt word costs trust; a medical term that is merely rare does not, so those are known.
Before: Drink watter with it.
After: Drink water with it. (suggested, never applied)
When it is wrong: names, brands, foreign words.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G310.
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


RULE = Rule(id="G310", name="spelling", category="spelling", severity="warning", explanation=__doc__ or "", find=find)
