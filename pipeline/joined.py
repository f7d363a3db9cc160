"""One trouble, one finding: what is said twice of one place goes to the finding that says more, or repairs it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Finding

_TAKING = ("open", "ignored")
"""States of a swap finding that takes the remarks on its words; one that is refused is refused with them."""


def join_remarks(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, an open one inside another on the same trouble being evidence of that.

    So is a grammar finding inside a swap finding that is open or was refused for good, and one about a whole field,
    such as the text of a link, inside a stuffed mention that is cut with it. A grammar finding that was applied, or one
    that reaches out of the other, stands by itself.

    Args:
        findings: of all stages, spans in one text.
    """
    swaps = _Places(
        findings, [n for n, one in enumerate(findings) if one.rule_id.startswith("S") and one.state in _TAKING]
    )
    cuts = _Places(
        findings, [index for index, one in enumerate(findings) if one.removes_mention and one.state == "fixed"]
    )
    joined: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    own: list[int] = []
    for index, finding in enumerate(findings):
        places, name = (swaps, "grammar_checker") if _is_open(finding, "G") else (cuts, "also")
        is_remark = _is_open(finding, "G") or (_is_open(finding, "K") and finding.is_of_field)
        around = places.around(finding) if is_remark else None
        if around is None:
            own.append(index)
        else:
            joined[around].append((name, f"{finding.rule_id}: {finding.message}"))
    return tuple(replace(findings[index], evidence=(*findings[index].evidence, *joined[index])) for index in own)


def _is_open(finding: Finding, family: str) -> bool:
    return finding.rule_id.startswith(family) and finding.state == "open"


class _Places:
    """Some of the findings, for look-up by place.

    Args:
        findings: all.
        numbers: of those that are looked for.
    """

    def __init__(self, findings: Sequence[Finding], numbers: Sequence[int]) -> None:
        self._findings = findings
        self._numbers = sorted(numbers, key=lambda number: findings[number].span)
        self._starts = [findings[number].span.start for number in self._numbers]

    def around(self, finding: Finding) -> int | None:
        """The number of the one that a finding lies in, or None."""
        before = bisect_left(self._starts, finding.span.start + 1) - 1
        if before < 0:
            return None
        number = self._numbers[before]
        return number if self._findings[number].span.contains(finding.span) else None
