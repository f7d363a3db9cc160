"""Cells of a CSV table that are safe to open in a spreadsheet.

Text that would be read as a formula gets a leading apostrophe, control characters are left out, and no cell is longer
than a spreadsheet allows. The raw values are in ``findings.jsonl``.
"""

from __future__ import annotations

import re

from pipeline.report.columns import Cell

ENCODING = "utf-8-sig"
"""With a byte order mark: Excel reads UTF-8 without it as the local code page."""

_LONGEST_CELL = 32_767
"""UTF-16 units in a cell (source: Excel's specifications and limits)."""

_CUT_MARK = "…"
_FORMULA = re.compile(r"[\t\r]|[\s'\"`‘’“”«»‚„＇＂\u200b\ufeff]*[=+\-@＝＋－＠−]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def format_cell(value: Cell) -> str:
    """The text of a cell, guarded."""
    if isinstance(value, str):
        return value if _is_harmless(value) else _guarded(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return format(value, "g") if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, list):
        value = "|".join(str(item) for item in value)
    return _guarded(str(value))


def _is_harmless(text: str) -> bool:
    """Whether it is told at a glance that a text can stay as it is, as most can."""
    return not text or (text[0].isalnum() and text.isprintable() and len(text) * 2 <= _LONGEST_CELL)


def _guarded(text: str) -> str:
    return _shortened(guard(_printable(text)))


def guard(text: str) -> str:
    """``text`` with a leading apostrophe where a spreadsheet could take it for a formula; numbers are exempt."""
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None


def _printable(text: str) -> str:
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def _shortened(text: str) -> str:
    if len(text) * 2 <= _LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")[: 2 * (_LONGEST_CELL - len(_CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + _CUT_MARK
