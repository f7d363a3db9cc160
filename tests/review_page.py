"""What a review page is made of."""

from __future__ import annotations

from pipeline.report.columns import Cell, Row
from pipeline.report.failures import empty_row, failure_rows
from pipeline.report.review import Batch, BatchLine


def finding_row(**cells: Cell) -> Row:
    row: Row = {
        "finding_id": "f1", "rule_id": "S200", "rule_source": "swap", "category": "mangled synonym",
        "severity": "error", "confidence": 0.9, "message": "It is mangled.", "line": 1, "column": 2, "match": "frame",
        "replacement": "body",
        "alternatives": ["figure"], "context_before": "your", "context_after": "well", "block": "p", "state": "open",
        "decision": None, "clinical_flag": None, "evidence": [["gate", "spun"]],
    }  # fmt: skip
    return row | cells


def batch(*, is_clean: bool = True, **cells: Cell) -> Batch:
    line = BatchLine(empty_row("a.txt", "ok") | {"quality_score_after": 55} | cells, 1, 1, "#a1")
    failed = BatchLine(failure_rows("b.txt", "failed", "binary", "The file is no text.")[0], 0, 0, "")
    skipped = BatchLine(failure_rows("0.txt", "skipped", "empty", "The file is empty.")[0], 0, 0, "")
    return Batch("run1", "output", is_clean, (skipped, line, failed), ("index.html",))
