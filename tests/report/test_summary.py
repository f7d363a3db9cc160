"""What a person reads at the end."""

from __future__ import annotations

from pipeline.report.columns import Row
from pipeline.report.failures import failure_rows
from pipeline.report.summary import Ending, Tally, summarize

ENDING = Ending("clean", "output", "output", is_dry=False, grammar=True, seconds=2.0)


def article(status: str = "ok", **values: object) -> Row:
    row = failure_rows("a.txt", status, "", "")[0]
    row.update(
        {
            "quality_basis": ["stuffing", "swap", "grammar"],
            "grammar_checked": True,
            "from_cache": False,
            "needs_clinical_review": 0,
            "gate": "pass",
        }
    )
    row.update(values)  # type: ignore[arg-type]
    return row


def finding(source: str, state: str) -> Row:
    return {"record": "finding", "rule_source": source, "state": state, "replacement": "x"}


def summary(*rows: Row, ending: Ending = ENDING) -> str:
    tally = Tally()
    for row in rows:
        tally.add(row)
    return summarize(tally, ending)


def test_counts_are_told() -> None:
    text = summary(article(), finding("stuffing", "fixed"), finding("stuffing", "open"), finding("lt", "open"))
    assert "1 article cleaned in 2.0 s." in text
    assert "Stuffed phrases:   2 found, 1 removed" in text
    assert "Grammar:           1 found, 0 fixed" in text
    assert "read the 2 suggestions in findings.csv" in text


def test_failures_come_first_and_cannot_break_the_line() -> None:
    skipped = failure_rows("a.pdf", "skipped", "unknown_type", "No article.")[0]
    failed = failure_rows("z\n\x1b[31m.txt", "failed", "timeout", "It took long.")[0]
    text = summary(article(), skipped, failed)
    assert text.index("failed: z\\n\\x1b[31m.txt: It took long. (timeout)") < text.index("skipped: a.pdf")
    assert "mend the failed articles" in text


def test_many_failures_are_cut_short() -> None:
    rows = [failure_rows(f"{number}.txt", "failed", "crashed", "It died.")[0] for number in range(50)]
    text = summary(*rows)
    assert text.count("It died.") == 20
    assert "and 30 more; see report.csv" in text


def test_unchecked_grammar_is_never_silent() -> None:
    assert "1 article not checked from end to end" in summary(article(grammar_checked=False))
    without = Ending("clean", "output", "output", is_dry=False, grammar=False, seconds=2.0)
    assert "not checked (--no-grammar)" in summary(article(grammar_checked=False), ending=without)


def test_what_was_not_looked_for_is_not_told_as_none() -> None:
    text = summary(article(quality_basis=["swap (without some rules)"], grammar_checked=False))
    assert "Stuffed phrases:   not looked for (--select, --ignore)" in text
    assert "Mangled words:     0 found, 0 repaired" in text
    assert "Grammar:           not looked for (--select, --ignore)" in text
    assert "not checked from end to end" not in text
    nothing = summary(article(quality_basis=None, grammar_checked=False))
    assert nothing.count("not looked for") == 3 and " found" not in nothing


def test_clinical_findings_are_the_first_next_step() -> None:
    text = summary(article(needs_clinical_review=2))
    assert "2 findings in 1 article would change a number, a unit, a drug or a negation" in text
    assert text.index("clinical knowledge") > text.index("Next:")


def test_a_dry_run_says_so() -> None:
    text = summary(article(), ending=Ending("clean", "output", "output", is_dry=True, grammar=True, seconds=2.0))
    assert "Nothing was written (--dry-run)." in text
    assert "report.csv" not in text


def test_articles_that_fail_the_gate_are_named_with_what_is_left_in_them() -> None:
    counts = {"findings_error": 2, "findings_warning": 1, "findings_info": 0}
    text = summary(
        article(gate="fail", quality_score_before=12.5, quality_score_after=54, **counts),
        article(gate="fail", path="b.txt", quality_score_before=0),
        article(gate="fail", path="c\n.txt"),
        article(path="d.txt"),
    )
    assert "3 articles failed the gate (--fail-on, --fail-under):\n" in text
    assert "\n  a.txt: 2 errors, 1 warning, quality 54\n" in text
    assert "\n  b.txt: quality 0\n" in text
    assert "\n  c\\n.txt: no quality score\n" in text
    assert "d.txt" not in text


def test_of_many_articles_that_fail_the_gate_twenty_are_named() -> None:
    text = summary(*(article(gate="fail", path=f"{number}.txt") for number in range(30)))
    assert text.count("no quality score") == 20
    assert "and 10 more; see report.csv" in text


def test_spun_articles_are_counted() -> None:
    rows = [article(spin_score=0.5), article(spin_score=1.0), article(spin_score=0.49), article(spin_score=None)]
    assert "\n  Spun articles:     2 (spin score from 0.5 on)\n  Stuffed phrases:" in summary(*rows)
    assert "Spun articles" not in summary(article(spin_score=0.49))
