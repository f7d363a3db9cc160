"""Findings for reviewdog."""

from __future__ import annotations

import os

import pytest
from tools import diagnostics, failed, told

from pipeline.report.rdjson import rdjson_lines
from pipeline.report.standing import Place


def diagnostic(one: object) -> dict[str, object]:
    (found,) = diagnostics("".join(rdjson_lines([one])))
    return found


def test_a_finding_with_its_suggestion() -> None:
    span = {"start": {"line": 3, "column": 8}, "end": {"line": 3, "column": 22}}
    assert diagnostic(told("blog/a.txt", place=Place(3, 5, 3, 19, (8, 22)), fixes=("skin", "the skin"))) == {
        "message": "Mangled.",
        "location": {"path": "blog/a.txt", "range": span},
        "severity": "WARNING",
        "source": {"name": "unspin"},
        "code": {"value": "S200"},
        "suggestions": [{"range": span, "text": "skin"}],
    }


def test_words_that_are_to_go_are_replaced_by_nothing() -> None:
    assert diagnostic(told(place=Place(1, 1, 1, 5, (1, 5)), fixes=("",)))["suggestions"][0]["text"] == ""


def test_without_its_file_a_finding_has_lines_alone() -> None:
    found = diagnostic(told(place=Place(3, 5, 4, 2), fixes=("skin",)))
    assert found["location"]["range"] == {"start": {"line": 3}, "end": {"line": 4}}
    assert "suggestions" not in found


@pytest.mark.parametrize(("severity", "shown"), [("error", "ERROR"), ("warning", "WARNING"), ("info", "INFO")])
def test_severities(severity: str, shown: str) -> None:
    assert diagnostic(told(severity=severity))["severity"] == shown


def test_an_article_in_a_file_of_several_is_told_by_its_name() -> None:
    found = diagnostic(told("export.xml", "post-12"))
    assert found["location"] == {"path": "export.xml"}
    assert "post-12" in found["message"]


def test_a_failure_is_an_error() -> None:
    found = diagnostic(failed("a.pdf"))
    assert (found["severity"], found["location"], found["code"]) == ("ERROR", {"path": "a.pdf"}, {"value": "not_text"})


def test_a_line_is_never_so_long_that_reviewdog_stops_reading() -> None:
    long = told(message="m" * 100_000, place=Place(1, 1, 1, 2, (1, 2)), fixes=("🙂" * 20_000,))
    first, second = diagnostics("".join(rdjson_lines([long, told()])))
    assert "suggestions" not in first
    assert second["message"].startswith("Mangled.")


def test_half_a_character_does_not_spoil_the_file() -> None:
    text = "".join(rdjson_lines([told(os.fsdecode(b"\xff.txt"), message="\ud83d", sentence="\udc80")]))
    assert diagnostics(text)[0]["location"]["path"] == r"\xff.txt"
    assert text.encode()
