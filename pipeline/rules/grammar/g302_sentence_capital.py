"""A sentence that begins with a small letter.

Finds: "It helps. sleep on your side."
Why: sentences that a spinner or a scraper cut apart.
Before: That is mild. some people snore.
After: That is mild. Some people snore.
When it is wrong: list items, also those behind an "o" that was a bullet, names that begin small ("iPhone"), text
after an abbreviation, and authors who write without capitals; only a small word that opens sentences, after a sentence
in the same paragraph that a stop and no question mark ends, is mended, where more sentences begin with a capital; the
rest is suggested.
Source: LanguageTool's rule on sentence starts (data/grammar/profile.tsv, G302); data/grammar/sentence_openers.tsv.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule

_BULLET = re.compile(r"^[^\S\n]*o(?=[^\S\n]+\S)", re.MULTILINE)
"""Word's round bullet, which became a letter when it was pasted."""
_FEWEST_BULLETS = 2
# A question mark may end a title within the sentence, and a short word may be an abbreviation.
_SENTENCE_BEFORE = re.compile(r"(?<![-/&])\b[a-z]{5,}[”\"’)]?[.!][ \u00a0]{1,2}\Z")


def find(reading: Reading) -> Iterator[Finding]:
    """The small letters at sentence starts; list items are left out, those too whose bullet became a letter."""
    bullets = [bullet.end() for bullet in _BULLET.finditer(reading.text)]
    starts = [block.span.start for block in reading.blocks]
    found = tuple(remark_findings(reading, RULE.id))
    is_small_throughout = len(found) > sum(reading.text[sentence.start].isupper() for sentence in reading.sentences)
    for finding in found:
        index = bisect_right(starts, finding.span.start) - 1
        if index < 0 or reading.blocks[index].kind != "p":
            continue
        if len(bullets) >= _FEWEST_BULLETS and finding.span.end in bullets and finding.match == "o":
            continue
        inside = finding.span.start > reading.blocks[index].span.start
        certain = inside and not is_small_throughout and _is_certain(reading.text, finding)
        yield finding if certain else replace(finding, fix_class="unsafe")


def _is_certain(text: str, finding: Finding) -> bool:
    before = text[max(0, finding.span.start - 40) : finding.span.start]
    opens = finding.match in tables.sentence_openers() and finding.suggestions[:1] == (finding.match.capitalize(),)
    return opens and bool(_SENTENCE_BEFORE.search(before))


RULE = Rule(
    id="G302", name="sentence-capital", category="casing", severity="warning", explanation=__doc__ or "", find=find
)
