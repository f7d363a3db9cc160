"""Whether an article passes."""

from __future__ import annotations

import pytest

from pipeline.config import Config
from pipeline.report.columns import Row
from pipeline.report.failures import empty_row
from pipeline.report.gate import gate


def row(after: int | None = 90, before: int | None = 80, errors: int = 0, status: str = "ok") -> Row:
    cells = {"findings_error": errors, "findings_warning": 1, "findings_info": 0}
    return {**empty_row("a.txt", status), **cells, "quality_score_before": before, "quality_score_after": after}


def test_without_a_question_there_is_no_verdict() -> None:
    assert gate(row(errors=9), Config()) is None
    assert gate(row(status="failed"), Config(fail_on="any", fail_under=50)) is None


@pytest.mark.parametrize(("fail_on", "verdict"), [("error", "pass"), ("warning", "fail"), ("any", "fail")])
def test_findings_fail_an_article(fail_on: str, verdict: str) -> None:
    assert gate(row(), Config.model_validate({"fail_on": fail_on})) == verdict


def test_a_low_score_fails_an_article() -> None:
    assert gate(row(after=90), Config(fail_under=90)) == "pass"
    assert gate(row(after=89), Config(fail_under=90)) == "fail"
    assert gate(row(after=89, errors=1), Config(fail_under=50, fail_on="error")) == "fail"


def test_the_score_of_the_text_that_is_there_counts() -> None:
    assert gate(row(after=None, before=80), Config(fail_under=80)) == "pass"
    assert gate(row(after=None, before=None), Config(fail_under=0)) == "fail"
