"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

Source: GitHub's reference of workflow commands, and the package ``@actions/core`` for what is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.report.review import shown_wording
from pipeline.report.standing import Told

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_MESSAGE | {":": "%3A", ",": "%2C"}


def github_lines(told: Iterable[Told], names: Mapping[str, str]) -> Iterator[str]:
    """A line for each finding and each failure.

    Args:
        told: what is to be told.
        names: of the rules, by their ids.
    """
    for one in told:
        title = f"unspin {one.code} {names.get(one.code, '')}".strip()
        properties = {"file": one.shown_path, **_place(one), "title": title}
        shown = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items())
        yield f"::{_COMMANDS[one.severity]} {shown}::{_escaped(_message(one), _IN_MESSAGE)}\n"


def _place(one: Told) -> dict[str, str]:
    if one.place is None:
        return {}
    lines = {"line": str(one.place.line), "endLine": str(one.place.end_line)}
    if one.place.line != one.place.end_line:
        # GitHub refuses columns here.
        return lines
    return lines | {"col": str(one.place.column), "endColumn": str(one.place.end_column)}


def _message(one: Told) -> str:
    return f"{one.message} Suggestion: {shown_wording(one.fixes[0])}" if one.fixes else one.message


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    """A text that cannot end its place in the line, nor steer the terminal that shows the log."""
    return "".join(signs.get(c) or (c if c.isprintable() else repr(c)[1:-1]) for c in text)
