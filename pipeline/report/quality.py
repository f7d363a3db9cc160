"""The quality score of an article, and what it rests on; ``quality/score.toml`` says what costs how many points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline import tables
from pipeline.model import KeyphraseUse, Scores
from pipeline.report.columns import Cell


def quality_score(severities: Iterable[str], scores: Scores, use: KeyphraseUse | None) -> int | None:
    """A score from 0 to 100; None where nothing was looked for in any words, or the grammar could not be checked.

    The findings are counted by the words of the article as it came, before and after, so that a repair never costs.

    Args:
        severities: of the findings that stand in the text.
        scores: what was measured of the article.
        use: of the keyphrase in the text.
    """
    words = scores.text_before.words if scores.text_before else 0
    stages = scores.stages
    if not words or not stages or scores.grammar_unchecked:
        return None
    points = tables.settings("quality/score.toml")
    for_each = points["points_per_finding_in_100_words"]
    lost: float = sum(for_each[severity] * count for severity, count in Counter(severities).items()) * 100 / words
    if "swap" in stages:
        lost += points["points_for_spin"]["most"] * (scores.spin_score or 0)
    if "stuffing" in stages and use:
        lost += points["points_for_density"].get(use.density_rating, 0)
    return max(0, round(100 - lost))


def latest_quality(row: Mapping[str, Cell]) -> float | None:
    """The quality of an article after cleaning, or before where nothing is written; None where it was not measured."""
    after = row["quality_score_after"]
    score = row["quality_score_before"] if after is None else after
    return float(score) if isinstance(score, int | float) else None
