"""Doubtful capitals.

Finds: words that need a capital, or must not have one.
Why: Names lose their capitals in spun text.
Before: the white house
After: the White House (suggested)
When it is wrong: generic uses of words that are also names. A capital that begins a sentence, a heading, or a title
that is set off is left alone.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G331.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule
from pipeline.spelling import may_open_title


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks of this kind, but for capitals where a sentence, a heading or a title may have them."""
    headings = [block.span for block in reading.blocks if block.kind == "h"]
    for finding in remark_findings(reading, RULE.id):
        is_in_heading = any(heading.contains(finding.span) for heading in headings)
        if not _takes_capital(finding) or not (is_in_heading or may_open_title(reading.text, finding.span.start)):
            yield finding


def _takes_capital(finding: Finding) -> bool:
    """Whether a capital is what the checker wants gone."""
    return bool(finding.suggestions) and finding.match[0].isupper() and finding.suggestions[0][:1].islower()


RULE = Rule(id="G331", name="letter-case", category="casing", severity="info", explanation=__doc__ or "", find=find)
