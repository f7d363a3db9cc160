"""A Word file as HTML, to be written anew from there: what stays once all tracked changes are accepted.

mammoth (BSD) reads it: it knows numbering, merged cells, links that are fields, and the marks of deleted paragraphs and
rows. Comments, headers and footers are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count

import mammoth

from pipeline.ingest.docx.zip_parts import MOST_BYTES
from pipeline.ingest.html.page import read_page
from pipeline.model import BlockKind

_STYLE_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_NOTE_MARK = re.compile(r'<a href="#(?:foot|end)note-[^"]*" id="[^"]*">(\[\d+\])</a>')
_NOTE_RETURN = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_NOTE = re.compile(r'(?:<ol>)?<li id="(?:foot|end)note-[^"]*">(?:<p>)?\s*')
_FIRST_ROW = re.compile(r"<table><tr>(?:(?!<table|</tr>).)*</tr>", re.DOTALL)
_LETTER = re.compile(r"[^\W_]")


def docx_as_html(content: bytes, text: str, styles: Mapping[str, tuple[BlockKind, int]]) -> str | None:
    """The article in a Word file as a piece of a page.

    Args:
        content: the file.
        text: what it says.
        styles: the kind of block, and the level of a heading, that each style stands for, by its id.

    Returns:
        HTML in which each note has its number; None where the library cannot read the file, or leaves words out, as it
        does with some drawings.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if any(info.file_size > MOST_BYTES for info in packed.infolist()):
            return None
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map="\n".join(_style_map(styles)),
            convert_image=mammoth.images.img_element(lambda _image: {}),
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except Exception:
        # Whatever the library stumbles over, our own reader has read the file.
        return None
    html = _FIRST_ROW.sub(_as_header, _with_numbered_notes(str(made)))
    missing = Counter(_LETTER.findall(text)) - Counter(_LETTER.findall(read_page(html, is_xml=False).parsed.text))
    return None if missing else html


def _style_map(styles: Mapping[str, tuple[BlockKind, int]]) -> Iterator[str]:
    """The styles in the notation of the library; of those that it names itself, ours are taken."""
    for style, (kind, level) in styles.items():
        written = {"h": f"h{level}:fresh", "quote": "blockquote > p:fresh", "code": "pre:separator('\\n')"}.get(kind)
        if written and _STYLE_ID.fullmatch(style):
            yield f"p.{style} => {written}"


def _as_header(row: re.Match[str]) -> str:
    """The first row of a table as its header: few authors tell Word so, and no table in Markdown is without one."""
    return row.group().replace("<td", "<th").replace("</td>", "</th>")


def _with_numbered_notes(html: str) -> str:
    """The marks of notes as plain numbers, which the notes have too; links between them would lead nowhere."""
    numbers = count(1)
    marked = _NOTE_RETURN.sub("", _NOTE_MARK.sub(r"\1", html))
    return _NOTE.sub(lambda _note: f"<p>[{next(numbers)}] ", marked)
