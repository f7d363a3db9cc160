"""A compound written another way.

Finds: words that are written together, apart or with a hyphen.
Why: Spinners cut compounds.
Before: oat meal
After: oatmeal (suggested)
When it is wrong: house style.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G332.
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


RULE = Rule(id="G332", name="compound", category="spelling", severity="info", explanation=__doc__ or "", find=find)
