"""White space that is doubled, missing after a sentence, or put before a punctuation mark.

Finds: "the  pillow", "downtime .It", "circulation.This".
Why: a trace of copying and cutting, and harmless to mend.
Before: It is mild with no downtime .
After: It is mild with no downtime.
When it is wrong: indentation, columns, spaces behind the mark of a list item or heading, two spaces after a full stop
and hard line breaks are an author's habit and stay; so do gaps in neighboring lines, which make columns, and dots with
spaces between them (". . ."); a point inside a name or an address, or before the name of a file, is no sentence end;
and an author who puts a space before most marks, as in French, is left alone.
Source: LanguageTool's white-space rules (data/grammar/profile.tsv, G300).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.remarks import remark_findings
from pipeline.rule import Rule
from pipeline.tables import function_words

_SPACES = re.compile(r"[ \u00a0\t]{2,}")
_BLANKS = " \u00a0\t"
_COLUMN_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \u00a0\t]*)(?=\S)")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_HABITUAL = '.!?:…)”"'
"""Marks that many authors set two spaces behind."""
_AROUND = 2000
"""Characters before and behind a line in which its neighbors are looked for."""
_ITEM_MARK = re.compile(r"[\s>]*(?:[^\w\s]{1,6}|\(?\w{1,3}[.)\]])(?:\s+\[[ xX]\])?")
"""What stands alone before the words of a line: the mark of a list item ("-", "2)", "- [ ]"), heading or quotation."""
_WIDE = 4
"""Spaces from which on a gap was made on purpose; a slip of the finger makes two or three."""
_SPACE_BEFORE_MARK = re.compile(r"[ \u00a0]+[,.;:!?]")
_SENTENCE_BEFORE = re.compile(r"(?:^|\s)[\w'’-]*[a-z]{3,}[\"”’)]?[.!?]\Z")
_SENTENCE_AFTER = re.compile(r"(?:[AI]|[A-Z][a-z]+)(?:\s|$)")
_NAME_BEFORE = re.compile(r"(?<![.!?]\s)(?<![.!?])\b[A-Z][\w'’-]*\.\Z")
"""A capitalized word inside of a sentence, and a point, as in "use Xamarin.Android"."""
# "a file called .profile", ".5 mg", "all .Gov sites", "follow .@SleepClinic"
_NAME_AFTER = re.compile(r"[a-z\d@#]|(?:Com|Edu|Gov|Io|Mil|Net|Org)\b")
_REACH = 60
_NEXT_DOT = re.compile(r"\.[ \u00a0]+\.")
_MARK = re.compile(r"[,.;:!?](?=\s|\Z)")
_SPACED_MARK = re.compile(rf"(?<=\w){_SPACE_BEFORE_MARK.pattern}(?=\s|\Z)")
_FEWEST_SPACED = 4
"""Marks with a space before them that make a habit."""


def find(reading: Reading) -> Iterator[Finding]:
    """The checker's remarks on white space; safe only in the shapes whose repair is certain."""
    remarks = list(remark_findings(reading, RULE.id))
    is_habit = bool(remarks) and _is_habit(reading.text)
    for remark in remarks:
        finding = _with_space_after(reading.text, remark)
        if not _is_layout(reading.text, finding) and not _is_among_marks(reading.text, finding):
            is_own = is_habit and bool(_SPACE_BEFORE_MARK.fullmatch(finding.match))
            is_certain = not is_own and _is_certain(reading.text, finding)
            yield finding if is_certain else replace(finding, fix_class="unsafe")


def _is_habit(text: str) -> bool:
    """Whether as many marks of a text have a space before them as have none, and not just a few."""
    spaced = len(_SPACED_MARK.findall(text))
    return spaced >= _FEWEST_SPACED and 2 * spaced >= len(_MARK.findall(text))


def _is_layout(text: str, finding: Finding) -> bool:
    """Whether the spaces are a habit: at either end of a line, behind its mark, after a sentence, between columns."""
    if not _SPACES.fullmatch(finding.match):
        return False
    # The checker counts the first space after a sentence as part of it, and leaves it out of its remark.
    start, end = len(text[: finding.span.start].rstrip(_BLANKS)), finding.span.end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in ("", "\n", "\r", "|") or after in ("", "\n", "\r", "|") or before in _HABITUAL:
        return True
    line_start = text.rfind("\n", 0, start) + 1
    if _ITEM_MARK.fullmatch(text, line_start, start):
        return True
    line_end = (text + "\n").index("\n", end)
    line = text[line_start:line_end]
    is_wide = end - start >= _WIDE or "\t" in text[start:end] or len(_COLUMN_GAP.findall(line)) > 1
    return is_wide or _is_row(text, Span(line_start, line_end))


def _is_row(text: str, line: Span) -> bool:
    """Whether the line before or behind a line has a gap too; behind an empty line, one that no slip makes."""
    above = [row.rstrip() for row in text[max(0, line.start - _AROUND) : line.start].splitlines()]
    below = [row.rstrip() for row in text[line.end : line.end + _AROUND].splitlines()[1:]]
    for rows in (above[::-1], below):
        distance, row = next(((n, row) for n, row in enumerate(rows) if row), (0, ""))
        if _has_gap(row, _COLUMN_GAP if distance else _GAP):
            return True
    return False


def _has_gap(line: str, gap: re.Pattern[str]) -> bool:
    """Whether columns of a line are set apart by spaces, not the mark of an item from its words or two sentences."""
    return any(
        line[found.start() - 1] not in _HABITUAL and not _ITEM_MARK.fullmatch(line, 0, found.start())
        for found in gap.finditer(line)
    )


def _is_among_marks(text: str, finding: Finding) -> bool:
    """Whether a space is remarked on beside another mark: of an ellipsis with spaces, or of marks that are doubled."""
    if _SPACE_BEFORE_MARK.fullmatch(finding.match):
        is_second = text.endswith(finding.match[-1], 0, finding.span.start)
        return is_second or bool(_NEXT_DOT.match(text, finding.span.end - 1))
    return any(_SPACE_BEFORE_MARK.search(one) for one in finding.suggestions[:1])


def _with_space_after(text: str, finding: Finding) -> Finding:
    """The remark on " .It" with both its repairs in one, since the second would only be seen in the next run."""
    mark = finding.match.strip()
    if _SPACE_BEFORE_MARK.fullmatch(finding.match) and _SENTENCE_AFTER.match(text, finding.span.end):
        return replace(finding, suggestions=(f"{mark} ",))
    return finding


def _is_certain(text: str, finding: Finding) -> bool:
    if not finding.suggestions:
        return False
    if _SPACES.fullmatch(finding.match):
        return finding.suggestions[0] == " "
    if _SPACE_BEFORE_MARK.fullmatch(finding.match):
        mends = finding.suggestions[0].strip() == finding.match.strip()
        is_name = finding.match[-1] == "." and bool(_NAME_AFTER.match(text, finding.span.end))
        return mends and not is_name and text[finding.span.start - 1 : finding.span.start].isalpha()
    before = text[max(0, finding.span.start - _REACH) : finding.span.start]
    after = text[finding.span.start : finding.span.end + _REACH]
    is_glued = finding.suggestions[0] == f" {finding.match}"
    opens = after.split()[0].lower() in function_words()
    is_name = not opens and _NAME_BEFORE.search(before) is not None
    return is_glued and not is_name and bool(_SENTENCE_BEFORE.search(before)) and bool(_SENTENCE_AFTER.match(after))


RULE = Rule(
    id="G300", name="white-space", category="white space", severity="warning", explanation=__doc__ or "", find=find
)
