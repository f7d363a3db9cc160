"""Doubtful punctuation.

Finds: commas, quotation marks, brackets and dashes that are missing or wrong.
Why: Punctuation is where a cut or a paste shows.
Before: For example sleep on your side.
After: For example, sleep on your side. (suggested)
When it is wrong: house style; long quotations over several paragraphs.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G330.
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
    id="G330", name="punctuation", category="punctuation", severity="info", explanation=__doc__ or "", find=find
)
