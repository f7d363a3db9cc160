"""Text that was decoded with a wrong codec.

Finds: runs such as "â€™" where an apostrophe stood.
Why: a reader sees garbage, and no later rule sees the word.
Before: The doctorâ€™s advice
After: The doctor’s advice
When it is wrong: a text that writes about mojibake; quote it as code.
Source: ftfy's ``fix_encoding``, line by line; quotes are not uncurled and HTML is not unescaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import ftfy

from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_LINE = re.compile(r"[^\r\n]+")
_LONGEST_LINE = 5_000
"""Code points; the comparison of a line with its repair takes time that grows with its square."""


def find(reading: Reading) -> Iterator[Finding]:
    """The mojibake of the text, each run a finding."""
    for line in () if reading.text.isascii() else _LINE.finditer(reading.text):
        broken = line.group()
        if broken.isascii() or len(broken) > _LONGEST_LINE:
            continue
        mended = ftfy.fix_encoding(broken)
        if mended == broken:
            continue
        for tag, start, end, new_start, new_end in SequenceMatcher(None, broken, mended, autojunk=False).get_opcodes():
            if tag != "equal":
                span = Span(line.start() + start, line.start() + end)
                yield _finding(reading.text, span, mended[new_start:new_end])


def _finding(text: str, span: Span, mended: str) -> Finding:
    match = text[span.start : span.end]
    return Finding(
        rule_id=RULE.id,
        span=span,
        match=match,
        suggestions=(mended,),
        fix_class="safe",
        message=f"{match!r} is {mended!r}, decoded with a wrong codec.",
        evidence=(("repair", "ftfy fix_encoding"),),
    )


RULE = Rule(id="E001", name="mojibake", category="encoding", severity="error", explanation=__doc__ or "", find=find)
