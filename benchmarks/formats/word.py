"""Articles as Word files."""

from __future__ import annotations

import io
import random
import zipfile
from xml.sax.saxutils import escape

from benchmarks.formats.markdown import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FORMATS = ("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:i/><w:color w:val="FF0000"/></w:rPr>')
_STYLES = {"h": "Heading2", "li": "ListBullet"}

_MEMBERS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/><Override '
    f'PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Heading2"><w:name '
    'w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style '
    'w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style></w:styles>',
}


def word_file(blocks: list[Paragraph], rng: random.Random) -> bytes:
    """A Word file with runs of several formats, a table, a field and a bookmark."""
    body = [_paragraph(kind, text, rng) for kind, text in blocks]
    cells = "".join(f"<w:tc><w:tcPr/>{_paragraph('p', text, rng)}</w:tc>" for text in ("Kind", "Share of all"))
    body.insert(len(body) // 2, f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")
    body.append(
        '<w:p><w:bookmarkStart w:id="3" w:name="end"/><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
        '</w:fldSimple><w:bookmarkEnd w:id="3"/></w:p><w:sectPr/>'
    )
    heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = f'{heading}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**_MEMBERS, "word/document.xml": main}.items():
            packed.writestr(name, content)
        packed.writestr("word/media/image1.png", rng.randbytes(2_000))
    return file.getvalue()


def _paragraph(kind: str, text: str, rng: random.Random) -> str:
    style = f'<w:pPr><w:pStyle w:val="{_STYLES[kind]}"/></w:pPr>' if kind in _STYLES else ""
    runs, start = [], 0
    while start < len(text):
        end = min(len(text), start + rng.randint(3, 80))
        content = escape("".join(c for c in text[start:end] if c.isprintable()))
        runs.append(f'<w:r>{rng.choice(_FORMATS)}<w:t xml:space="preserve">{content}</w:t></w:r>')
        start = end
    return f"<w:p>{style}{''.join(runs)}</w:p>"
