"""Findings as workflow commands of GitHub Actions."""

from __future__ import annotations

import os
import re

import pytest
from tools import failed, told

from pipeline.report.github import github_lines
from pipeline.report.standing import Place


def line_of(one: object) -> str:
    (line,) = github_lines([one], {"S200": "mangled-swap"})
    return line


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner reads it: command, properties, message."""
    command, shown, message = re.fullmatch(r"::(\w+) (.*?)::(.*)\n", line).groups()
    properties = dict(part.split("=", 1) for part in shown.split(","))
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    unescape = re.compile("|".join(signs))
    return (
        command,
        {name: unescape.sub(lambda found: signs[found[0]], value) for name, value in properties.items()},
        unescape.sub(lambda found: signs[found[0]], message),
    )


def test_a_finding_names_its_place_its_rule_and_what_to_write() -> None:
    line = line_of(told("blog/a.txt", place=Place(3, 5, 3, 19), fixes=("skin",)))
    assert line == (
        "::warning file=blog/a.txt,line=3,endLine=3,col=5,endColumn=19,title=unspin S200 mangled-swap"
        "::Mangled. Suggestion: skin\n"
    )


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_severities(severity: str, command: str) -> None:
    assert line_of(told(severity=severity)).startswith(f"::{command} ")


def test_over_several_lines_there_are_no_columns() -> None:
    _, properties, _ = read(line_of(told(place=Place(3, 5, 4, 2))))
    assert properties == {"file": "a.txt", "line": "3", "endLine": "4", "title": "unspin S200 mangled-swap"}


@pytest.mark.parametrize("path", ["a,b.txt", "a::b.txt", "100%.txt", "%0A.txt", "a=b.txt", "line\nend.txt", "é 🙂.txt"])
def test_a_hostile_path_comes_back_as_it_was(path: str) -> None:
    line = line_of(told(path))
    assert line.count("\n") == 1
    assert read(line)[1]["file"] == path


@pytest.mark.parametrize("message", ["100 % sure: a, b", "one\r\n::error::two", "%0A::set-output name=x::y", "::"])
def test_a_message_cannot_begin_a_command_of_its_own(message: str) -> None:
    line = line_of(failed(message=message))
    assert line.count("\n") == 1
    assert read(line)[2] == f"This article was not cleaned: {message}"


def test_nothing_steers_the_terminal_that_shows_the_log() -> None:
    line = line_of(told("\x1b]0;a\x07.txt", message="\x1b[31mred\u2028"))
    assert line.removesuffix("\n").isprintable()


def test_bytes_of_a_path_that_are_no_text_are_shown() -> None:
    assert read(line_of(told(os.fsdecode(b"caf\xe9.txt"))))[1]["file"] == r"caf\xe9.txt"


def test_an_article_in_a_file_of_several_is_told_by_its_name_and_sentence() -> None:
    _, properties, message = read(line_of(told("export.xml", "post-12")))
    assert properties == {"file": "export.xml", "title": "unspin S200 mangled-swap"}
    assert message == "Mangled. In post-12: “Wash pores and skin.”"


def test_a_failure_is_an_error_with_its_reason() -> None:
    command, properties, message = read(line_of(failed("corpus.jsonl", "line-4")))
    assert (command, properties) == ("error", {"file": "corpus.jsonl", "title": "unspin not_text"})
    assert message == "This article was not cleaned (line-4): Broken."


def test_an_endless_message_is_cut() -> None:
    assert len(line_of(told(message="m" * 100_000))) < 2_000
