"""The XML of a Word file: parsed with the place of each tag, and nothing that it declares is expanded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from pipeline.errors import ArticleError

WORD_NAMES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespace of Word's markup, in its transitional and its strict form (source: ECMA-376, parts 1 and 4)."""

_ENTITY = re.compile(
    rb"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|<!\[CDATA\[(.*?)\]\]>|<!--.*?-->", re.DOTALL
)
_NAMED = {b"amp": "&", b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'"}
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


OnStart = Callable[[str, Mapping[str, str], int], None]
OnEnd = Callable[[str, int, int], None]


def parse_xml(content: bytes, start: OnStart, end: OnEnd) -> None:
    """Parse a part of a Word file; nothing that it declares is expanded or fetched.

    Args:
        content: the part.
        start: called with the qualified name, the attributes and the place of each start tag.
        end: called with the qualified name of each element, and where its end tag begins and ends; both are the end of
            an element that has but one tag.

    Raises:
        ArticleError: the part is damaged, is not UTF-8, or declares a document type.
    """
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.namespace_prefixes = True

    def refuse(*_declaration: object) -> None:
        raise not_docx("it declares a document type")

    parser.StartDoctypeDeclHandler = refuse
    open_tags: list[int] = []

    def start_element(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        after = tag_end(content, place)
        open_tags.append(after if content.endswith(b"/>", place, after) else 0)
        start(name, attributes, place)

    def end_element(name: str) -> None:
        only = open_tags.pop()
        place = only or parser.CurrentByteIndex
        end(name, place, only or tag_end(content, place))

    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise not_docx(str(error)) from error


def not_docx(reason: str) -> ArticleError:
    """The fault of a file that is no Word document."""
    return ArticleError("not_docx", f"This is no Word document that can be read ({reason}). Save it in Word as .docx.")


def unescape(raw: bytes) -> str:
    """The text of raw XML text."""
    pieces: list[str] = []
    position = 0
    for entity in _ENTITY.finditer(raw):
        pieces.append(raw[position : entity.start()].decode("utf-8"))
        position = entity.end()
        hexadecimal, decimal, name, cdata = entity.groups()
        if name:
            pieces.append(_NAMED[name])
        elif cdata:
            pieces.append(cdata.decode("utf-8"))
        elif hexadecimal or decimal:
            pieces.append(chr(int(hexadecimal, 16) if hexadecimal else int(decimal)))
    pieces.append(raw[position:].decode("utf-8"))
    return "".join(pieces)


def tag_end(content: bytes, start: int) -> int:
    """Where a tag that begins at ``start`` ends."""
    tag = _TAG.match(content, start)
    return tag.end() if tag else len(content)


def split_name(qualified: str) -> tuple[str, str]:
    """Name and prefix; a colon begins the name of what is not Word's own."""
    parts = qualified.split(" ")
    if len(parts) == 1:
        return f":{parts[0]}", ""
    prefix = f"{parts[2]}:" if len(parts) > 2 else ""
    return parts[1] if parts[0] in WORD_NAMES else f":{parts[1]}", prefix
