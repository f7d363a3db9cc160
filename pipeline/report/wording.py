"""What a person wants to stand in a finding's place, as it comes from a review page or back from a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from pipeline.report.cells import format_cell, guard

REMOVAL = "(remove)"
"""What a person writes who wants the words to go."""

_FAULTS = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|NUM!|DIV/0!|NULL!|[A-Z]+[!?])|Err:\d+")
"""What a spreadsheet writes that took a text for a formula."""

_MONTH = r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*"
_NUMBER_OR_DATE = re.compile(rf"(?=.*\d)(?:[\d\s.,:/+\-−–'%$€£]|e(?=[+\-]?\d)|{_MONTH})+", re.IGNORECASE)
"""What a spreadsheet may have made of a number or a date, or made into one."""

_LOST = re.compile(r"\?(?!\s|\Z)|(?<!\w)\?")
"""What a spreadsheet writes for a character that the table cannot hold, not at the end of a question."""

_SET_OFF = re.compile(r"[\s,;:|/…–—-]*(?=\w)")
"""What stands before words that are to go, and belongs to what stands before it."""

_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read_wording(cell: str, match: str, suggestions: Sequence[str], *, is_unicode: bool = True) -> str | None:
    """The text that is to stand in place of a match; None where the cell leaves that to the first suggestion.

    Args:
        cell: of the column ``replacement``.
        match: what was found.
        suggestions: for it, best first.
        is_unicode: whether the table can hold any character; otherwise others came back as question marks.

    Raises:
        ValueError: the cell cannot be meant; says why.
    """
    if not cell.strip():
        return None
    for read in (str, lambda text: _loose(text, is_unicode=is_unicode)):
        for suggestion in suggestions:
            if read(cell) in (read(suggestion), read(format_cell(suggestion))):
                return suggestion
    own = cell.strip()
    if own.lower() == REMOVAL:
        return ""
    if _FAULTS.fullmatch(own):
        raise ValueError(f"{own} is an error of the spreadsheet; write the words that are to stand there")
    if suggestions and _NUMBER_OR_DATE.fullmatch(own) and _NUMBER_OR_DATE.fullmatch(suggestions[0].strip()):
        raise ValueError(
            f"the spreadsheet seems to have made {own!r} of {suggestions[0]!r}; leave the cell empty to take what was "
            "suggested"
        )
    _refuse_lines(own)
    if not is_unicode and _LOST.search(own):
        raise ValueError("a character seems to be lost; save the table as CSV UTF-8, and write it again")
    own = own[1:] if own.startswith("'") and guard(own[1:]) == own else own
    return _within(own, match, suggestions)


def read_literal(text: str, match: str, suggestions: Sequence[str]) -> str | None:
    """The text that is to stand in place of a match, as no spreadsheet has touched it; None for the first suggestion.

    Args:
        text: what was chosen or written.
        match: what was found.
        suggestions: for it, best first.

    Raises:
        ValueError: it has lines, and is none of the suggestions.
    """
    if not text:
        return None
    for suggestion in suggestions:
        if _same_lines(text) == _same_lines(suggestion):
            return suggestion
    own = text.strip()
    if own.lower() == REMOVAL:
        return ""
    _refuse_lines(own or text)
    return _within(own, match, suggestions) if own else text


def _refuse_lines(own: str) -> None:
    if _NO_LINE.search(own):
        raise ValueError("a wording of one's own stands on one line; take the line break out")


def _same_lines(text: str) -> str:
    """A text with the line ends that browsers and spreadsheets make of all."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _loose(text: str, *, is_unicode: bool) -> str:
    """A text without what a spreadsheet may have changed in it."""
    plain = normalize("NFC", _same_lines(text).strip())
    if plain in ("TRUE", "FALSE"):
        plain = plain.lower()
    return plain if is_unicode else plain.encode("cp1252", "replace").decode("cp1252")


def _within(own: str, match: str, suggestions: Sequence[str]) -> str:
    """A wording with the white space around it that the first suggestion with words has, or else the match.

    Where the match was to go with the mark that sets it off, as in a list, words in its place are set off by that, too.
    """
    model = next((suggestion for suggestion in suggestions if suggestion.strip()), match)
    start, end = len(model) - len(model.lstrip()), len(model.rstrip())
    set_off = _SET_OFF.match(match) if model == match and "" in suggestions and own[:1].isalnum() else None
    start = set_off.end() if set_off else start
    return model[:start] + own + model[end:]
