"""Cells of the column ``replacement``, as spreadsheets give them back."""

from __future__ import annotations

import re

import pytest

from pipeline.names import name_of
from pipeline.report.wording import read_literal, read_wording


@pytest.mark.parametrize(
    ("cell", "match", "suggestions", "wanted"),
    [
        ("", "the the", ("the",), None),
        (" ", "a  b", ("a b",), None),
        ("skin", "pores and skin", ("skin", "the skin"), "skin"),
        ("the skin", "pores and skin", ("skin", "the skin"), "the skin"),
        ("the skin ", "pores and skin", ("skin", "the skin"), "the skin"),
        ("", " ,", ("",), None),
        (",", " ,", (",",), ","),
        ("'=x", "x", ("=x",), "=x"),
        ("=x", "x", ("=x",), "=x"),
        ("'=y", "x", ("=x",), "=y"),
        ("'tis", "it is", ("it's",), "'tis"),
        ("TRUE", "ture", ("true",), "true"),
        ("a\r\nb", "a b", ("a\nb",), "a\nb"),
        ("cafe\u0301", "coffee", ("caf\u00e9",), "caf\u00e9"),
        ("(remove)", "best doctor", (), ""),
        (" (Remove) ", "best doctor", ("doctor",), ""),
        ("a nurse", " best doctor ", ("",), " a nurse "),
        (";", " ,", (",",), ";"),
        ("a nurse", ", best doctor", ("",), ", a nurse"),
        ("; a nurse", ", best doctor", ("",), "; a nurse"),
        ("and we", ",we", (", we",), "and we"),
        ("two days", "1-2", ("1-2",), "two days"),
    ],
)
def test_what_is_meant(cell: str, match: str, suggestions: tuple[str, ...], wanted: str | None) -> None:
    assert read_wording(cell, match, suggestions) == wanted


@pytest.mark.parametrize(
    ("cell", "suggestions", "reason"),
    [
        ("#NAME?", ("=x",), "error of the spreadsheet"),
        ("Err:508", ("=x",), "error of the spreadsheet"),
        ("02. Jan", ("1-2",), "seems to have made"),
        ("2-Jan", ("1-2",), "seems to have made"),
        ("1,5", ("1.50",), "seems to have made"),
        ("1.00E+05", ("1e5",), "seems to have made"),
        ("5. Mai", ("May 5",), "seems to have made"),
        ("a\nb", ("a",), "take the line break out"),
    ],
)
def test_what_cannot_be_meant(cell: str, suggestions: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_wording(cell, "x", suggestions)


@pytest.mark.parametrize(
    ("text", "match", "suggestions", "wanted"),
    [
        ("", "the the", ("the",), None),
        ("the skin", "pores and skin", ("skin", "the skin"), "the skin"),
        (" ", "a  b", ("a b", " "), " "),
        ("'=y", "x", ("=x",), "'=y"),
        ("=1+1", "x", ("y",), "=1+1"),
        ("#NAME?", "x", ("y",), "#NAME?"),
        ("2/3", "x", ("1/2",), "2/3"),
        ("TRUE", "ture", ("true",), "TRUE"),
        ("cafe\u0301", "coffee", ("caf\u00e9",), "cafe\u0301"),
        ("a\nb", "a b", ("a\r\nb",), "a\r\nb"),
        ("(remove)", "best doctor", (), ""),
        ("a nurse", " best doctor ", ("",), " a nurse "),
    ],
)
def test_what_no_spreadsheet_has_touched_is_what_is_meant(
    text: str, match: str, suggestions: tuple[str, ...], wanted: str | None
) -> None:
    assert read_literal(text, match, suggestions) == wanted


def test_lines_of_one_s_own_cannot_be_meant() -> None:
    with pytest.raises(ValueError, match="take the line break out"):
        read_literal("a\nb", "x", ("a",))


def test_signs_that_the_table_could_not_hold_are_no_wording_of_one_s_own() -> None:
    assert read_wording("? 5", "x", ("≥ 5",), is_unicode=False) == "≥ 5"


def test_names_are_no_numbers() -> None:
    names = [name_of([str(number)], 4) for number in range(2_000)]
    assert not [name for name in names if name.isdecimal() or re.fullmatch(r"\d+e\d+", name)]
    assert len(set(names)) > 1_800
