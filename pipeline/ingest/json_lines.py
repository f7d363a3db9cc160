"""JSON Lines: each line is an object, and one of its fields is an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.decoding import Decoded, decode, encode
from pipeline.ingest.escapes import JSON_ESCAPES, Passage
from pipeline.ingest.formats import Container, Member
from pipeline.ingest.members import UniqueNames, member_format, no_text_field
from pipeline.model import Edit

_SPACE = re.compile(r"[ \t\r]*")
_LOST = re.compile(r"[\udc80-\udcff]")
"""Bytes that are no UTF-8, as Python keeps them."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
"""Numbers stay text: they may be longer than Python likes to count."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank.

    Attributes:
        name: of the article.
        start: where its text begins in the line, behind the quotation mark.
        end: where it ends.
        title: or empty.
        url: or empty.
        fault: why there is no text.
    """

    name: str
    start: int = 0
    end: int = 0
    title: str = ""
    url: str = ""
    fault: ArticleError | None = None


def split(content: bytes, config: Config) -> Iterator[Member]:
    """The articles in a JSON Lines file: one for each line that is not blank.

    Args:
        content: the bytes.
        config: settings; ``text_field``, ``id_field``, ``encoding`` and ``format`` are used.

    Raises:
        ArticleError: the file cannot be decoded.
    """
    decoded = _decode(content, config.encoding)
    for line, passage in _lines(decoded.text, config):
        text = "" if line.fault else passage.text
        format = member_format(text, config)
        yield Member(line.name, text, format, line.title, line.url, line.fault, decoded.encoding)


def join(content: bytes, config: Config, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The file with edits in the text field of some lines; every other byte as it was."""
    decoded = _decode(content, config.encoding)
    made = [
        edit
        for line, passage in _lines(decoded.text, config)
        if line.name in edits
        for edit in passage.file_edits(edits[line.name])
    ]
    text = splice(decoded.text, made)
    if decoded.encoding == "utf-8":
        return decoded.byte_order_mark + text.encode("utf-8", "surrogateescape")
    return encode(text, decoded.encoding, decoded.byte_order_mark)


def _decode(content: bytes, encoding: str) -> Decoded:
    """The file as text; bytes that are no UTF-8 spoil their own line only."""
    decoded = decode(content, encoding)
    if encoding != "auto" or decoded.encoding.startswith("utf-"):
        return decoded
    return Decoded(content.decode("utf-8", "surrogateescape"), "utf-8")


def _lines(text: str, config: Config) -> Iterator[tuple[_Line, Passage]]:
    """The lines that are not blank, each with what its article says."""
    unique = UniqueNames()
    escape = _escape_ascii if text.isascii() else _escape
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found = _line(line, f"line-{number}", config)
            passage = Passage(text, start + found.start, start + found.end, JSON_ESCAPES, escape)
            yield replace(found, name=unique.name(found.name)), passage
        start += len(line) + 1


def _line(line: str, name: str, config: Config) -> _Line:
    if _LOST.search(line):
        return _Line(name, fault=ArticleError("undecodable", "This line is not UTF-8. Save it as UTF-8."))
    try:
        fields = {name: (value, begin, end) for name, value, begin, end in _fields(line)}
    except (ValueError, RecursionError) as error:
        reason = str(error).split(":")[0]
        return _Line(name, fault=ArticleError("invalid_json", f"This line is no JSON object ({reason}). Mend it."))
    texts = {name: value.strip() for name, (value, _, _) in fields.items() if isinstance(value, str)}
    name = texts.get(config.id_field) or name
    value, begin, end = fields.get(config.text_field, (None, 0, 0))
    if value is None and config.text_field in fields:
        reason = f"The field {config.text_field!r} is null: there is no article in this line."
        return _Line(name, fault=ArticleError("empty", reason))
    if not isinstance(value, str) or line[begin] != '"':
        return _Line(name, fault=no_text_field(config.text_field))
    return _Line(name, begin + 1, end - 1, texts.get("title", ""), texts.get("url", ""))


def _fields(line: str) -> Iterator[tuple[str, object, int, int]]:
    """Name, value, start and end of each field of the object that a line holds.

    Raises:
        ValueError: it is no object.
    """
    position = _after(line, _skip_space(line, 0), "{")
    if line[position : position + 1] != "}":
        while True:
            _after(line, position, '"')
            name, position = _DECODER.raw_decode(line, position)
            begin = _after(line, _skip_space(line, position), ":")
            value, end = _DECODER.raw_decode(line, begin)
            yield name, value, begin, end
            position = _skip_space(line, end)
            if line[position : position + 1] != ",":
                break
            position = _after(line, position, ",")
    if _skip_space(line, _after(line, position, "}")) != len(line):
        raise ValueError("something follows it")


def _skip_space(line: str, position: int) -> int:
    found = _SPACE.match(line, position)
    return found.end() if found else position


def _after(line: str, position: int, sign: str) -> int:
    """The position after a sign, and after the space that follows it unless the sign opens a string."""
    if line[position : position + 1] != sign:
        raise ValueError(f"{sign} is missing")
    return position + 1 if sign == '"' else _skip_space(line, position + 1)


def _escape(new: str, _place: int) -> str:
    return json.dumps(new, ensure_ascii=_SURROGATE.search(new) is not None)[1:-1]


def _escape_ascii(new: str, _place: int) -> str:
    """For a file that escapes every letter beyond ASCII."""
    return json.dumps(new)[1:-1]


FORMAT = Container("jsonl", split, join)
