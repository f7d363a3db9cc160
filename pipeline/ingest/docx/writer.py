"""Writes tracked changes and the ranges of comments into the bytes of a Word document.

The markup is written here, byte by byte, since both libraries for it were tried on one document of nine parts in which
three mentions of a phrase were to go, and neither leaves the rest as it was. docx-revisions 0.1.5 (over python-docx)
wrote six parts anew, among them styles, header and content types, and left the mentions in a text box and a footnote.
python-redlines 2.0.0 compares two finished files: it found the one phrase that was cut, in 0.6 s, but wrote seven parts
anew and added four; its engine is a .NET program of 44 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape

from pipeline.ingest.docx.document import Document, Paragraph, Part, Row, Run
from pipeline.model import Edit, Span

AUTHOR = "unspin"
"""Of changes and comments. They have no date, which Word then shows none for: the day of the run would make each run
write another file, and any other day would be a lie."""

_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGN = re.compile(r"[\t\n]")
_FORMAT_CHANGE = re.compile(rb"<(?P<name>(?:[\w.-]+:)?rPrChange)\b.*?(?:</(?P=name)>|/>)", re.DOTALL)

Replacement = tuple[int, int, bytes]
"""A range of the main part, in bytes, and what stands there instead."""


def xml_text(text: str) -> str:
    """``text`` as it stands between two tags."""
    return escape(_NO_XML.sub("", text))


@dataclass
class _RunMarks:
    """What happens in one run, by the place in the article's text."""

    deleted: list[Span] = field(default_factory=list)
    inserted: dict[int, str] = field(default_factory=dict)
    closed: dict[int, list[int]] = field(default_factory=dict)
    opened: dict[int, list[int]] = field(default_factory=dict)
    deleted_comments: list[int] = field(default_factory=list)
    """Comments that go with the deleted text."""

    def places(self) -> set[int]:
        """Where the run is to be cut."""
        ends = {place for span in self.deleted for place in (span.start, span.end)}
        return ends | self.inserted.keys() | self.closed.keys() | self.opened.keys()


class ChangeWriter:
    """Gathers what changes in the bytes of the main part."""

    def __init__(self, document: Document, first_id: int) -> None:
        self._document = document
        self._w = document.prefix
        self._ids = count(first_id)
        self._replacements: list[Replacement] = []

    def content(self) -> bytes:
        """The main part with all that was written."""
        pieces: list[bytes] = []
        position = 0
        for start, end, new in sorted(self._replacements, key=lambda item: item[:2]):
            pieces += (self._document.content[position:start], new)
            position = end
        pieces.append(self._document.content[position:])
        return b"".join(pieces)

    def write(
        self,
        paragraph: Paragraph,
        edits: Sequence[Edit],
        comments: Sequence[tuple[int, int, int]],
        *,
        is_emptied: bool,
    ) -> None:
        """Write the edits and the comment ranges of one paragraph.

        Where all text goes, a comment on it goes too: it would come to hang on the next paragraph, and LibreOffice
        keeps a row of a table, or the format of a heading, in which anything stays.
        """
        marks = [_RunMarks() for _ in paragraph.runs]
        for edit in edits:
            _place_edit(paragraph, marks, edit)
        for number, start, end in comments:
            last = next((mark for mark in reversed(marks) if mark.deleted), None)
            if is_emptied and last and paragraph.span.start <= start and end <= paragraph.span.end:
                last.deleted_comments.append(number)
            else:
                _place_comment(paragraph, marks, number, start, end)
        for run, mark in zip(paragraph.runs, marks, strict=True):
            if mark.places():
                self._replacements.append((run.start, run.end, self._rebuilt(run, mark)))

    def _rebuilt(self, run: Run, marks: _RunMarks) -> bytes:
        if run.is_fixed:
            opened = [n for numbers in marks.opened.values() for n in numbers]
            closed = [n for numbers in marks.closed.values() for n in numbers]
            return self._opening(opened) + self._document.content[run.start : run.end] + self._closing(closed)
        pieces: list[tuple[bool, bytes]] = []
        out: list[bytes] = []

        def flush() -> None:
            for is_deleted, group in _grouped(pieces):
                out.append(self._run(run, group, is_deleted=is_deleted))
            pieces.clear()

        def pass_place(place: int) -> None:
            if place in marks.places():
                flush()
                out.append(self._insertion(run, marks.inserted.pop(place, "")))
                out.append(self._closing(marks.closed.pop(place, [])) + self._opening(marks.opened.pop(place, [])))

        cuts = sorted(marks.places())
        pass_place(run.span.start)
        for part in run.parts:
            for start, end in _cut(part, cuts):
                is_deleted = start < end and any(span.start <= start and end <= span.end for span in marks.deleted)
                pieces.append((is_deleted, self._piece(part, start, end, is_deleted=is_deleted)))
                if end > start:
                    pass_place(end)
        pieces += ((True, self._reference(number)) for number in marks.deleted_comments)
        flush()
        return b"".join(out)

    def _piece(self, part: Part, start: int, end: int, *, is_deleted: bool) -> bytes:
        """A child of a run, or a piece of its text."""
        raw = self._document.content[part.start : part.end]
        is_text = not raw.startswith(tuple(f"<{self._w}{name}".encode() for name in _SIGN_TAGS)) and bool(part.text)
        if not is_text or (not is_deleted and end - start == len(part.text)):
            return raw
        name = f"{self._w}{'delText' if is_deleted else 't'}"
        text = xml_text(part.text[start - part.place : end - part.place])
        return f'<{name} xml:space="preserve">{text}</{name}>'.encode()

    def _run(self, run: Run, children: bytes, *, is_deleted: bool) -> bytes:
        content = self._document.content
        head = content[run.start : run.head_end] + content[slice(*run.properties)]
        made = head + children + f"</{self._w}r>".encode()
        return self._change("del", made) if is_deleted else made

    def _insertion(self, run: Run, new: str) -> bytes:
        if not new:
            return b""
        properties = _FORMAT_CHANGE.sub(b"", self._document.content[slice(*run.properties)])
        children: list[str] = []
        position = 0
        for sign in (*_SIGN.finditer(new), None):
            text = xml_text(new[position : sign.start() if sign else len(new)])
            if text:
                children.append(f'<{self._w}t xml:space="preserve">{text}</{self._w}t>')
            if sign:
                children.append(f"<{self._w}{'tab' if sign[0] == chr(9) else 'br'}/>")
                position = sign.end()
        head = f"<{self._w}r>".encode() + properties
        return self._change("ins", head + "".join(children).encode() + f"</{self._w}r>".encode())

    def _change(self, kind: str, content: bytes) -> bytes:
        w = self._w
        opening = f'<{w}{kind} {w}id="{next(self._ids)}" {w}author="{AUTHOR}">'
        return opening.encode() + content + f"</{w}{kind}>".encode()

    def _opening(self, numbers: Sequence[int]) -> bytes:
        return "".join(f'<{self._w}commentRangeStart {self._w}id="{number}"/>' for number in numbers).encode()

    def _closing(self, numbers: Sequence[int]) -> bytes:
        w = self._w
        return b"".join(
            f'<{w}commentRangeEnd {w}id="{number}"/><{w}r>'.encode() + self._reference(number) + f"</{w}r>".encode()
            for number in numbers
        )

    def _reference(self, number: int) -> bytes:
        return f'<{self._w}commentReference {self._w}id="{number}"/>'.encode()

    def delete_end(self, paragraph: Paragraph) -> None:
        """Note that the end of a paragraph is deleted, so that nothing parts it from the next one."""
        self._replacements.append(self._deleted_mark(paragraph))

    def delete_row(self, row: Row) -> None:
        """Note that a row of a table is deleted, so that no empty one is left."""
        w = self._w
        change = f'<{w}del {w}id="{next(self._ids)}" {w}author="{AUTHOR}"/>'.encode()
        start, end = row.properties
        properties = self._document.content[start:end]
        if not properties or (properties.endswith(b"/>") and properties.count(b"<") == 1):
            self._replacements.append((start, end, f"<{w}trPr>".encode() + change + f"</{w}trPr>".encode()))
            return
        last = re.search(rf"<{w}trPrChange\b|</{w}trPr>\Z".encode(), properties)
        place = start + (last.start() if last else len(properties))
        self._replacements.append((place, place, change))

    def _deleted_mark(self, paragraph: Paragraph) -> Replacement:
        w = self._w
        change = f'<{w}del {w}id="{next(self._ids)}" {w}author="{AUTHOR}"/>'
        start, end = paragraph.properties
        properties = self._document.content[start:end]
        if not properties or (properties.endswith(b"/>") and properties.count(b"<") == 1):
            place = paragraph.head_end if not properties else start
            return place, max(place, end), f"<{w}pPr><{w}rPr>{change}</{w}rPr></{w}pPr>".encode()
        marks = list(re.finditer(rf"<{w}rPr(?P<empty>\s*/)?>".encode(), properties))
        own = next((mark for mark in marks if not _in_change(properties, mark.start(), w)), None)
        if own and own["empty"]:
            return start + own.start(), start + own.end(), f"<{w}rPr>{change}</{w}rPr>".encode()
        if own:
            return start + own.end(), start + own.end(), change.encode()
        later = re.search(rf"<{w}(?:sectPr|pPrChange)\b|</{w}pPr>\Z".encode(), properties)
        place = start + (later.start() if later else len(properties))
        return place, place, f"<{w}rPr>{change}</{w}rPr>".encode()


_SIGN_TAGS = ("tab", "cr", "br", "noBreakHyphen", "softHyphen", "sym")


def _in_change(properties: bytes, place: int, w: str) -> bool:
    """Whether a place lies in the record of an earlier formatting."""
    change = properties.find(f"<{w}pPrChange".encode())
    return 0 <= change < place


def _grouped(pieces: Sequence[tuple[bool, bytes]]) -> Iterator[tuple[bool, bytes]]:
    """Neighbors that are all deleted, or all kept, together."""
    group: list[bytes] = []
    for index, (is_deleted, piece) in enumerate(pieces):
        group.append(piece)
        if index + 1 == len(pieces) or pieces[index + 1][0] != is_deleted:
            yield is_deleted, b"".join(group)
            group = []


def _cut(part: Part, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ranges of a part's text between the cuts; one that is empty for a part without text."""
    start, end = part.place, part.place + len(part.text)
    if start == end:
        yield start, end
    for cut in [cut for cut in cuts if start < cut < end] + [end] * bool(part.text):
        yield start, cut
        start = cut


def _place_edit(paragraph: Paragraph, marks: Sequence[_RunMarks], edit: Edit) -> None:
    """Give an edit to the runs that it touches; its new text stands behind the old."""
    owner: int | None = None
    for index, run in enumerate(paragraph.runs):
        span = run.span
        if run.is_fixed or not len(span):
            continue
        start, end = max(span.start, edit.start), min(span.end, edit.end)
        if start < end:
            marks[index].deleted.append(Span(start, end))
        if span.start < edit.end <= span.end or (owner is None and span.start == edit.end):
            owner = index
    if edit.new and owner is not None:
        inserted = marks[owner].inserted
        inserted[edit.end] = inserted.get(edit.end, "") + edit.new


def _place_comment(paragraph: Paragraph, marks: Sequence[_RunMarks], number: int, start: int, end: int) -> None:
    for index, run in enumerate(paragraph.runs):
        if run.span.start <= start < run.span.end:
            marks[index].opened.setdefault(start, []).append(number)
        if run.span.start < end <= run.span.end:
            marks[index].closed.setdefault(end, []).append(number)
