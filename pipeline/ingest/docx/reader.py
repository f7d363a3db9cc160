"""Reads the main part of a Word file, tag by tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.ingest.docx.document import Document, Paragraph, Part, Run
from pipeline.ingest.docx.rows import RowReader
from pipeline.ingest.docx.xml import not_docx, parse_xml, split_name, tag_end, unescape
from pipeline.model import Span

_SKIPPED = frozenset(
    {"del", "moveFrom", "pict", "drawing", "object", "ruby", "rPrChange", "pPrChange", "sectPrChange"}
    | {"instrText", "delText", "delInstrText", ":AlternateContent", ":oMath", ":oMathPara"}
)
"""Elements whose content is not in the running text: what is deleted, drawn, or computed."""

_ROOTS = frozenset({"document", "footnotes", "endnotes", "hdr", "ftr"})
"""Elements that a part with running text consists of."""

_SIGNS = {"tab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
"""Elements that stand for a character."""

_FIXED = frozenset({"ins", "moveTo", "fldSimple", "sdt"})
"""Elements in a paragraph whose text is not edited: it waits for somebody's decision, or is computed."""

_INVISIBLE = frozenset({"t", "lastRenderedPageBreak"})
"""What may be left of a run without being anything: an empty text, and where Word last broke a page."""
_BETWEEN = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"})
"""Elements that may stand between two paragraphs and hold nothing."""

GAP = "\n\n"
"""Between two paragraphs."""

_LONGEST_ID = 10
"""Digits of a number that Word reads."""

OBJECT = "\ufffc"
"""Stands for a formula or a sign of a symbol font, so that the words around it do not grow together."""


def read_document(content: bytes) -> Document:
    """Read a part of a Word file that holds running text: the main part, or its notes, headers or footers.

    Raises:
        ArticleError: it is no such part, is damaged, or declares a document type, which Word never writes.
    """
    reader = TextReader(content)
    parse_xml(content, reader.start, reader.end)
    if not reader.prefix:
        raise not_docx("its main part is no Word text")
    return reader.document()


@dataclass
class _OpenRun:
    start: int
    head_end: int
    depth: int
    is_fixed: bool
    properties: tuple[int, int] = (0, 0)
    parts: list[Part] = field(default_factory=list)
    child: tuple[str, int] = ("", 0)
    """Text of the open child, and where it begins."""


@dataclass
class _OpenParagraph:
    head_end: int
    depth: int
    base: int
    is_cell: bool
    properties: tuple[int, int] = (0, 0)
    style: str = ""
    outline_level: int = 0
    is_listed: bool = False
    is_plain: bool = True
    """It holds text only, and its end is nobody's change."""
    has_free_end: bool = True
    """Its end is nobody's change, and no section ends there."""
    is_adjoined: bool = False
    runs: list[Run] = field(default_factory=list)
    text: str = ""


class TextReader:
    """Follows the tags of the main part."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._names: list[str] = []
        self._skipped_from = 0
        self._skipped_at = 0
        self._fixed: list[int] = []
        self._fields = 0
        self._paragraph: _OpenParagraph | None = None
        self._run: _OpenRun | None = None
        self._text_start = 0
        self._trims = False
        self._awaits_sibling = 0
        self._rows = RowReader()
        self._length = 0
        self.prefix = ""
        self.pieces: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.last_id = 0

    def document(self) -> Document:
        """What was read."""
        rows = tuple(self._rows.rows)
        return Document(self._content, self.prefix, "".join(self.pieces), tuple(self.paragraphs), rows, self.last_id)

    def start(self, qualified: str, attributes: Mapping[str, str], place: int) -> None:
        """A start tag."""
        name, prefix = split_name(qualified)
        if not self._names and name in _ROOTS:
            self.prefix = prefix
        parent = self._names[-1] if self._names else ""
        self._names.append(name)
        values = {split_name(key)[0]: value for key, value in attributes.items()}
        self._note_id(values.get("id", ""))
        if self._skipped_from:
            return
        self._rows.start(self._names, Span(place, tag_end(self._content, place)), len(self.paragraphs))
        is_adjoined = self._meet_sibling(name)
        if parent.endswith("Pr") and not name.endswith("Change"):
            self._start_property(name, parent, values)
        elif name in _SKIPPED:
            self._skipped_from, self._skipped_at = len(self._names), place
            if self._paragraph and not name.endswith("Change"):
                self._paragraph.is_plain = False
        elif self._run:
            self._start_in_run(self._run, name, values, place)
        elif self._paragraph:
            self._start_in_paragraph(self._paragraph, name, place)
        elif name == "p":
            base = self._length + (len(GAP) if self.pieces else 0)
            head_end = tag_end(self._content, place)
            self._paragraph = _OpenParagraph(head_end, len(self._names), base, "tc" in self._names)
            self._paragraph.is_adjoined = is_adjoined

    def end(self, _qualified: str, place: int, end: int) -> None:
        """An end tag."""
        depth = len(self._names)
        name = self._names.pop()
        if self._skipped_from:
            if depth == self._skipped_from:
                self._skipped_from = 0
                self._end_skipped(name, end)
            return
        self._rows.end(name, end, depth, len(self.paragraphs))
        if depth < self._awaits_sibling:
            self._awaits_sibling = 0
        if self._fixed and self._fixed[-1] == depth:
            self._fixed.pop()
        paragraph, run = self._paragraph, self._run
        if run and depth == run.depth + 1:
            self._end_in_run(run, name, place, end)
        elif run and depth == run.depth:
            self._end_run(run, end)
        elif paragraph and depth == paragraph.depth:
            self._end_paragraph(paragraph)
        elif paragraph and depth == paragraph.depth + 1 and name == "pPr":
            paragraph.properties = (paragraph.properties[0], end)

    def _start_property(self, name: str, parent: str, values: Mapping[str, str]) -> None:
        paragraph = self._paragraph
        if paragraph is None or self._run:
            return
        if parent == "rPr" and name in ("ins", "del", "moveFrom", "moveTo"):
            paragraph.is_plain = paragraph.has_free_end = False
        elif parent == "pPr":
            if name == "pStyle":
                paragraph.style = values.get("val", "")
            elif name == "numPr":
                paragraph.is_listed = True
            elif name == "outlineLvl" and values.get("val", "").isdigit():
                paragraph.outline_level = int(values["val"]) + 1
            elif name == "sectPr":
                paragraph.is_plain = paragraph.has_free_end = False

    def _start_in_paragraph(self, paragraph: _OpenParagraph, name: str, place: int) -> None:
        if name == "pPr":
            paragraph.properties = (place, place)
        elif name == "r":
            is_fixed = bool(self._fixed or self._fields)
            self._run = _OpenRun(place, tag_end(self._content, place), len(self._names), is_fixed)
        elif name in _FIXED:
            self._fixed.append(len(self._names))
            paragraph.is_plain = False

    def _start_in_run(self, run: _OpenRun, name: str, values: Mapping[str, str], place: int) -> None:
        if len(self._names) != run.depth + 1:
            return
        text = _SIGNS.get(name, "")
        if name == "br" and values.get("type", "textWrapping") != "textWrapping":
            text = ""
        if name == "t":
            self._text_start = tag_end(self._content, place)
            self._trims = values.get(":space") != "preserve"
        elif name == "fldChar":
            self._fields = max(0, self._fields + {"begin": 1, "end": -1}.get(values.get("fldCharType", ""), 0))
            run.is_fixed = True
        run.child = (OBJECT if name == "sym" else text, place)

    def _end_in_run(self, run: _OpenRun, name: str, place: int, end: int) -> None:
        text, start = run.child
        if name == "rPr":
            run.properties = (start, end)
            return
        if name == "t":
            text = unescape(self._content[self._text_start : place])
            text = text.strip(" \t\r\n") if self._trims else text
        self._add_part(run, start, end, text)
        if not text and name not in _INVISIBLE and self._paragraph:
            self._paragraph.is_plain = False

    def _end_skipped(self, name: str, end: int) -> None:
        if self._run and len(self._names) == self._run.depth:
            self._add_part(self._run, self._skipped_at, end, "")
        elif self._paragraph and name == ":oMath":
            run = _OpenRun(self._skipped_at, self._skipped_at, 0, is_fixed=True)
            self._add_part(run, self._skipped_at, end, OBJECT)
            self._end_run(run, end)

    def _add_part(self, run: _OpenRun, start: int, end: int, text: str) -> None:
        assert self._paragraph is not None
        run.parts.append(Part(start, end, text, self._paragraph.base + len(self._paragraph.text)))
        self._paragraph.text += text

    def _end_run(self, run: _OpenRun, end: int) -> None:
        self._run = None
        if run.parts and self._paragraph:
            made = Run(run.start, end, run.head_end, run.properties, tuple(run.parts), run.is_fixed)
            self._paragraph.runs.append(made)

    def _end_paragraph(self, paragraph: _OpenParagraph) -> None:
        self._paragraph = None
        if not paragraph.is_plain:
            self._rows.unsettle()
        if not paragraph.text.strip(f" \t\n{OBJECT}"):
            return
        if self.pieces:
            self.pieces.append(GAP)
        self.pieces.append(paragraph.text)
        self._length = paragraph.base + len(paragraph.text)
        made = Paragraph(
            span=Span(paragraph.base, self._length),
            runs=tuple(paragraph.runs),
            style=paragraph.style,
            outline_level=paragraph.outline_level,
            is_listed=paragraph.is_listed,
            is_cell=paragraph.is_cell,
            head_end=paragraph.head_end,
            properties=paragraph.properties,
            can_go=False,
            holds_text_only=paragraph.is_plain,
            is_adjoined=paragraph.is_adjoined,
        )
        self.paragraphs.append(made)
        self._awaits_sibling = paragraph.depth if paragraph.has_free_end else 0

    def _meet_sibling(self, name: str) -> bool:
        """Whether a paragraph starts right behind another one that has text; that one may then go as a whole."""
        if self._awaits_sibling != len(self._names) or name in _BETWEEN:
            return False
        self._awaits_sibling = 0
        if name == "p":
            before = self.paragraphs[-1]
            self.paragraphs[-1] = replace(before, can_go=before.holds_text_only)
        return name == "p"

    def _note_id(self, value: str) -> None:
        if value.isdigit() and len(value) < _LONGEST_ID:
            self.last_id = max(self.last_id, int(value))
