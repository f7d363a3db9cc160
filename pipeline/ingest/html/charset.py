"""The encoding that an HTML file names itself."""

from __future__ import annotations

import codecs
import re

_SAMPLE = 4096
"""Bytes looked at; the standard wants the declaration within the first 1,024, and browsers look further."""

_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}
"""What browsers read under a name (WHATWG Encoding standard, section 4.2)."""

_NOT_OF_PAGES = re.compile(r"^(?:utf[_-]?(?:7|16|32)|.*(?:escape|punycode|idna|undefined|mbcs|oem)).*")
"""Codecs that no browser takes from a declaration: what can be searched for one byte by byte is no UTF-16."""


def declared_encoding(content: bytes) -> str:
    """The codec that a ``meta`` tag or an XML declaration names, as browsers take the name; empty for none.

    It is none either where the file holds bytes that the codec leaves open, and is UTF-8.

    Args:
        content: the file.
    """
    # Loaded here, since it takes longer to load than all else in this room, and other formats do without it.
    from bs4.dammit import EncodingDetector

    found = EncodingDetector.find_declared_encoding(content[:_SAMPLE], is_html=True)
    try:
        name = codecs.lookup(found).name if found else ""
    except LookupError:
        return ""
    if _NOT_OF_PAGES.match(name):
        return ""
    read_as = _READ_AS.get(name, name)
    if read_as == name or _fits(content, read_as):
        return read_as
    return "" if _fits(content, "utf-8") else name


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
