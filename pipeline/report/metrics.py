"""What was measured of an article, as a reviewer reads it: before, after, and how that is to be taken."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipeline import tables
from pipeline.report.cells import format_cell
from pipeline.report.columns import SPUN_FROM, Row, counts_as_spun

Verdict = Literal["good", "fair", "poor", ""]

_GAP = "kp_longest_gap_pct"
_NAMES = {
    "long_sentence_pct": "Sentences over 20 words, %",
    "passive_pct": "Passive sentences, %",
    "transition_pct": "Sentences with a transition, %",
    _GAP: "Longest run without the keyphrase, %",
}
_DENSITY_VERDICTS: dict[str, Verdict] = {"good": "good", "under": "fair", "over": "fair", "far over": "poor"}


class Metric(NamedTuple):
    """One line of the table.

    Attributes:
        name: what was measured.
        before: of the author's text; empty where there is one number only.
        after: of the cleaned text, or of the only one.
        verdict: how good that is; empty where it is neither.
        why: the limits, or what the number means.
    """

    name: str
    before: str
    after: str
    verdict: Verdict
    why: str


def metrics_of(row: Row) -> list[Metric]:
    """The metrics of an article that were measured.

    Args:
        row: of the article in the report.
    """
    listed = [
        _pair(row, "Quality", "quality_score", f"100 is nothing to mend; looked for: {_joined(row['quality_basis'])}"),
        Metric(
            "Spin score",
            "",
            format_cell(row["spin_score"]),
            _spin_verdict(row),
            f"from {SPUN_FROM} on it counts as spun",
        ),
        _pair(row, "Words", "word_count", ""),
        *_keyphrase(row),
        Metric("Words in a sentence", "", format_cell(row["avg_words_per_sentence"]), "", "mean"),
        *(_limited(row, name) for name in ("long_sentence_pct", "passive_pct", "transition_pct")),
        _pair(row, "Flesch reading ease", "flesch", f"{format_cell(row['readability_band'])}; for information alone"),
    ]
    return [metric for metric in listed if metric.before or metric.after]


def _keyphrase(row: Row) -> list[Metric]:
    if not row["keyphrase"]:
        return []
    phrase = f"{row['keyphrase']} ({row['keyphrase_source']})"
    listed = [
        _pair(row, "Keyphrase, word by word", "kp_exact_count", phrase),
        _pair(row, "Keyphrase, as Yoast counts", "kp_yoast_count", "its words in any order, sentence by sentence"),
        _pair(row, "Most mentions in 100 words", "kp_max_per_100w", ""),
    ]
    density = _pair(row, "Keyphrase density, %", "kp_density", "")
    if row["keyphrase_source"] == "inferred":
        return [*listed, density._replace(why="a stuffed phrase: none is what it should be")]
    rating = format_cell(row["kp_density_rating"])
    verdict = _DENSITY_VERDICTS.get(rating, "")
    return [*listed, density._replace(why=f"Yoast's rating: {rating}", verdict=verdict), _limited(row, _GAP)]


def _pair(row: Row, name: str, column: str, why: str) -> Metric:
    return Metric(name, format_cell(row[f"{column}_before"]), format_cell(row[f"{column}_after"]), "", why)


def _limited(row: Row, column: str) -> Metric:
    """A share that Yoast sets limits to."""
    limits = tables.settings("readability/limits.toml")[column]
    good, fair = limits["good"], limits["fair"]
    why = f"Yoast wants {good} or {'more' if good > fair else 'less'}"
    value = row[column]
    if not isinstance(value, int | float):
        return Metric(_NAMES[column], "", "", "", why)
    sign = -1 if good > fair else 1
    verdict: Verdict = "good" if sign * value <= sign * good else "fair" if sign * value <= sign * fair else "poor"
    return Metric(_NAMES[column], "", format_cell(value), verdict, why)


def _spin_verdict(row: Row) -> Verdict:
    if row["spin_score"] is None:
        return ""
    return "poor" if counts_as_spun(row["spin_score"]) else "good"


def _joined(cell: object) -> str:
    return ", ".join(map(str, cell)) if isinstance(cell, list) else "nothing"
