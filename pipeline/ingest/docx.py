"""Word: edits become tracked changes and findings comments, both by the author "unspin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.docx_changes import write_changes
from pipeline.ingest.docx_comments import Package, known_comments
from pipeline.ingest.docx_document import Document, Paragraph
from pipeline.ingest.docx_reader import OBJECT, read_document
from pipeline.ingest.docx_xml import parse_xml, split_name
from pipeline.ingest.formats import BinaryFormat, Parsed
from pipeline.ingest.plain import first_line_title
from pipeline.ingest.zip_parts import ZipParts
from pipeline.model import Block, BlockKind, Cleaned, Finding, Layout, Segment, Span

_SHOWN: Final = frozenset({"fixed", "open", "protected", "reverted"})
"""States of a finding that gets a comment."""

_HEADING = re.compile(r"heading [1-9]")

_GRAMMAR = "G"
"""Rules of which a remark alone is no reason to touch a document."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""First bytes of the older .doc, and of a document with a password."""

_MOST_BYTES = 100_000_000
"""Of a part that is unpacked to be written; the main part was read within the user's limit before."""


@dataclass(frozen=True, slots=True)
class _Style:
    """Name of a style and the style it is based on."""

    name: str = ""
    based_on: str = ""
    level: int = 0
    is_listed: bool = False


def parse(content: bytes, config: Config) -> Parsed:
    """The article in a Word file.

    Raises:
        ArticleError: it is no Word file, is damaged, or is too large when unpacked.
    """
    if content.startswith(_COMPOUND_FILE):
        reason = "This is an old .doc, or has a password. Save it in Word as .docx, without a password."
        raise ArticleError("not_docx", reason)
    package = Package(ZipParts(content, config.max_bytes))
    document = read_document(package.parts.read(package.main))
    blocks = tuple(_blocks(document, _styles(package.related("styles"))))
    fixed = [run.span for paragraph in document.paragraphs for run in paragraph.runs if run.is_fixed]
    signs = [Span(place, place + 1) for place, sign in enumerate(document.text) if sign == OBJECT]
    code = tuple(sorted(span for span in (*fixed, *signs) if len(span)))
    heading = next((block for block in blocks if block.kind == "h"), None)
    title = document.text[heading.span.start : heading.span.end] if heading else first_line_title(document.text)
    spans = [paragraph.span for paragraph in document.paragraphs]
    segments = tuple(Segment(span.start, span.end, span.start, span.end) for span in spans)
    return Parsed(document.text, segments, Layout(blocks, code), title)


def write(content: bytes, cleaned: Cleaned) -> bytes:
    """The Word file with tracked changes and comments; as it was where there is nothing but remarks on grammar.

    A finding that an earlier run commented on gets no second comment.
    """
    findings = [finding for finding in cleaned.findings if finding.state in _SHOWN]
    if not cleaned.edits and all(finding.rule_id.startswith(_GRAMMAR) for finding in findings):
        return content
    package = Package(ZipParts(content, _MOST_BYTES))
    document = read_document(package.parts.read(package.main))
    known = known_comments(package)
    new = [finding for finding in findings if _comment(finding).partition("\n")[0] not in known.own]
    if not cleaned.edits and not new:
        return content
    numbered = dict(enumerate(new, max(document.last_id, known.last_id) + 1))
    spans = {number: finding.span for number, finding in numbered.items()}
    members = {package.main: write_changes(document, cleaned.edits, spans)}
    if numbered:
        members |= package.with_comments({number: _comment(finding) for number, finding in numbered.items()})
    return package.parts.with_members(members)


def _comment(finding: Finding) -> str:
    lines = [finding.message] if finding.message else []
    if finding.state != "fixed" and finding.suggestions:
        lines.append("Suggested: " + " | ".join(suggestion or "(remove)" for suggestion in finding.suggestions))
    if finding.clinical_flag:
        lines.append(f"Needs clinical review: {finding.clinical_flag}")
    lines.append(f"{finding.rule_id}, {finding.state}, confidence {finding.confidence:.2f}")
    lines += (f"{name}: {value}" for name, value in finding.evidence)
    return "\n".join(lines)


def _blocks(document: Document, styles: Mapping[str, _Style]) -> Iterator[Block]:
    kinds = [_kind(paragraph, styles) for paragraph in document.paragraphs]
    for index, (paragraph, (kind, level)) in enumerate(zip(document.paragraphs, kinds, strict=True)):
        content = document.text[paragraph.span.start : paragraph.span.end]
        start = paragraph.span.start + len(content) - len(content.lstrip())
        end = paragraph.span.end
        if index + 1 < len(kinds):
            # Items and cells follow one another line by line, all else stands apart.
            is_row = kind in ("li", "td") and kinds[index + 1][0] == kind
            end = document.paragraphs[index + 1].span.start if is_row else end + 1
        yield Block(Span(start, start + len(content.strip())), kind, Span(paragraph.span.start, end), level)


def _kind(paragraph: Paragraph, styles: Mapping[str, _Style]) -> tuple[BlockKind, int]:
    names: list[str] = []
    level, is_listed = paragraph.outline_level, paragraph.is_listed
    style_id = paragraph.style
    while style_id in styles and len(names) < len(styles):
        style = styles[style_id]
        names.append(style.name.lower())
        level, is_listed = level or style.level, is_listed or style.is_listed
        style_id = style.based_on
    if any(name == "title" for name in names):
        return "h", 1
    if 0 < level <= 9:
        return "h", min(level, 6)
    if any("code" in name or "preformatted" in name or "macro" in name for name in names):
        return "code", 0
    if paragraph.is_cell:
        return "td", 0
    if any("quote" in name for name in names):
        return "quote", 0
    return ("li", 0) if is_listed or any(name.startswith("list") for name in names) else ("p", 0)


def _styles(part: bytes | None) -> dict[str, _Style]:
    """The styles by their ids; their names are English in every Word."""
    styles: dict[str, _Style] = {}
    open_style = ""

    def start(qualified: str, attributes: Mapping[str, str], _place: int) -> None:
        nonlocal open_style
        name = split_name(qualified)[0]
        values = {split_name(key)[0]: value for key, value in attributes.items()}
        value = values.get("val", "")
        if name == "style":
            open_style = values.get("styleId", "")
            styles[open_style] = _Style()
        elif open_style:
            old = styles[open_style]
            if name == "name":
                level = int(value[-1]) if _HEADING.fullmatch(value.lower()) else old.level
                styles[open_style] = _Style(value, old.based_on, level, old.is_listed)
            elif name == "basedOn":
                styles[open_style] = _Style(old.name, value, old.level, old.is_listed)
            elif name == "outlineLvl" and value.isdigit():
                styles[open_style] = _Style(old.name, old.based_on, int(value) + 1, old.is_listed)
            elif name == "numPr":
                styles[open_style] = _Style(old.name, old.based_on, old.level, is_listed=True)

    def end(qualified: str, *_places: int) -> None:
        nonlocal open_style
        open_style = "" if split_name(qualified)[0] == "style" else open_style

    if part is not None:
        parse_xml(part, start, end)
    return styles


FORMAT = BinaryFormat("docx", (".docx",), parse, write)
