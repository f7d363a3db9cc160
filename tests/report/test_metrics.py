"""What a reviewer is told of the numbers of an article."""

from __future__ import annotations

import pytest

from pipeline.report.columns import Cell, Row
from pipeline.report.failures import empty_row
from pipeline.report.metrics import Metric, metrics_of


def row(**cells: Cell) -> Row:
    return empty_row("a.txt", "ok") | cells


def named(name: str, **cells: Cell) -> Metric:
    return next(one for one in metrics_of(row(**cells)) if one.name.startswith(name))


def test_what_was_not_measured_is_left_out() -> None:
    assert metrics_of(row()) == []
    assert [one.name for one in metrics_of(row(word_count_before=0))] == ["Words"]


@pytest.mark.parametrize(
    ("column", "value", "verdict"),
    [
        ("long_sentence_pct", 25, "good"), ("long_sentence_pct", 25.1, "fair"), ("long_sentence_pct", 30.1, "poor"),
        ("passive_pct", 10, "good"), ("passive_pct", 15, "fair"), ("passive_pct", 15.1, "poor"),
        ("transition_pct", 30, "good"), ("transition_pct", 29.9, "fair"), ("transition_pct", 19.9, "poor"),
    ],
)  # fmt: skip
def test_shares_are_judged_by_yoast_s_limits(column: str, value: float, verdict: str) -> None:
    (metric,) = metrics_of(row(**{column: value}))
    assert (metric.verdict, metric.after, metric.before) == (verdict, f"{value:g}", "")
    assert metric.why.startswith("Yoast wants")


@pytest.mark.parametrize(("score", "verdict"), [(0.0, "good"), (0.499, "good"), (0.5, "poor")])
def test_from_a_half_on_the_score_says_spun(score: float, verdict: str) -> None:
    assert named("Spin score", spin_score=score).verdict == verdict


def test_the_rating_of_a_keyphrase_that_was_wanted_is_told() -> None:
    cells: Row = {"keyphrase": "knee pain", "keyphrase_source": "user", "kp_density_before": 5.0}
    metric = named("Keyphrase density", kp_density_after=3.2, kp_density_rating="over", **cells)
    assert metric == Metric("Keyphrase density, %", "5", "3.2", "fair", "Yoast's rating: over")
    assert named("Longest run", kp_longest_gap_pct=60.0, **cells).verdict == "poor"
    assert named("Keyphrase, word", kp_exact_count_before=4, **cells).why == "knee pain (user)"


def test_that_a_stuffed_phrase_is_gone_is_no_fault() -> None:
    cells: Row = {"keyphrase": "kne pain cure", "keyphrase_source": "inferred", "kp_longest_gap_pct": 100.0}
    metrics = metrics_of(row(kp_density_before=5.0, kp_density_after=0.0, kp_density_rating="under", **cells))
    assert [(one.name, one.verdict) for one in metrics] == [("Keyphrase density, %", "")]
