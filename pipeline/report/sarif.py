"""Findings as a log in SARIF 2.1.0, the format of code scanning on GitHub and of editors.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0; GitHub's page on its support of it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any
from urllib.parse import quote

from pipeline.names import name_of
from pipeline.report.review import shown_wording
from pipeline.report.standing import Place, Told, readable
from pipeline.report.summary import count_of
from pipeline.rule import Rule

MOST_RESULTS = 25_000
"""GitHub refuses a file with more in a run."""

SHOWN_RESULTS = 5_000
"""GitHub shows no more of a run."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ORDER = tuple(_LEVELS)

_LONGEST_DESCRIPTION = 1_024
"""Characters that GitHub takes of a description."""

_MOST_FIXES = 5
_PATH_SIGNS = "/!$&'()*+,;=@~"
"""Signs that stand for themselves in a path of a URI; a colon does not in every place."""

_HEADING = re.compile(r"^([A-Z][a-z ]+):", re.MULTILINE)


@dataclass(slots=True)
class Sarif:
    """A log.

    Attributes:
        text: in JSON.
        results: how many findings are in it.
        left_out: how many are not, by their severity.
    """

    text: str
    results: int
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def cut(self) -> str:
        """What a person must know of the findings that were left out; empty where none was."""
        return _cut(self.left_out) if self.left_out else ""


def sarif_log(told: Iterable[Told], rules: Mapping[str, Rule], version: str) -> Sarif:
    """The log of a run.

    Args:
        told: what is to be told.
        rules: all, by their ids.
        version: of the program that made the run.
    """
    found: Counter[str] = Counter()
    failures: list[Told] = []
    kept = nsmallest(MOST_RESULTS, _findings(told, found, failures), key=lambda one: _ORDER.index(one.severity))
    left_out = found - Counter(one.severity for one in kept)
    numbers = {code: number for number, code in enumerate(rules)}
    notices = [_notice("error", one.message, one) for one in failures]
    if left_out:
        notices.append(_notice("warning", _cut(left_out)))
    driver = {
        "name": "unspin",
        "semanticVersion": version,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": notices}],
        "results": [_result(one, numbers) for one in kept],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return Sarif(json.dumps(log, ensure_ascii=False) + "\n", len(kept), left_out)


def _findings(told: Iterable[Told], found: Counter[str], failures: list[Told]) -> Iterator[Told]:
    """The findings, counted; the failures go into their list."""
    for one in told:
        if one.is_failure:
            failures.append(one)
        else:
            found[one.severity] += 1
            yield one


def _cut(left_out: Mapping[str, int]) -> str:
    counts = ", ".join(count_of(left_out[name], _LEVELS[name]) for name in _ORDER if left_out[name])
    return f"GitHub takes {MOST_RESULTS:,} results; left out, the gravest kept: {counts}. findings.jsonl has them all."


def _rule(rule: Rule) -> dict[str, Any]:
    explanation = rule.explanation.strip()
    first, _, rest = explanation.partition("\n")
    help_text = f"{explanation}\n\n`--ignore {rule.id}` refuses the rule, `unspin rules {rule.id}` explains it."
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": _full_description(rest) or first},
        "help": {"text": help_text, "markdown": _HEADING.sub(r"\n**\1:**", help_text)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category]},
    }


def _full_description(explanation: str) -> str:
    """What the rule finds, and why that matters."""
    end = explanation.find("\nBefore:")
    return " ".join(explanation[: end if end >= 0 else None].split())[:_LONGEST_DESCRIPTION]


def _result(one: Told, numbers: Mapping[str, int]) -> dict[str, Any]:
    row = one.row
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [_location(one)],
        "partialFingerprints": _fingerprints(one),
        "properties": {"state": row["state"], "confidence": row["confidence"], "category": row["category"]},
    }
    if one.code in numbers:
        result["ruleIndex"] = numbers[one.code]
    if row["clinical_flag"]:
        result["properties"]["clinicalFlag"] = row["clinical_flag"]
    if one.place and one.fixes:
        result["fixes"] = [_fix(one, one.place, text) for text in one.fixes[:_MOST_FIXES]]
    return result


def _fingerprints(one: Told) -> dict[str, str]:
    """What names a finding from run to run, also within its file.

    GitHub reads the first one only. Without it, it goes by the line, and takes findings of one rule in a long paragraph
    for one.
    """
    name = str(one.row["finding_id"])
    return {
        "primaryLocationLineHash": name_of((one.member, name), 16) if one.member else name,
        "findingId/v1": name,
    }


def _location(one: Told) -> dict[str, Any]:
    """A file, a range in it, or the article in it; GitHub wants a file in each."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(one)}
    if one.place:
        physical["region"] = _region(one.place)
    location: dict[str, Any] = {"physicalLocation": physical}
    if one.member:
        location["logicalLocations"] = [
            {"name": readable(one.member), "fullyQualifiedName": f"{one.shown_path}#{readable(one.member)}"}
        ]
    return location


def _artifact(one: Told) -> dict[str, str]:
    return {"uri": quote(one.raw_path, safe=_PATH_SIGNS)}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(one: Told, place: Place, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(place), "insertedContent": {"text": readable(text)}}
    return {
        "description": {"text": readable(f"Replace with “{shown_wording(text)}”." if text else "Take it out.")},
        "artifactChanges": [{"artifactLocation": _artifact(one), "replacements": [replacement]}],
    }


def _notice(level: str, message: str, one: Told | None = None) -> dict[str, Any]:
    notice: dict[str, Any] = {"level": level, "message": {"text": message}}
    if one:
        notice |= {"descriptor": {"id": one.code}, "locations": [_location(one)]}
    return notice
