"""What counts as found, as repaired and as a false alarm."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from benchmarks.swaps.sets import AnnotatedSwap, CleanText, SpunArticle
from pipeline.model import Cleaned, Finding, Span

SHORTEST_ARTICLE = 200
"""Words of the shortest spun article whose gate counts."""

_REPAIRS = (1, 3)
_WORD = re.compile(r"\S+")


def score_spun(article: SpunArticle, cleaned: Cleaned) -> Counter[str]:
    """Counts of one spun article.

    A finding and an annotated swap belong together where they overlap. A swap is repaired by the first k suggestions if
    one of them equals one of its fixes, letter case and white space aside, in a finding whose ends lie within one word
    of its ends.
    """
    findings = swap_findings(cleaned)
    fixed = [finding for finding in findings if finding.state == "fixed"]
    starts = [match.start() for match in _WORD.finditer(article.text)]
    is_long = len(starts) >= SHORTEST_ARTICLE
    counts = Counter(
        annotated=len(article.swaps),
        findings=len(findings),
        findings_right=sum(any(f.span.overlaps(swap.span) for swap in article.swaps) for f in findings),
        applied=len(fixed),
        applied_in_swap=sum(any(f.span.overlaps(swap.span) for swap in article.swaps) for f in fixed),
        applied_right=sum(_is_right_repair(f, article.swaps) for f in fixed),
        articles=1,
        long_articles=int(is_long),
        long_articles_spun=int(is_long and cleaned.scores.gate == "spun"),
    )
    for swap in article.swaps:
        here = [finding for finding in findings if finding.span.overlaps(swap.span)]
        counts["mangled"] += swap.is_mangled
        if here:
            counts["found"] += 1
            counts["mangled_found"] += swap.is_mangled
            for most in _REPAIRS:
                counts[f"repaired_{most}"] += any(_is_repaired(f, swap, most, starts) for f in here)
    return counts


def score_clean(text: CleanText, cleaned: Cleaned) -> Counter[str]:
    """Counts of one clean text."""
    findings = swap_findings(cleaned)
    return Counter(
        words=len(text.text.split()),
        alarms=len(findings),
        applied=sum(finding.state == "fixed" for finding in findings),
        articles=1,
        articles_clean=int(cleaned.scores.gate == "clean"),
        articles_spun=int(cleaned.scores.gate == "spun"),
    )


def swap_findings(cleaned: Cleaned) -> list[Finding]:
    """The findings of the swap rules, whatever became of them."""
    return [finding for finding in cleaned.findings if finding.rule_id.startswith("S")]


def _is_repaired(finding: Finding, swap: AnnotatedSwap, most: int, starts: list[int]) -> bool:
    wanted = {_folded(fix) for fix in swap.fixes}
    has_fix = any(_folded(suggestion) in wanted for suggestion in finding.suggestions[:most])
    return has_fix and _is_same_place(finding.span, swap.span, starts)


def _is_same_place(one: Span, other: Span, starts: list[int]) -> bool:
    """Whether both ends lie within one word of each other."""
    first = abs(bisect_left(starts, one.start + 1) - bisect_left(starts, other.start + 1))
    last = abs(bisect_left(starts, one.end) - bisect_left(starts, other.end))
    return first <= 1 and last <= 1


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_right_repair(finding: Finding, swaps: tuple[AnnotatedSwap, ...]) -> bool:
    """Whether every word that an applied repair puts in is a word of a fix annotated at its place."""
    fixes = {
        word for swap in swaps if finding.span.overlaps(swap.span) for word in _folded(" ".join(swap.fixes)).split()
    }
    new = set(_folded(finding.suggestions[0]).split()) - set(_folded(finding.match).split())
    return bool(fixes) and new <= fixes
