"""Text that was decoded with a wrong codec.

Finds: runs such as "â€™" where an apostrophe stood.
Why: a reader sees garbage, and no later rule sees the word.
Before: The doctorâ€™s advice
After: The doctor’s advice
When it is wrong: a text that writes about mojibake; where half of its runs stand beside what they should be, the repair
is only suggested.
Source: ftfy's ``fix_encoding``, line by line; quotes are not uncurled and HTML is not unescaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import ftfy

from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_LINE = re.compile(r"[^\r\n]+")
_BETWEEN = re.compile(r"[\s|]+")
_MARKS = '.,;:!?"“”()*_`'
_FEWEST_NAMED = 2
"""Words in mojibake that a text about it names."""
_LONGEST_LINE = 5_000
"""Code points; the comparison of a line with its repair takes time that grows with its square."""


def find(reading: Reading) -> Iterator[Finding]:
    """The mojibake of the text, each run a finding."""
    found = list(_find(reading.text))
    is_told = bool(found) and _speaks_of_mojibake(reading.text, found)
    for finding in found:
        yield replace(finding, fix_class="unsafe") if is_told else finding


def _find(text: str) -> Iterator[Finding]:
    for line in () if text.isascii() else _LINE.finditer(text):
        broken = line.group()
        if broken.isascii() or len(broken) > _LONGEST_LINE:
            continue
        mended = ftfy.fix_encoding(broken)
        if mended == broken:
            continue
        for tag, start, end, new_start, new_end in SequenceMatcher(None, broken, mended, autojunk=False).get_opcodes():
            if tag != "equal":
                span = Span(line.start() + start, line.start() + end)
                yield _finding(text, span, mended[new_start:new_end])


def _speaks_of_mojibake(text: str, found: Sequence[Finding]) -> bool:
    """Whether a text names half of what its mojibake stands for, in the same line: "cafÃ© for café"."""
    named = total = 0
    for start in sorted({text.rfind("\n", 0, finding.span.start) + 1 for finding in found}):
        line = text[start:].partition("\n")[0]
        words = [word.strip(_MARKS).replace("’", "'") for word in _BETWEEN.split(line)]
        mended = {word: ftfy.fix_encoding(word).replace("’", "'") for word in words if not word.isascii()}
        broken = [word for word, whole in mended.items() if whole != word]
        total += len(broken)
        named += sum(mended[word] in words for word in broken)
    return named >= _FEWEST_NAMED and 2 * named >= total


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
