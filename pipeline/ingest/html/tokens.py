"""HTML source to tags and text with their places, as the tokenizer of a browser divides it.

It follows the tokenizer of the WHATWG HTML standard (section 13.2.5) where the two could differ in what is text. The
standard library's ``HTMLParser`` gives places too, but takes twice as long, and what it takes for text changes from one
Python to the next (``python -m benchmarks.pages speed`` measures both). Time is linear in the length of the source:
every repetition is possessive, and nothing is searched for twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["text", "raw", "start", "empty", "end", "comment", "cdata"]
"""``raw`` is text in which no entity is read; ``empty`` is a start tag that closes itself; ``cdata`` is text of XML."""

SPACES = "\t\n\f\r "
"""What HTML takes for white space."""

_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^{SPACES}/>]*+)"
    rf"((?:[{SPACES}/]++|=?[^{SPACES}/>=]++"
    rf"(?:[{SPACES}]*+=[{SPACES}]*+(?:\"[^\"]*+\"|'[^']*+'|[^{SPACES}\"'>][^{SPACES}>]*+)?+)?+|=)*+)>"
)
_ATTRIBUTE = re.compile(
    rf"(?P<name>=?[^{SPACES}/>=]++)(?:[{SPACES}]*+=[{SPACES}]*+"
    rf"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^{SPACES}\"'>][^{SPACES}>]*+))?+)?+"
    rf"|[{SPACES}/]++|="
)
_COMMENT_END = re.compile(r"--!?>")
_EMPTY_COMMENT = re.compile(r"<!---?>")
_LETTER = re.compile("[a-zA-Z]")
_SCRIPT_MARK = re.compile(rf"<!--|-->|<(/?)script(?=[{SPACES}/>])", re.IGNORECASE)

FOREIGN = frozenset({"svg", "math"})
"""Elements of other languages, in which tags may close themselves and CDATA is text."""

_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_ESCAPABLE = frozenset({"title", "textarea"})
_WITHOUT_TAGS = _RAW | _ESCAPABLE
"""Elements whose content is text without tags; in ``_RAW`` without entities too."""


class Token(NamedTuple):
    """A piece of the source.

    Attributes:
        kind: what it is.
        start: of the piece, in code points.
        end: of the piece, half-open.
        name: of a tag, or of the element that text without tags stands in; in lower case.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute of a start tag; places count in the source.

    Attributes:
        name: in lower case.
        start: of the name.
        end: behind the value and its quotation mark.
        value_start: of the value as it is written, within its quotation marks.
        value_end: of the value.
        is_quoted: whether the value stands in quotation marks.
    """

    name: str
    start: int
    end: int
    value_start: int
    value_end: int
    is_quoted: bool


def find_attributes(source: str, name: str, start: int, end: int) -> Iterator[Attribute]:
    """The attributes of a start tag, in order; those without a value too.

    Args:
        source: the file.
        name: of the tag.
        start: of the tag in ``source``.
        end: of the tag, half-open.
    """
    for found in _ATTRIBUTE.finditer(source, start + 1 + len(name), end - 1):
        if found["name"] is not None:
            group = found.lastgroup or "name"
            span = found.span(group) if group != "name" else (found.end(), found.end())
            yield Attribute(found["name"].lower(), found.start(), found.end(), *span, group in ("double", "single"))


def tokenize_html(source: str, *, is_xml: bool = False) -> Iterator[Token]:
    """The tags, comments and pieces of text of ``source``, in order; what a browser drops is in none of them.

    Args:
        source: any text.
        is_xml: whether it is read as XHTML: every tag may close itself, CDATA is text, and no element is raw.
    """
    text_start = position = 0
    foreign = 0
    while (mark := source.find("<", position)) >= 0:
        tag = _TAG.match(source, mark)
        if tag is None:
            token = _other(source, mark, is_xml=is_xml or foreign > 0)
            if token is None:
                position = mark + 1
                continue
        else:
            kind: TokenKind = "end" if tag[1] else "start"
            if (is_xml or foreign or tag[2].lower() in FOREIGN) and kind == "start" and tag[3].endswith("/"):
                kind = "empty"
            token = Token(kind, mark, tag.end(), tag[2].lower())
        if mark > text_start:
            yield Token("text", text_start, mark)
        yield token
        text_start = position = token.end
        if token.name in FOREIGN:
            foreign = max(0, foreign + (token.kind == "start") - (token.kind == "end"))
        elif token.name in _WITHOUT_TAGS and token.kind == "start" and not foreign and not is_xml:
            text_start = position = _content_end(source, token)
            if position > token.end:
                yield Token("raw" if token.name in _RAW else "text", token.end, position, token.name)
    if text_start < len(source):
        yield Token("text", text_start, len(source))


def _other(source: str, mark: int, *, is_xml: bool) -> Token | None:
    """The comment or the like that begins at ``mark``; None where the "<" is mere text."""
    following = source[mark + 1 : mark + 2]
    if following == "!":
        return _declaration(source, mark, is_xml=is_xml)
    if following == "?":
        return _until(source, mark, ">", "comment")
    if following == "/":
        if source.startswith("</>", mark):
            return Token("comment", mark, mark + 3)
        if not _LETTER.match(source, mark + 2):
            return _until(source, mark, ">", "comment") if mark + 2 < len(source) else None
    elif not _LETTER.match(following):
        return None
    # The file ends within a tag; a browser drops the rest.
    return Token("comment", mark, len(source))


def _declaration(source: str, mark: int, *, is_xml: bool) -> Token:
    if source.startswith("<!--", mark):
        if empty := _EMPTY_COMMENT.match(source, mark):
            return Token("comment", mark, empty.end())
        end = _COMMENT_END.search(source, mark + 4)
        return Token("comment", mark, end.end() if end else len(source))
    if is_xml and source.startswith("<![CDATA[", mark):
        return _until(source, mark, "]]>", "cdata")
    return _until(source, mark, ">", "comment")


def _until(source: str, mark: int, end: str, kind: TokenKind) -> Token:
    found = source.find(end, mark)
    return Token(kind, mark, len(source) if found < 0 else found + len(end))


def _content_end(source: str, tag: Token) -> int:
    """Where the text behind a start tag ends in which no tag is read."""
    if tag.name == "plaintext":
        return len(source)
    if tag.name == "script":
        return _script_end(source, tag.end)
    close = re.compile(rf"</{tag.name}(?=[{SPACES}/>])", re.IGNORECASE).search(source, tag.end)
    return close.start() if close else len(source)


def _script_end(source: str, start: int) -> int:
    """Where a script ends: a script that is written out within a comment in it does not end it."""
    in_comment = in_script = False
    for mark in _SCRIPT_MARK.finditer(source, start):
        if mark.group() == "<!--":
            in_comment = True
        elif mark.group() == "-->":
            in_comment = in_script = False
        elif not mark[1]:
            in_script = in_comment
        elif in_script:
            in_script = False
        else:
            return mark.start()
    return len(source)
