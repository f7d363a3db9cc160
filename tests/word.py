"""Word files as the tests make them, and what Word makes of changes that are accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from pipeline.ingest.docx.reader import read_document

NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMES}}}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = (
    f'<w:styles xmlns:w="{NAMES}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Titel"><w:name '
    'w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="HTMLCode"><w:name w:val="HTML Preformatted"/>'
    "</w:style></w:styles>"
)


def _types(names: Iterable[str]) -> bytes:
    """The part that says what each part is; without it no office program opens a file."""
    kinds = {"document": "document.main"} | {f"{kind}{n}": kind for kind in ("header", "footer") for n in (1, 2)}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD_TYPE}.{kinds.get(stem, stem)}+xml"/>'
        for name in names
        if name.startswith("word/") and name.endswith(".xml")
        for stem in [name.removeprefix("word/").removesuffix(".xml")]
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def main_part(body: str, names: str = NAMES) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:document xmlns:w="{names}" xmlns:r="{_OFFICE}" xmlns:m="http://schemas.openxmlformats.org/math"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    ).encode()


def package(body: str, others: Mapping[str, bytes] | None = None, relations: str = "", names: str = NAMES) -> bytes:
    members = {
        "[Content_Types].xml": _types(["word/document.xml", "word/styles.xml", *(others or {})]),
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


def box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: once as a drawing, and once more for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    frame = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    extent = '<wp:extent cx="2000000" cy="900000"/>'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0">{extent}<wp:docPr id="9" name="Box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="900000"/></a:xfrm>{frame}</wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f'</mc:Choice><mc:Fallback><w:pict><v:shape style="width:150pt;height:70pt"><v:textbox>{content}</v:textbox>'
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def notes(kind: str, *contents: str) -> bytes:
    """The part with the notes of a kind, ``footnotes`` or ``endnotes``, each with its paragraphs."""
    note = kind.removesuffix("s")
    separator = f'<w:{note} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{note}>'
    written = "".join(f'<w:{note} w:id="{number}">{one}</w:{note}>' for number, one in enumerate(contents, 1))
    return f'<w:{kind} xmlns:w="{NAMES}">{separator}{written}</w:{kind}>'.encode()


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
            if parent.tag in (f"{W}rPr", f"{W}trPr"):
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
    if goes:
        _drop_rows(root)
    for parent in list(root.iter()) if goes else ():
        waiting: list[ElementTree.Element] = []
        for child in list(parent):
            mark = child.find(f"{W}pPr/{W}rPr") if child.tag == f"{W}p" else None
            if mark is not None and mark.get("goes"):
                waiting += [one for one in child if one.tag != f"{W}pPr"]
                parent.remove(child)
            elif waiting:
                assert child.tag == f"{W}p"
                place = 1 if child.find(f"{W}pPr") is not None else 0
                child[place:place] = waiting
                waiting = []
        assert not waiting
    return read_document(ElementTree.tostring(root)).text


def _drop_rows(root: ElementTree.Element) -> None:
    """Take out the rows that are marked as deleted, and the tables that have no other."""
    for table in list(root.iter(f"{W}tbl")):
        for row in list(table.findall(f"{W}tr")):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.get("goes"):
                table.remove(row)
    for parent in list(root.iter()):
        for table in parent.findall(f"{W}tbl"):
            if table.find(f"{W}tr") is None:
                parent.remove(table)
