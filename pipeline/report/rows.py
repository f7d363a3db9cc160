"""One article, cleaned or failed, as rows of the master copy.

An article row comes first, then its findings, then its edits. Positions count in the author's decoded file: lines and
columns from 1, offsets from 0 and half-open, all in code points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.facts.readability.flesch import readability_band
from pipeline.model import REMAINING, Cleaned, Finding, Scores
from pipeline.names import fingerprint
from pipeline.report.columns import SCHEMA_VERSION, Row
from pipeline.report.failures import empty_row
from pipeline.report.places import Places
from pipeline.report.quality import quality_score
from pipeline.report.seo import seo_cells

_SHOWN_SOURCES = {"grammar": "lt"}
"""Names of the ``rule_source`` column where they differ from the stage's."""


class RuleLabel(NamedTuple):
    """What the report says of a rule: the stage it belongs to, and how much its findings matter."""

    source: str
    severity: str


@dataclass(frozen=True, slots=True)
class Files:
    """What is known of an article's files; where a file holds several, the digests are those of the article.

    Attributes:
        before: sha256 of the input file.
        after: sha256 of the cleaned file; empty where none is written.
        output: path of the cleaned file in the output folder.
    """

    before: str
    after: str = ""
    output: str = ""


def article_rows(cleaned: Cleaned, labels: Mapping[str, RuleLabel], files: Files) -> list[Row]:
    """The rows of a cleaned article: the article, its findings, its edits.

    Args:
        cleaned: the article after all stages.
        labels: source and severity of each rule by its id.
        files: of the article; without ``after`` nothing was written, so nothing counts as fixed.
    """
    is_written = bool(files.after)
    findings = [f if is_written or f.state != "fixed" else f.with_state("open") for f in cleaned.findings]
    return [
        _article_row(cleaned, findings, labels, files),
        *_finding_rows(cleaned, findings, labels, is_written),
        *_edit_rows(cleaned),
    ]


def _article_row(cleaned: Cleaned, findings: Sequence[Finding], labels: Mapping[str, RuleLabel], files: Files) -> Row:
    article, scores = cleaned.article, cleaned.scores
    row = empty_row(article.id, "ok" if cleaned.edits else "unchanged")
    row.update(
        output_path=files.output or None if files.after else None,
        format=article.format,
        encoding=article.encoding,
        lang=article.language or None,
        lang_confidence=_rounded(article.language_confidence, 3),
        title=article.title or None,
        url=article.url or None,
        extracted_ratio=_rounded(article.extracted_ratio, 3),
        sha256_before=files.before,
        sha256_after=files.after or None,
        keyphrase=scores.keyphrase,
        keyphrase_source=scores.keyphrase_source,
        spin_score=_rounded(scores.spin_score, 3),
        seconds=round(sum(seconds for _, seconds in cleaned.seconds), 3),
        stage_seconds={name: round(seconds, 4) for name, seconds in cleaned.seconds},
        ignores=list(cleaned.ignores),
    )
    row.update(_text_cells(scores, is_written=bool(files.after)))
    row.update(_keyphrase_cells(scores, is_written=bool(files.after)))
    row.update(_quality_cells(findings, labels, scores, is_written=bool(files.after)))
    row.update(seo_cells(article, scores.keyphrase))
    row.update(_finding_counts(findings, labels, scores))
    return row


def _text_cells(scores: Scores, *, is_written: bool) -> Row:
    """Counts and readability; what there is one of, is of the text that the author now has."""
    before, after = scores.text_before, scores.text_after if is_written else None
    last = after or before
    if before is None or last is None:
        return {}
    return {
        "word_count_before": before.words,
        "word_count_after": after.words if after else None,
        "sentence_count": before.sentences,
        "paragraph_count": before.paragraphs,
        "avg_words_per_sentence": _rounded(last.avg_words_per_sentence, 1),
        "long_sentence_pct": _rounded(last.long_sentence_pct, 1),
        "passive_pct": _rounded(last.passive_pct, 1),
        "transition_pct": _rounded(last.transition_pct, 1),
        "flesch_before": _rounded(before.flesch, 1),
        "flesch_after": _rounded(after.flesch, 1) if after else None,
        "readability_band": None if last.flesch is None else readability_band(last.flesch),
    }


def _keyphrase_cells(scores: Scores, *, is_written: bool) -> Row:
    """The ``kp_`` cells; rating and gap, of which there is one each, are those of the text that the author now has."""
    before, after = scores.keyphrase_before, scores.keyphrase_after if is_written else None
    cells: Row = {}
    for name, use in (("before", before), ("after", after)):
        if use is not None:
            cells[f"kp_exact_count_{name}"] = use.exact_count
            cells[f"kp_yoast_count_{name}"] = use.yoast_count
            cells[f"kp_density_{name}"] = _rounded(use.density, 2)
            cells[f"kp_max_per_100w_{name}"] = use.max_per_100_words
    last = after or before
    if last is not None:
        cells["kp_density_rating"] = last.density_rating
        cells["kp_longest_gap_pct"] = _rounded(last.longest_gap_pct, 1)
    return cells


def _quality_cells(
    findings: Sequence[Finding], labels: Mapping[str, RuleLabel], scores: Scores, *, is_written: bool
) -> Row:
    left = [labels[f.rule_id].severity for f in findings if f.state in REMAINING]
    fixed = [labels[f.rule_id].severity for f in findings if f.state == "fixed"]
    return {
        "quality_basis": list(scores.looked_for) or None,
        "quality_score_before": quality_score(left + fixed, scores, scores.keyphrase_before),
        "quality_score_after": quality_score(left, scores, scores.keyphrase_after) if is_written else None,
    }


def _finding_counts(findings: Sequence[Finding], labels: Mapping[str, RuleLabel], scores: Scores) -> Row:
    """The counts of findings; those of a stage of which no rule ran are left out."""
    by_source = Counter(labels[f.rule_id].source for f in findings)
    fixed = Counter(labels[f.rule_id].source for f in findings if f.state == "fixed")
    severities = Counter(labels[f.rule_id].severity for f in findings if f.state in REMAINING)
    states = Counter(f.state for f in findings)
    kinds = Counter(_grammar_kind(f) for f in findings if labels[f.rule_id].source == "grammar")
    counts: Row = {
        "grammar_checked": scores.grammar_checked,
        "findings_error": severities["error"],
        "findings_warning": severities["warning"],
        "findings_info": severities["info"],
        "findings_ignored": states["ignored"],
        "fixes_applied": states["fixed"],
        "fixes_reverted": states["reverted"],
        "needs_clinical_review": sum(bool(f.clinical_flag) for f in findings),
    }
    if "encoding" in scores.stages:
        counts["mojibake_fixed"] = sum(f.rule_id == "E001" and f.state == "fixed" for f in findings)
    if "stuffing" in scores.stages:
        counts["stuffing_removed"] = fixed["stuffing"]
    if "swap" in scores.stages:
        counts |= {"swap_findings": by_source["swap"], "swap_fixed": fixed["swap"]}
    if scores.grammar_checked:
        counts |= {f"{kind}_findings": kinds[kind] for kind in ("grammar", "spelling", "style")}
    return counts


def _grammar_kind(finding: Finding) -> str:
    return next((kind for kind in ("spelling", "style") if kind in finding.category.lower()), "grammar")


def _finding_rows(
    cleaned: Cleaned, findings: Sequence[Finding], labels: Mapping[str, RuleLabel], is_written: bool
) -> list[Row]:
    places = Places(cleaned)
    rows = [_finding_row(places, finding, labels[finding.rule_id]) for finding in findings]
    _number_alike(rows)
    if not is_written:
        for row in rows:
            row["output_start_offset"] = None
    return rows


def _finding_row(places: Places, finding: Finding, label: RuleLabel) -> Row:
    start, end = places.offsets(finding)
    line, column = places.line_and_column(start)
    end_line, end_column = places.line_and_column(end)
    before, after = places.context(finding.span)
    read_at = finding.read_at or finding.span
    return {
        "record": "finding",
        "schema_version": SCHEMA_VERSION,
        "run_id": None,
        "finding_id": fingerprint(finding.rule_id, finding.match, before, after),
        "path": places.article_id,
        "rule_id": finding.rule_id,
        "rule_source": _SHOWN_SOURCES.get(label.source, label.source),
        "category": finding.category,
        "severity": label.severity,
        "confidence": round(finding.confidence, 3),
        "message": finding.message,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start_offset": start,
        "end_offset": end,
        "match": finding.match,
        "replacement": finding.suggestions[0] if finding.suggestions else None,
        "alternatives": list(finding.suggestions[1:]) or None,
        "context_before": before,
        "context_after": after,
        "sentence": places.sentence(finding.span),
        "block": places.block(finding.span),
        "fix_class": finding.fix_class,
        "state": finding.state,
        "decision": None,
        "clinical_flag": finding.clinical_flag or None,
        "output_start_offset": places.output_offset(start),
        "url": None,
        "evidence": [list(pair) for pair in finding.evidence],
        "read_at": [finding.read_in, read_at.start, read_at.end],
    }


def _number_alike(rows: list[Row]) -> None:
    """Give findings with equal fingerprints in a repeated paragraph ids of their own, by their order in the article."""
    seen: Counter[str] = Counter()
    for row in rows:
        finding_id = str(row["finding_id"])
        seen[finding_id] += 1
        if seen[finding_id] > 1:
            row["finding_id"] = f"{finding_id}-{seen[finding_id]}"


def _edit_rows(cleaned: Cleaned) -> list[Row]:
    return [
        {
            "record": "edit",
            "schema_version": SCHEMA_VERSION,
            "run_id": None,
            "path": cleaned.article.id,
            "start": edit.start,
            "end": edit.end,
            "new": edit.new,
            "rule_ids": list(edit.rule_ids),
        }
        for edit in cleaned.source_edits
    ]


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
