"""The only place where a finding becomes an edit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.config import Config
from pipeline.facts.clinical import clinical_change
from pipeline.facts.meaning import meaning_change
from pipeline.facts.protected import ALWAYS, ProtectedIndex, ProtectedSpan
from pipeline.model import Edit, Finding, FixClass, Span
from pipeline.reading import Reading

_LONG_QUOTATION = 3
"""How many times as long as a mention a quotation is that holds more than the mention."""
_ACCEPTING = ("S", "G")
"""Rules that leave the user's accept-list alone: a stuffed phrase is no matter of words."""

_GUESSING = ("S210",)
"""Rules whose suggestions no table gives."""

_OF_NAMES = ("S230", "S231")
"""Rules that mend a name as a whole, of which others would mend a word."""

_RANK: dict[FixClass, int] = {"safe": 0, "unsafe": 1, "none": 2}


@dataclass(frozen=True, slots=True)
class Decision:
    """What one stage does.

    Attributes:
        changes: sorted and apart, in the text that the stage read.
        findings: every finding with its state, in the order of the text.
    """

    changes: tuple[Edit, ...]
    findings: tuple[Finding, ...]


def decide(findings: Iterable[Finding], reading: Reading, config: Config) -> Decision:
    """Turn some findings into edits.

    In this order: a swap or grammar finding that touches a word of the user's accept-list is ignored; a finding that
    touches a protected span is kept back; a change of clinical meaning is capped at
    ``unsafe``; the rest is sorted by fix class, what mends a whole name first, confidence, length, place and rule id,
    and taken where nothing taken before overlaps. What loses its place stays in the report with the winner's rule. A
    change of clinical meaning is not made even where the configuration asks for it, and keeps its place all the same:
    what else overlaps it would mend half of what is wrong there.
    """
    judged = [_accept(finding, reading.accepted) for finding in findings]
    if any(finding.suggestions for finding in judged):
        protected = ProtectedIndex(reading.protected)
        judged = [_judge(finding, reading, protected) for finding in judged]
    judged.sort(key=_order)
    taken: list[Finding] = []
    places = _Places()
    decided: list[Finding] = []
    for finding in judged:
        if finding.state != "open" or not _wanted(finding, config):
            decided.append(finding)
            continue
        winner = places.overlapping(finding)
        if winner is not None:
            decided.append(finding.with_state("overlapped", ("overlapped_by", winner.rule_id)))
            continue
        places.add(finding)
        if finding.clinical_flag:
            # The last look would undo it, and with it what later stages mend in its place, such as a capital.
            decided.append(finding.with_state("reverted", ("would_change", finding.clinical_flag)))
        else:
            taken.append(finding.with_state("fixed"))
    changes = sorted(
        (Edit(f.span.start, f.span.end, f.suggestions[0], (f.rule_id,)) for f in taken), key=lambda edit: edit.start
    )
    return Decision(tuple(changes), tuple(sorted(decided + taken, key=lambda f: (f.span, f.rule_id))))


def _order(finding: Finding) -> tuple[int, bool, float, int, int, str]:
    return (
        _RANK[finding.fix_class],
        finding.rule_id not in _OF_NAMES,
        -finding.confidence,
        -len(finding.span),
        finding.span.start,
        finding.rule_id,
    )


def _wanted(finding: Finding, config: Config) -> bool:
    if not finding.suggestions or finding.suggestions[0] == finding.match:
        return False
    return finding.fix_class in {"safe": ("safe",), "all": ("safe", "unsafe"), "none": ()}[config.fix]


def _judge(finding: Finding, reading: Reading, protected: ProtectedIndex) -> Finding:
    if not finding.suggestions or finding.state != "open":
        return finding
    guards = (item for item in protected.touching(finding.span) if _guards(item, finding))
    guard = next((item for item in guards if not _goes_with_link(item, finding, reading.links)), None)
    if guard is not None:
        place = reading.text[guard.span.start : guard.span.end]
        return finding.with_state("protected", ("protected_by", guard.kind), ("protected_text", place[:80]))
    if finding.removes_mention or finding.restores_encoding:
        return finding
    new = finding.suggestions[0]
    changed = {*clinical_change(reading.text, finding.span, new)}
    if finding.rule_id.startswith(_ACCEPTING):
        is_guess = finding.rule_id in _GUESSING
        changed.update(meaning_change(reading.text, finding.span, new, is_guess=is_guess))
    if not changed:
        return finding
    fix_class: FixClass = "unsafe" if finding.fix_class == "safe" else finding.fix_class
    return replace(finding, fix_class=fix_class, clinical_flag=", ".join(sorted(changed)))


def _accept(finding: Finding, accepted: tuple[Span, ...]) -> Finding:
    """The finding, ignored where it touches a word that the user never wants to see flagged."""
    if not accepted or not finding.rule_id.startswith(_ACCEPTING):
        return finding
    index = bisect_right(accepted, finding.span.start, key=lambda span: span.end)
    if index < len(accepted) and accepted[index].start < max(finding.span.end, finding.span.start + 1):
        return finding.with_state("ignored", ("accepted_by", "--vocab"))
    return finding


def _guards(protected: ProtectedSpan, finding: Finding) -> bool:
    """Whether a protected span stands against a finding.

    A mention may go with all it holds, but never cut into it; and it may go out of a long quotation that it was put
    into, but not from where that begins. A field is edited for itself, whatever its markup is.
    """
    if finding.is_of_field:
        return False
    inside = protected.span.contains(finding.span) and len(protected.span) > _LONG_QUOTATION * len(finding.span)
    is_opening = finding.span.start <= protected.span.start + 1
    if finding.removes_mention and protected.kind == "quotation" and inside and not is_opening:
        return False
    if protected.kind in ALWAYS:
        return True
    return not (finding.removes_mention and finding.span.contains(protected.span))


def _goes_with_link(protected: ProtectedSpan, finding: Finding, links: tuple[Span, ...]) -> bool:
    """Whether a protected span begins in a link, of which all goes with a mention: its target, which may be code."""
    number = bisect_right(links, protected.span.start, key=lambda link: link.start) - 1
    is_in_link = number >= 0 and protected.span.start < links[number].end
    return is_in_link and finding.removes_mention and finding.span.contains(links[number])


class _Places:
    """The findings taken so far, apart from each other, for look-up by place."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._findings: list[Finding] = []

    def overlapping(self, finding: Finding) -> Finding | None:
        """A taken finding that overlaps this one, or that would make the result depend on the order."""
        index = bisect_right(self._starts, finding.span.start)
        for taken in self._findings[max(0, index - 1) : index + 1]:
            same_place = taken.span.start == finding.span.start
            if same_place or taken.span.overlaps(finding.span):
                return taken
        return None

    def add(self, finding: Finding) -> None:
        """Take a finding that overlaps none taken before."""
        index = bisect_right(self._starts, finding.span.start)
        self._starts.insert(index, finding.span.start)
        self._findings.insert(index, finding)
