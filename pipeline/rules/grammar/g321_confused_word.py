"""A word confused with another.

Finds: a word in the place of another that sounds or looks alike.
Why: A speller cannot see it.
Before: It effects your sleep.
After: It affects your sleep. (suggested)
When it is wrong: rare but right uses.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G321.
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
    id="G321", name="confused-word", category="word choice", severity="warning", explanation=__doc__ or "", find=find
)
