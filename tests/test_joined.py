"""What the grammar checker remarks on a reported swap is told once."""

from __future__ import annotations

from pipeline.joined import join_remarks
from pipeline.model import Finding, Span


def finding(rule_id: str, start: int, end: int, **more: object) -> Finding:
    return Finding(rule_id=rule_id, span=Span(start, end), match="x" * (end - start), message="Look.", **more)  # type: ignore[arg-type]


def test_a_remark_inside_a_swap_becomes_its_evidence() -> None:
    swap = finding("S210", 10, 20)
    [joined] = join_remarks([swap, finding("G320", 12, 20)])
    assert joined.rule_id == "S210"
    assert joined.evidence == (("grammar_checker", "G320: Look."),)


def test_what_is_said_of_a_link_goes_to_the_mention_that_is_cut_with_it() -> None:
    field = (("field", "anchor text"),)
    cut, kept = finding("K105", 10, 20, state="fixed"), finding("K105", 30, 40)
    findings = [cut, finding("K117", 12, 20, evidence=field), kept, finding("K117", 32, 40, evidence=field)]
    joined, *others = join_remarks(findings)
    assert joined.evidence == (("also", "K117: Look."),)
    assert others == findings[2:]


def test_other_remarks_stand_by_themselves() -> None:
    findings = (
        finding("S210", 10, 20),
        finding("G320", 18, 24),
        finding("G310", 30, 34),
        finding("S200", 40, 50, state="fixed"),
        finding("G320", 42, 45),
        finding("S201", 60, 70),
        finding("G300", 62, 63, state="fixed"),
        finding("K100", 80, 90),
        finding("G330", 82, 83),
    )
    assert join_remarks(findings) == findings
