"""Findings in SARIF; every log here is judged by the schema of the standard."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import pytest
from tools import failed, sarif_run, told

from pipeline.report import sarif as limits
from pipeline.report.sarif import sarif_log
from pipeline.report.standing import Place
from pipeline.stages import RULES


def run_of(*findings: object) -> Any:
    return sarif_run(sarif_log(findings, RULES, "0.1.0").text)


def result_of(one: object) -> Any:
    (result,) = run_of(one)["results"]
    return result


def test_a_finding_with_its_place_and_its_fixes() -> None:
    result = result_of(told("blog/a.txt", place=Place(3, 5, 3, 19), fixes=("skin", "")))
    region = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 19}
    assert (result["ruleId"], result["level"], result["message"]) == ("S200", "warning", {"text": "Mangled."})
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "blog/a.txt"}, "region": region}},
    ]
    changes = [fix["artifactChanges"][0]["replacements"][0] for fix in result["fixes"]]
    assert changes == [{"deletedRegion": region, "insertedContent": {"text": text}} for text in ("skin", "")]
    assert [fix["description"]["text"] for fix in result["fixes"]] == ["Replace with “skin”.", "Take it out."]


def test_columns_are_code_points() -> None:
    assert run_of()["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_severities(severity: str, level: str) -> None:
    assert result_of(told(severity=severity))["level"] == level


def test_every_rule_is_described_so_that_github_takes_it() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert rule["name"] == RULES[rule["id"]].name
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert rule["fullDescription"]["text"].startswith("Finds: ")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert "When it is wrong:" in rule["help"]["text"]
        assert f"unspin rules {rule['id']}" in rule["help"]["text"]


def test_a_result_leads_to_its_rule() -> None:
    run = run_of(told(rule_id="K101"))
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "K101"


def test_a_finding_keeps_its_name_and_articles_of_one_file_have_names_of_their_own() -> None:
    results = run_of(told(), told("e.xml", "post-1"), told("e.xml", "post-2"))["results"]
    assert {one["partialFingerprints"]["findingId/v1"] for one in results} == {"f33208105e57c52d"}
    assert len({one["partialFingerprints"]["primaryLocationLineHash"] for one in results}) == 3


@pytest.mark.parametrize("path", ["a b.txt", "100%.txt", "a:b.txt", "a#b?.txt", "é/🙂.txt", '<">.txt', "a\nb.txt"])
def test_a_hostile_path_is_a_uri_that_leads_back_to_it(path: str) -> None:
    uri = result_of(told(path))["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == path
    assert uri.isascii()
    assert not set(uri) & set(' #?:<>"\n')


def test_bytes_of_a_path_that_are_no_text_are_kept() -> None:
    artifact = result_of(told(os.fsdecode(b"caf\xe9.txt")))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote_to_bytes(artifact["uri"]) == b"caf\xe9.txt"


def test_an_article_in_a_file_of_several_is_told_by_its_name() -> None:
    (location,) = result_of(told("export.xml", "post-12"))["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "export.xml"}}
    assert location["logicalLocations"] == [{"name": "post-12", "fullyQualifiedName": "export.xml#post-12"}]


def test_a_failure_is_no_result_but_a_notification() -> None:
    run = run_of(failed("a.pdf", message="This is a binary file."), told())
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolExecutionNotifications"]
    assert (notice["level"], notice["descriptor"]) == ("error", {"id": "not_text"})
    assert "This is a binary file." in notice["message"]["text"]
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a.pdf"}
    assert len(run["results"]) == 1


def test_without_failures_the_run_was_a_success() -> None:
    assert run_of(told())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_errors_come_first_and_what_is_cut_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_RESULTS", 3)
    severities = ("info", "warning", "error", "info", "warning", "error")
    log = sarif_log([told(severity=one, message=f"{n}.") for n, one in enumerate(severities)], RULES, "0.1.0")
    run = sarif_run(log.text)
    assert [one["message"]["text"].split(".")[0] for one in run["results"]] == ["2", "5", "1"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["level"] == "warning"
    assert "1 warning, 2 notes" in log.cut
    assert notice["message"]["text"] == log.cut


def test_half_a_character_does_not_spoil_the_log() -> None:
    finding = told(member="\udc80", message="\ud83d", place=Place(1, 1, 1, 2), fixes=("\ud83d",))
    log = sarif_log([finding, failed(message="\ud83d")], RULES, "0.1.0")
    assert sarif_run(log.text)
    assert log.text.encode()
