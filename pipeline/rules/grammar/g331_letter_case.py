"""Doubtful capitals.

Finds: words that need a capital, or must not have one.
Why: Names lose their capitals in spun text.
Before: the white house
After: the White House (suggested)
When it is wrong: generic uses of words that are also names.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G331.
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


RULE = Rule(id="G331", name="letter-case", category="casing", severity="info", explanation=__doc__ or "", find=find)
