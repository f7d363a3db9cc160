"""Findings in the format of reviewdog, one ``Diagnostic`` in JSON a line.

Source: ``proto/rdf/reviewdog.proto``. Columns are bytes of UTF-8, from 1, the end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.report.standing import Place, Told, readable

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}

_LONGEST_LINE = 60_000
"""Bytes: reviewdog stops reading at a line of 64 KiB, and says nothing of what comes behind it."""


def rdjson_lines(told: Iterable[Told]) -> Iterator[str]:
    """A line for each finding and each failure."""
    for one in told:
        diagnostic = _diagnostic(one)
        line = json.dumps(diagnostic, ensure_ascii=False)
        if len(line.encode()) > _LONGEST_LINE:
            diagnostic.pop("suggestions", None)
            line = json.dumps(diagnostic, ensure_ascii=False)
        yield f"{line}\n"


def _diagnostic(one: Told) -> dict[str, Any]:
    location: dict[str, Any] = {"path": one.shown_path}
    if one.place:
        location["range"] = _range(one.place)
    diagnostic: dict[str, Any] = {
        "message": one.message,
        "location": location,
        "severity": _SEVERITIES[one.severity],
        "source": {"name": "unspin"},
        "code": {"value": one.code},
    }
    if one.place and one.place.byte_columns and one.fixes:
        # One only: reviewdog makes each a comment of its own.
        diagnostic["suggestions"] = [{"range": _range(one.place), "text": readable(one.fixes[0])}]
    return diagnostic


def _range(place: Place) -> dict[str, Any]:
    """A range; of whole lines where the columns are not known."""
    start, end = {"line": place.line}, {"line": place.end_line}
    if place.byte_columns:
        start["column"], end["column"] = place.byte_columns
    return {"start": start, "end": end}
