"""CSV: each row is an article, whose text stands in one column; the dialect is the author's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.decoding import decode, encode
from pipeline.ingest.escapes import Passage, matched
from pipeline.ingest.formats import Container, Member
from pipeline.ingest.members import UniqueNames, member_format, no_text_field
from pipeline.model import Edit

_DELIMITERS = ",;\t|"
_MOST_NAMES = 20
"""Columns that a fault names."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_DOUBLED_QUOTES = matched(re.compile('""'), lambda _quotes: '"')
_NO_ESCAPES = matched(re.compile(r"(?!)"), str)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its quotation marks, if it has them; ``is_sound`` where it can be read in one way only."""

    start: int
    end: int
    is_quoted: bool
    is_sound: bool

    def passage(self, text: str) -> Passage:
        """What the cell says."""
        if self.is_quoted:
            return Passage(text, self.start + 1, self.end - 1, _DOUBLED_QUOTES, _escape_quotes)
        return Passage(text, self.start, self.end, _NO_ESCAPES, lambda new, _place: new)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the article's name, its cell, why its text cannot be read, and what else the row says of it."""

    name: str
    cell: _Cell
    fault: ArticleError | None
    title: str = ""
    url: str = ""


def split(content: bytes, config: Config) -> Iterator[Member]:
    """The articles in a CSV file: one for each row under the heading that is not empty.

    Args:
        content: the bytes.
        config: settings; ``text_field``, ``id_field``, ``encoding`` and ``format`` are used.

    Raises:
        ArticleError: the file cannot be decoded, or has no column for the text.
    """
    decoded = decode(content, config.encoding)
    for row in _articles(decoded.text, config):
        text = "" if row.fault else row.cell.passage(decoded.text).text
        format = member_format(text, config)
        yield Member(row.name, text, format, row.title, row.url, row.fault, decoded.encoding)


def join(content: bytes, config: Config, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The file with edits in the text of some rows; every other byte as it was.

    Raises:
        ArticleError: the file's encoding lacks a character of the new text.
    """
    decoded = decode(content, config.encoding)
    made = [
        edit
        for row in _articles(decoded.text, config)
        if row.name in edits
        for edit in _cell_edits(decoded.text, row.cell, edits[row.name])
    ]
    return encode(splice(decoded.text, made), decoded.encoding, decoded.byte_order_mark)


def _cell_edits(text: str, cell: _Cell, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits in a cell; one without quotation marks gets them where its new text needs them."""
    made = cell.passage(text).file_edits(edits)
    if cell.is_quoted or not any(sign in edit.new for edit in made for sign in f'"\r\n{_delimiter(text)}'):
        return made
    inside = [Edit(e.start - cell.start, e.end - cell.start, e.new, e.rule_ids) for e in made]
    new = splice(text[cell.start : cell.end], inside)
    return (Edit(cell.start, cell.end, f'"{_escape_quotes(new)}"', ()),)


def _articles(text: str, config: Config) -> Iterator[_Row]:
    rows = _rows(text)
    heading = [_value(text, cell).strip() for cell in next(rows, [])]
    if not any(heading):
        raise ArticleError("empty", "The table is empty: its first line must name the columns.")
    if config.text_field not in heading:
        raise _no_column(config.text_field, heading)
    unique = UniqueNames()
    for number, cells in enumerate(rows, 1):
        if len(cells) == 1 and cells[0].start == cells[0].end:
            continue
        by_name = dict(zip(reversed(heading[: len(cells)]), reversed(cells[: len(heading)]), strict=True))
        values = {name: _value(text, by_name[name]) for name in (config.id_field, "title", "url") if name in by_name}
        name = unique.name(values.get(config.id_field, "").strip() or f"row-{number}")
        cell = by_name.get(config.text_field)
        if cell is None:
            yield _Row(name, cells[-1], no_text_field(config.text_field))
        else:
            fault = None if cell.is_sound else _unsound()
            yield _Row(name, cell, fault, values.get("title", "").strip(), values.get("url", "").strip())


def _no_column(wanted: str, heading: Sequence[str]) -> ArticleError:
    """The fault of a table without the column of the texts; one that nobody asked for may be no table of articles."""
    names = ", ".join(map(repr, heading[:_MOST_NAMES])) + ", ..." * (len(heading) > _MOST_NAMES)
    reason = f"This table has no column {wanted!r}, but {names}. Name the one that holds the articles by --text-field."
    is_default = wanted == Config.model_fields["text_field"].default
    return ArticleError("no_articles" if is_default else "no_text", reason)


def _unsound() -> ArticleError:
    return ArticleError("invalid_csv", 'The quotation marks of this row do not fit. Put "" for a mark in a text.')


def _value(text: str, cell: _Cell) -> str:
    return cell.passage(text).text if cell.is_sound else text[cell.start : cell.end]


def _escape_quotes(new: str, _place: int = 0) -> str:
    return new.replace('"', '""')


def _delimiter(text: str) -> str:
    """The sign that parts the cells of the heading: the one that stands there most often, outside quotation marks."""
    line = _LINE_END.split(re.sub(r'"[^"]*"', "", text[:10_000]), maxsplit=1)[0]
    counts = Counter(sign for sign in line if sign in _DELIMITERS)
    return max(_DELIMITERS, key=lambda sign: (counts[sign], -_DELIMITERS.index(sign)))


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf'(?P<quoted>"(?:[^"]|"")*+")?(?P<rest>[^\r\n{sign}]*+)(?P<end>{sign}|\r\n|\r|\n|\Z)')


def _rows(text: str) -> Iterator[list[_Cell]]:
    """The rows; the last one ends with the text, and a quotation mark that is never closed takes all that follows."""
    delimiter = _delimiter(text)
    pattern = _cell_pattern(delimiter)
    cells: list[_Cell] = []
    position = 0
    while position < len(text) or cells:
        found = pattern.match(text, position)
        assert found is not None
        is_quoted, rest = found["quoted"] is not None, found["rest"]
        is_open = not is_quoted and rest.startswith('"')
        end = len(text) if is_open else found.end("rest")
        cells.append(_Cell(position, end, is_quoted, is_sound=not is_open and not (is_quoted and rest)))
        position = len(text) if is_open else found.end()
        if is_open or found["end"] != delimiter:
            yield cells
            cells = []


FORMAT = Container("csv", split, join)
