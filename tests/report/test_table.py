"""Cells and tables that a spreadsheet can open."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.cells import format_cell, guard
from pipeline.report.columns import Cell
from pipeline.report.table import table_writer

STARTS = ["", "'", '"', " ", "\u00a0", "“", "‘ ", "\n"]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]


def table(*rows: dict[str, Cell]) -> bytes:
    file = io.BytesIO()
    with table_writer(("a", "b"), file) as write:
        for row in rows:
            write(row)
    return file.getvalue()


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("sign", SIGNS)
def test_formulas_are_guarded(start: str, sign: str) -> None:
    assert format_cell(f"{start}{sign}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["\tx", "\rx", "-", "+", "=1+1", "@SUM(A1)", "-1-1"])
def test_other_dangerous_starts_are_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.25", "-1e-9", "plain", "a=b", "", "'quoted'", "5 mg - 10 mg"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert guard(text) == text


@given(st.text(st.sampled_from("'\"=+-@ \t\rx1.＝“"), max_size=8))
def test_the_guard_adds_an_apostrophe_or_nothing(text: str) -> None:
    assert guard(text) in (text, f"'{text}")


def test_values_have_one_form() -> None:
    values: list[Cell] = [None, True, False, 0, 1.0, 0.125, -3, ["a", "b"], ["=x", "y"]]
    assert [format_cell(value) for value in values] == ["", "true", "false", "0", "1", "0.125", "-3", "a|b", "'=x|y"]


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "=" + "x" * 40_000])
def test_no_cell_is_longer_than_excel_allows(text: str) -> None:
    cell = format_cell(text)
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.endswith("…")


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    assert format_cell("a\x00b\x07c\x85\ud800\n") == "abc\ufffd\n"
    assert format_cell("\x00=1") == "'=1"


def test_a_table_starts_with_a_mark_and_survives_a_reader() -> None:
    content = table({"a": 'one, "two"\nthree', "b": None, "c": "left out"}, {"a": "über\r", "b": 2})
    assert content.startswith(b"\xef\xbb\xbfa,b\r\n")
    assert read(content) == [["a", "b"], ['one, "two"\nthree', ""], ["über\r", "2"]]


def test_a_long_table_has_one_heading() -> None:
    rows = read(table(*({"a": str(number), "b": "x"} for number in range(4_500))))
    assert len(rows) == 4_501
    assert rows[4_500] == ["4499", "x"]


def test_an_empty_table_has_its_heading() -> None:
    assert read(table()) == [["a", "b"]]
