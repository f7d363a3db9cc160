"""Bytes to text and back, without losing a byte."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipeline.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer come before those that they begin with."""

_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"\x7fELF",
)
"""First bytes of files that are no text, whatever their suffix says (PDF, zip, PNG, GIF, JPEG, gzip, zstd, ELF)."""

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
"""A control character that is no white space."""

_MOST_CONTROLS = 0.01
"""Largest share of control characters in a text; above it the file is taken for binary."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file.

    Attributes:
        text: without the byte order mark.
        encoding: name of the codec that gives the bytes back.
        byte_order_mark: the bytes before the text, or none.
    """

    text: str
    encoding: str
    byte_order_mark: bytes = b""


def decode(content: bytes, encoding: str = "auto", declared: str = "") -> Decoded:
    """Decode a file: byte order mark, its own declaration, strict UTF-8, cp1252, then statistics.

    Args:
        content: the bytes of the file.
        encoding: a codec name, or ``auto``.
        declared: the codec that the file names itself, or empty; passed over where it does not fit.

    Raises:
        ArticleError: ``not_text`` for binary files, ``undecodable`` where the codec does not fit.
    """
    if content.startswith(_SIGNATURES):
        raise ArticleError("not_text", "This is a binary file, not text. Export the article as text and try again.")
    decoded = _marked(content) or (_unmarked(content, declared) if encoding == "auto" else _named(content, encoding))
    if len(_CONTROL.findall(decoded.text)) > _MOST_CONTROLS * len(decoded.text):
        raise ArticleError("not_text", "This is a binary file, not text. Export the article as text and try again.")
    return decoded


def encode(text: str, encoding: str, byte_order_mark: bytes) -> bytes:
    """The bytes of a file.

    Raises:
        ArticleError: ``unencodable`` where ``text`` holds a character that the author's encoding lacks.
    """
    try:
        return byte_order_mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        lost = text[error.start : error.end]
        raise ArticleError(
            "unencodable", f"The cleaned text holds {lost!r}, which {encoding} lacks. Convert the file to UTF-8."
        ) from error


def _marked(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return Decoded(content[len(mark) :].decode(encoding), encoding, mark)
            except UnicodeDecodeError:
                continue
    return None


_WITHOUT_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""Codecs that write a mark of their own, by the one for a file that has none."""


def _named(content: bytes, encoding: str) -> Decoded:
    encoding = _WITHOUT_MARK.get(encoding, encoding)
    try:
        return Decoded(content.decode(encoding), encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise ArticleError(
            "undecodable", f"The file is not {encoding} ({error}). Try --encoding auto, or save it as UTF-8."
        ) from error


def _unmarked(content: bytes, declared: str) -> Decoded:
    for encoding in (_wide_encoding(content), _WITHOUT_MARK.get(declared, declared), "utf-8", "cp1252"):
        if not encoding:
            continue
        try:
            return Decoded(content.decode(encoding), encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    best = from_bytes(content).best()
    if best is None:
        raise ArticleError("undecodable", "The encoding of the file cannot be told. Save it as UTF-8.")
    return _named(content, best.encoding)


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: in English text every other byte is zero."""
    sample = content[:4096]
    if len(content) % 2 or sample.count(0) < 0.3 * len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
