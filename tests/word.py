"""Word files as the tests make them, and what Word makes of changes that are accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from pipeline.ingest.docx_reader import read_document

NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMES}}}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STYLES = (
    f'<w:styles xmlns:w="{NAMES}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="HTMLCode"><w:name w:val="HTML Preformatted"/></w:style></w:styles>'
)


def main_part(body: str, names: str = NAMES) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:document xmlns:w="{names}" xmlns:r="{_OFFICE}" xmlns:m="http://schemas.openxmlformats.org/math"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    ).encode()


def package(body: str, others: Mapping[str, bytes] | None = None, relations: str = "", names: str = NAMES) -> bytes:
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"></Types>'.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": main_part(body, names),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f"{relations}</Relationships>"
        ).encode(),
        "word/styles.xml": STYLES.encode(),
        **(others or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for index, (name, content) in enumerate(members.items()):
            method = zipfile.ZIP_DEFLATED if index % 2 else zipfile.ZIP_STORED
            packed.writestr(zipfile.ZipInfo(name, (2020, 5, 17, 10, 11, 12)), content, method)
        packed.comment = b"a package"
    return file.getvalue()


def relation(kind: str, target: str) -> str:
    return f'<Relationship Id="rId{sum(map(ord, target))}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def run(text: str, properties: str = "") -> str:
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def accepted(main: bytes) -> str:
    """The text of a main part once all changes by unspin are accepted."""
    return _settled(main, taken="ins", dropped="del", goes=True)


def rejected(main: bytes) -> str:
    """The text of a main part once all changes by unspin are rejected."""
    return _settled(main, taken="del", dropped="ins", goes=False)


def _settled(main: bytes, taken: str, dropped: str, *, goes: bool) -> str:
    root = ElementTree.fromstring(main)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get(f"{W}author") != "unspin":
                continue
            if parent.tag == f"{W}rPr":
                parent.remove(child)
                parent.set("goes", "yes")
            elif child.tag == W + dropped:
                parent.remove(child)
            elif child.tag == W + taken:
                index = list(parent).index(child)
                parent.remove(child)
                parent[index:index] = list(child)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for parent in list(root.iter()):
        for child in list(parent):
            mark = child.find(f"{W}pPr/{W}rPr") if child.tag == f"{W}p" else None
            if goes and mark is not None and mark.get("goes"):
                assert not "".join(child.itertext()).strip()
                parent.remove(child)
    return read_document(ElementTree.tostring(root)).text
