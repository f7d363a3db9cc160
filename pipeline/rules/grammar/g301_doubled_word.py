"""A small word that stands twice.

Finds: "go for for a walk".
Why: a slip of a scraper or a spinner that is harmless to mend.
Before: Go for for a walk.
After: Go for a walk.
When it is wrong: emphasis ("really really") and grammar ("had had"); only words that are never doubled on purpose are
mended, the rest is suggested.
Source: LanguageTool's rule on repeated words (data/grammar/profile.tsv, G301); data/grammar/doubled_words.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The doubled words; safe for words that are never doubled on purpose."""
    for finding in remark_findings(reading, RULE.id):
        words = finding.match.lower().split()
        is_slip = len(words) == 2 and words[0] == words[1] and words[0] in tables.never_doubled_words()
        yield finding if is_slip and "\n" not in finding.match else replace(finding, fix_class="unsafe")


RULE = Rule(
    id="G301", name="doubled-word", category="doubled word", severity="warning", explanation=__doc__ or "", find=find
)
