"""Broken agreement and other errors of grammar.

Finds: verbs, nouns and determiners that do not agree, and other breaks of grammar.
Why: Swapped words seldom fit the sentence around them.
Before: He go to bed late.
After: He goes to bed late. (suggested)
When it is wrong: titles, fragments, quoted speech.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G320.
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


RULE = Rule(id="G320", name="agreement", category="agreement", severity="warning", explanation=__doc__ or "", find=find)
