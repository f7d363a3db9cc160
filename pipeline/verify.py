"""The last look: an edit that changed a number, a unit, a drug name, a negation, a quotation or a layout is undone.

So is one that put something else in the place of what a reader acts on, such as another treatment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pipeline.draft import Draft
from pipeline.facts.clinical import clinical_change, clinical_counts, find_clinical_items
from pipeline.facts.keyphrases.weighing.model import WARNING_WORDS
from pipeline.facts.language.tokens import tokenize
from pipeline.ingest.articles import broken_edits
from pipeline.model import Article, Edit, Finding, Span

_QUOTE_MARKS = frozenset('"“”«»')
_FIRST_LETTERS, _LAST_LETTERS = re.compile(r"[^\W\d_]*"), re.compile(r"[^\W\d_]*\Z")
_LONGEST_WORD = 40
"""Letters of a word before an edit that are looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A draft without the edits that failed, and the findings with their last state."""

    draft: Draft
    findings: tuple[Finding, ...]


def verify(draft: Draft, findings: Sequence[Finding], approved: Collection[Span] = ()) -> Verdict:
    """Undo each edit whose surroundings lost or gained a clinical item or a quotation mark, or that breaks the markup.

    The numbers and names inside a stuffed mention may go with the mention; nothing else may. This step only removes
    edits, so it ends.

    Args:
        draft: the article after the last stage.
        findings: of all stages, spans in ``draft.article.text``.
        approved: spans of findings that a person accepted: they may change clinical items, but no markup.
    """
    article = draft.article
    guarded = [edit for edit in draft.edits if not any(edit.span.contains(span) for span in approved)]
    undone = {edit: lost for edit in guarded if (lost := _loss(article, edit, findings))}
    undone |= {edit: lost for edit in draft.edits if (lost := _joined_blocks(article, edit))}
    if undone:
        draft, findings = draft.without(undone), [_revert(finding, undone) for finding in findings]
    broken = broken_edits(article, draft.edits)
    if broken:
        draft, findings = draft.without(broken), [_revert(finding, dict.fromkeys(broken, "")) for finding in findings]
    return Verdict(draft, tuple(findings))


def _joined_blocks(article: Article, edit: Edit) -> str:
    """Says so where an edit would make one paragraph of two that stand apart by their markup; else empty."""
    first = bisect_right(article.segments, edit.start, key=lambda segment: segment.end)
    last = bisect_left(article.segments, edit.end, key=lambda segment: segment.start)
    inside = article.segments[max(0, first - 1) : last + 1]
    has_gap = any(edit.start <= a.end < b.start <= edit.end for a, b in pairwise(inside))
    # Where a blank line of the block itself stands before, it parts what is left.
    if not has_gap or "\n" in edit.new or article.text.endswith("\n\n", 0, edit.start):
        return ""
    is_part = any(segment.start < edit.start <= segment.end for segment in inside)
    goes_on = any(segment.start <= edit.end < segment.end for segment in inside)
    return "the gap between two paragraphs" if is_part and goes_on else ""


def _loss(article: Article, edit: Edit, findings: Sequence[Finding]) -> str:
    """What an edit changed that it must not, in words; empty where nothing was."""
    if all(rule_id.startswith("E") for rule_id in edit.rule_ids):
        # Repaired characters bring negations back ("isnâ€™t"); what they change read the same, or could not be read.
        return ""
    if edit.start >= len(article.prose):
        # What goes from a field repeats what the field says; the quotation marks around it are no quotation.
        return ""
    difference = clinical_change(article.text, edit.span, edit.new)
    # Where none of them ever faces the other way, "»" is an arrow.
    quotes = _QUOTE_MARKS if "«" in article.text else _QUOTE_MARKS - {"»"}
    marks = Counter(character for character in _without_links(article, edit) if character in quotes)
    marks.subtract(character for character in edit.new if character in quotes)
    difference.update({mark: count for mark, count in marks.items() if count})
    flags = [f.clinical_flag for f in findings if f.state == "fixed" and f.clinical_flag and edit.span.contains(f.span)]
    if not any(difference.values()):
        return ", ".join(flags)
    mentions = [f for f in findings if f.state == "fixed" and f.removes_mention and edit.span.contains(f.span)]
    allowed, mended = _removed_with(mentions), _mended_word(article.text, edit) if mentions else Counter[str]()
    lost = sorted(key for key, count in difference.items() if not -mended[key] <= count <= allowed[key])
    return ", ".join(lost or flags)


def _mended_word(text: str, edit: Edit) -> Counter[str]:
    """The clinical items of the word that an edit frees of a mention, inside it or glued to it: it was the author's."""
    before, behind = text[edit.start - 1 : edit.start].isalpha(), text[edit.end : edit.end + 1].isalpha()
    is_glued = before and text[edit.start].isalpha(), behind and text[edit.end - 1].isalpha()
    # Where a part stood apart from the mention, the cut may join two words of the author's.
    if edit.new or is_glued != (before, behind) or not any(is_glued):
        return Counter()
    word = _LAST_LETTERS.search(text, max(0, edit.start - _LONGEST_WORD), edit.start)
    rest = _FIRST_LETTERS.match(text, edit.end)
    parts = [found.group() if found else "" for found in (word, rest)]
    if all(parts) and any(find_clinical_items(part, tokenize(part)) for part in parts):
        return Counter()
    mended = "".join(parts)
    return clinical_counts(find_clinical_items(mended, tokenize(mended)))


def _without_links(article: Article, edit: Edit) -> str:
    """The text that an edit takes, without whole links, whose tooltips stand in marks that are no quotation's."""
    pieces, position = [], edit.start
    links = article.layout.links if article.layout else ()
    for link in islice(links, bisect_left(links, edit.start, key=lambda span: span.start), None):
        if link.start >= edit.end:
            break
        if position <= link.start and link.end <= edit.end:
            pieces.append(article.text[position : link.start])
            position = link.end
    return "".join([*pieces, article.text[position : edit.end]])


def _removed_with(mentions: Sequence[Finding]) -> Counter[str]:
    """The clinical items that stand inside stuffed mentions, and go with them.

    A mention that forbids something ("do not take ibuprofen with warfarin") is a warning, however often it stands
    there, so nothing in it may go.
    """
    allowed: Counter[str] = Counter()
    for finding in mentions:
        tokens = tokenize(finding.match)
        if WARNING_WORDS.isdisjoint(token.lower for token in tokens):
            allowed.update(clinical_counts(find_clinical_items(finding.match, tokens)))
    return allowed


def _revert(finding: Finding, undone: dict[Edit, str]) -> Finding:
    """A finding, reverted if its edit is undone; ``undone`` has what each would lose, and "" for its layout."""
    if finding.state != "fixed":
        return finding
    for edit, lost in undone.items():
        if edit.span.contains(finding.span):
            reverted = finding.with_state("reverted", ("would_change", lost or "the layout of the article"))
            return replace(reverted, clinical_flag=lost) if lost else reverted
    return finding
