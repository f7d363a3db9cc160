"""What is told of a finding that needs clinical review."""

from __future__ import annotations

import pytest

from pipeline.model import clinical_note


@pytest.mark.parametrize(
    ("flag", "match", "new", "told"),
    [
        ("no", "irrespective of", "no matter what", "“no” is put in"),
        ("not", "Now not each", "Now each", "“not” is dropped"),
        ("can not, may not", "can not", "may not", "“can not” is dropped; “may not” is put in"),
        ("10mg, 20mg", "10 mg", "20 mg", "“10mg” is dropped; “20mg” is put in"),
        ("apple, pear", "an apple and a pear", "fruit", "“apple” and “pear” are dropped"),
        ("not", "He can", "He may", "“not” is at stake"),
        ("first", "first", None, "“first” is at stake"),
    ],
)
def test_it_is_told_what_comes_and_what_goes(flag: str, match: str, new: str | None, told: str) -> None:
    assert clinical_note(flag, match, new) == told
