"""Words that do not go together.

Finds: words that do not go together.
Why: A typical trace of a swapped synonym.
Before: It mentions about the risk.
After: It mentions the risk. (suggested)
When it is wrong: regional usage.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G322.
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
    id="G322", name="collocation", category="word choice", severity="info", explanation=__doc__ or "", find=find
)
