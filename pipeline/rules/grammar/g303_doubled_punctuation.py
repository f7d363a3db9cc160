"""Two punctuation marks where one belongs.

Finds: "a healthier back..", "a fracture,.", "dinosaurs,,".
Why: what a cut or a paste leaves behind, and harmless to mend.
Before: This leads to a healthier back..
After: This leads to a healthier back.
When it is wrong: an ellipsis that is a dot short ("they should.."), an abbreviation before a comma, an empty field of a
table ("dose,,route"); only two equal marks or ",." after a word are mended.
Source: LanguageTool's rules on doubled punctuation (data/grammar/profile.tsv, G303).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule

_MENDED = {"..": ".", ",,": ",", ",.": ".", ";;": ";", "::": ":"}
_LAST_WORD = re.compile(r"[A-Za-z']+\Z")
_REACH = 20
_BLANKS = " \u00a0\t"
_SENTENCE_AFTER = re.compile(r"[ \u00a0]*(?:[\r\n]|\Z)|[ \u00a0]+[A-Z\"“]")


def find(reading: Reading) -> Iterator[Finding]:
    """The doubled marks; safe after a word and, for marks that end a sentence, before a new one."""
    for finding in remark_findings(reading, RULE.id):
        mended = _MENDED.get(finding.match)
        before = reading.text[max(0, finding.span.start - 2) : finding.span.start]
        follows_word = len(before) == 2 and before[0].isalpha() and (before[1].isalpha() or before[1] in ")”")
        ends = mended != "." or (
            _SENTENCE_AFTER.match(reading.text, finding.span.end) and not _is_broken_off(reading.text, finding)
        )
        # "dose,,route": a row of a table, and no sentence.
        is_row = mended == "," and bool(reading.text[finding.span.end : finding.span.end + 1].strip())
        if before.endswith(finding.match.strip()) and finding.match[0] in _BLANKS:
            # Of ", ," the checker names all behind the first mark: its own repair would leave ",,".
            yield replace(finding, suggestions=("",), fix_class="unsafe")
        elif mended and follows_word and ends and not is_row:
            yield replace(finding, suggestions=(mended,))
        else:
            yield replace(finding, fix_class="unsafe")


def _is_broken_off(text: str, finding: Finding) -> bool:
    """Whether two dots stand for an ellipsis: no sentence ends with such a word."""
    word = _LAST_WORD.search(text[max(0, finding.span.start - _REACH) : finding.span.start])
    return word is not None and word[0].lower() in tables.function_words() and finding.match == ".."


RULE = Rule(
    id="G303",
    name="doubled-punctuation",
    category="punctuation",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
