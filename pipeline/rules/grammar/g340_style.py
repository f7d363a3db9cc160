"""A remark on style.

Finds: wordy, colloquial or repeated wording.
Why: For an editor with time to polish.
Before: a large number of people
After: many people (suggested)
When it is wrong: whenever the author likes it that way.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G340.
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


RULE = Rule(id="G340", name="style", category="style", severity="info", explanation=__doc__ or "", find=find)
