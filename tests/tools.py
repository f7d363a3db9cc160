"""What the formats of other tools are judged by."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from command import ROOT
from jsonschema import Draft4Validator, FormatChecker

from pipeline.report.standing import Place, Told

# proto/rdf/reviewdog.proto of reviewdog 0.20.3; its reader refuses any other name.
_POSITION = {"line": int, "column": int}
_RANGE = {"start": _POSITION, "end": _POSITION}
DIAGNOSTIC = {
    "message": str,
    "location": {"path": str, "range": _RANGE},
    "severity": ("ERROR", "WARNING", "INFO"),
    "source": {"name": str, "url": str},
    "code": {"value": str, "url": str},
    "suggestions": [{"range": _RANGE, "text": str}],
}


@cache
def _schema() -> Draft4Validator:
    path = ROOT / "tests" / "texts" / "sarif" / "sarif-2.1.0-rtm.5.json"
    return Draft4Validator(json.loads(path.read_text(encoding="utf-8")), format_checker=FormatChecker())


def sarif_run(text: str) -> Any:
    """The run of a log in SARIF, which follows the schema."""
    log = json.loads(text)
    assert not [error.message for error in _schema().iter_errors(log)]
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def diagnostics(text: str) -> list[Any]:
    """The lines for reviewdog, which it would read."""
    lines = text.removesuffix("\n").split("\n") if text else []
    assert all(len(line.encode()) < 64 * 1024 for line in lines)
    found = [json.loads(line) for line in lines]
    for one in found:
        _refuse_other_fields(one, DIAGNOSTIC)
    return found


def _refuse_other_fields(value: Any, expected: Any) -> None:
    if isinstance(expected, dict):
        assert set(value) <= set(expected)
        for name, part in value.items():
            _refuse_other_fields(part, expected[name])
    elif isinstance(expected, list):
        for part in value:
            _refuse_other_fields(part, expected[0])
    elif isinstance(expected, tuple):
        assert value in expected
    else:
        assert type(value) is expected
        assert expected is str or value >= 1


def told(
    path: str = "a.txt", member: str = "", place: Place | None = None, fixes: tuple[str, ...] = (), **cells: Any
) -> Told:
    """A finding."""
    row = {
        "record": "finding",
        "finding_id": "f33208105e57c52d",
        "rule_id": "S200",
        "severity": "warning",
        "message": "Mangled.",
        "match": "pores and skin",
        "sentence": "Wash pores and skin.",
        "state": "open",
        "confidence": 0.9,
        "category": "mangled synonym",
        "clinical_flag": None,
    }
    return Told({**row, **cells}, path, member, place, fixes)


def failed(path: str = "a.txt", member: str = "", message: str = "Broken.") -> Told:
    """An article that failed."""
    return Told({"record": "article", "error_code": "not_text", "error_message": message}, path, member)
