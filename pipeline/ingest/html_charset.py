"""The encoding that an HTML file names itself."""

from __future__ import annotations

import codecs
from contextlib import suppress

from bs4.dammit import EncodingDetector

_SAMPLE = 4096
"""Bytes looked at; the standard wants the declaration within the first 1,024, and browsers look further."""

_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "", "utf-16-le": "", "utf-16-be": ""}
"""What browsers take a name for (WHATWG Encoding standard, section 4.2): a file that can be searched for a declaration
byte by byte is no UTF-16."""


def declared_encoding(content: bytes) -> str:
    """The codec that a ``meta`` tag or an XML declaration names, as browsers take the name; empty for none.

    Args:
        content: the file.
    """
    found = EncodingDetector.find_declared_encoding(content[:_SAMPLE], is_html=True)
    if not found:
        return ""
    with suppress(LookupError):
        name = codecs.lookup(found).name
        read_as = _READ_AS.get(name, name)
        try:
            content.decode(read_as or "utf-8")
        except UnicodeDecodeError:
            return name if name in ("iso8859-1",) else ""
        return read_as
    return ""
