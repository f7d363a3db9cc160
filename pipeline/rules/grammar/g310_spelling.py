"""An unknown word.

Finds: words that neither the checker nor the medical word list knows.
Why: A misspelt word costs trust; a medical term that is merely rare does not, so those are known.
Before: Drink watter with it.
After: Drink water with it. (suggested, never applied)
When it is wrong: names, brands, foreign words. What may be a name, a drug or an abbreviation gets no suggestion.
Source: LanguageTool, the rules that data/grammar/profile.tsv gives to G310; suggestions for single words are the known
    words that few slips lead to, frequent ones first (Damerau, 1964, doi:10.1145/363958.363994; wordfreq).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.spelling_suggestions import suggest_words
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule
from pipeline.spelling import SPELLERS, may_be_abbreviation, may_be_drug, may_be_name


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks of this kind; its speller only says which words are wrong."""
    for finding in remark_findings(reading, RULE.id):
        if dict(finding.evidence)["languagetool_rule"].startswith(SPELLERS):
            start, end = finding.span.start, finding.span.end
            is_kept = may_be_name(reading.text, start, end) or may_be_drug(finding.match)
            suggestions = () if is_kept else suggest_words(finding.match, reading.language)
            finding = replace(finding, suggestions=suggestions, fix_class="unsafe" if suggestions else "none")
        is_kept = may_be_abbreviation(finding.match)
        yield replace(finding, suggestions=(), fix_class="none") if is_kept else finding


RULE = Rule(id="G310", name="spelling", category="spelling", severity="warning", explanation=__doc__ or "", find=find)
