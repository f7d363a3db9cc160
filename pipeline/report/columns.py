"""The columns of the report: names and order are a promise to the scripts of editors."""

from __future__ import annotations

Cell = str | int | float | bool | list[str] | list[int] | list[list[str]] | dict[str, float] | None
"""A value of the master copy; ``None`` is "not measured", 0 is "measured: none"."""

Row = dict[str, Cell]
"""A line of the master copy or of a table, by column."""

SCHEMA_VERSION = 1
"""Grows when a column changes its meaning."""

SPUN_FROM = 0.5
"""The spin score from which on an article counts as spun."""


def counts_as_spun(score: Cell) -> bool:
    """Whether an article counts as spun by its spin score; one that was not measured does not."""
    return isinstance(score, int | float) and score >= SPUN_FROM


def _pair(name: str) -> tuple[str, str]:
    return f"{name}_before", f"{name}_after"


REPORT_COLUMNS: tuple[str, ...] = (
    *("schema_version", "run_id", "path", "output_path", "status", "error_code", "error_message"),
    *("format", "encoding", "mojibake_fixed", "lang", "lang_confidence", "title", "url"),
    *_pair("sha256"),
    *_pair("word_count"),
    *("sentence_count", "paragraph_count", "extracted_ratio"),
    *("keyphrase", "keyphrase_source"),
    *_pair("kp_exact_count"),
    *_pair("kp_yoast_count"),
    *_pair("kp_density"),
    "kp_density_rating",
    *_pair("kp_max_per_100w"),
    *("kp_longest_gap_pct", "stuffing_removed", "swap_findings", "swap_fixed"),
    *("grammar_checked", "grammar_findings", "spelling_findings", "style_findings"),
    *("findings_error", "findings_warning", "findings_info", "findings_ignored"),
    *("fixes_applied", "fixes_reverted", "needs_clinical_review", "spin_score"),
    *("avg_words_per_sentence", "long_sentence_pct", "passive_pct", "transition_pct"),
    *_pair("flesch"),
    *("readability_band", "near_duplicate_of", "near_duplicate_pct"),
    *_pair("quality_score"),
    *("gate", "seconds", "from_cache"),
    *("title_length", "description_length", "kp_in_title", "kp_in_description", "kp_in_slug"),
    "quality_basis",
)
"""Columns of ``report.csv``: a row for each article, failed and skipped ones too."""

FINDING_COLUMNS: tuple[str, ...] = (
    *("schema_version", "run_id", "finding_id", "path", "rule_id", "rule_source", "category", "severity"),
    *("confidence", "message", "line", "column", "end_line", "end_column", "start_offset", "end_offset"),
    *("match", "replacement", "alternatives", "context_before", "context_after", "sentence", "block"),
    *("fix_class", "state", "decision", "clinical_flag", "output_start_offset", "url"),
)
"""Columns of ``findings.csv``: a row for each finding."""
