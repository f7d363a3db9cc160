"""One trouble, one finding: what the grammar checker remarks on a swap that is reported already goes to the swap."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Finding


def join_remarks(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, an open grammar finding inside an open swap finding being evidence of the swap.

    A grammar finding that was applied, or reaches out of the swap, stands by itself.

    Args:
        findings: of all stages, spans in one text.
    """
    swaps = sorted(
        (index for index, finding in enumerate(findings) if _is_open(finding, "S")),
        key=lambda index: findings[index].span,
    )
    starts = [findings[index].span.start for index in swaps]
    joined: defaultdict[int, list[Finding]] = defaultdict(list)
    own: list[int] = []
    for index, finding in enumerate(findings):
        before = bisect_left(starts, finding.span.start + 1) - 1
        is_inside = before >= 0 and findings[swaps[before]].span.contains(finding.span)
        if is_inside and _is_open(finding, "G"):
            joined[swaps[before]].append(finding)
        else:
            own.append(index)
    return tuple(_with_evidence(findings[index], joined[index]) for index in own)


def _is_open(finding: Finding, family: str) -> bool:
    return finding.rule_id.startswith(family) and finding.state == "open"


def _with_evidence(swap: Finding, remarks: Sequence[Finding]) -> Finding:
    if not remarks:
        return swap
    named = tuple(("grammar_checker", f"{remark.rule_id}: {remark.message}") for remark in remarks)
    return replace(swap, evidence=swap.evidence + named)
