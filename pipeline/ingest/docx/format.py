"""Word: edits become tracked changes and findings comments, both by the author "unspin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.docx.boxes import read_boxes
from pipeline.ingest.docx.changes import write_changes
from pipeline.ingest.docx.comments import Package, known_comments
from pipeline.ingest.docx.document import Paragraph
from pipeline.ingest.docx.reader import OBJECT, read_document
from pipeline.ingest.docx.stories import (
    Story,
    article_text,
    count_beside,
    edits_by_story,
    placed_paragraphs,
    read_stories,
)
from pipeline.ingest.docx.xml import parse_xml, split_name
from pipeline.ingest.docx.zip_parts import MOST_BYTES, ZipParts
from pipeline.ingest.formats import BinaryFormat, Parsed
from pipeline.ingest.titles import first_line_title
from pipeline.model import Block, BlockKind, Cleaned, Edit, Finding, Layout, Segment, Span, clinical_note

_SHOWN: Final = frozenset({"fixed", "open", "protected", "reverted"})
"""States of a finding that gets a comment."""

_HEADING = re.compile(r"heading [1-9]")

_GRAMMAR = "G"
"""Rules of which a remark alone is no reason to touch a document."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""First bytes of the older .doc, and of a document with a password."""


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
    stories = read_stories(package)
    text = article_text(stories)
    placed = list(placed_paragraphs(stories))
    blocks = tuple(_blocks(text, placed, _styles(package.related("styles"))))
    fixed = [(start, run.span) for start, paragraph in placed for run in paragraph.runs if run.is_fixed]
    code = [Span(start + span.start, start + span.end) for start, span in fixed if len(span)]
    code += (Span(place, place + 1) for place, sign in enumerate(text) if sign == OBJECT)
    heading = next((block for block in blocks if block.kind == "h"), None)
    title = text[heading.span.start : heading.span.end] if heading else first_line_title(text)
    spans = [Span(start + paragraph.span.start, start + paragraph.span.end) for start, paragraph in placed]
    segments = tuple(Segment(span.start, span.end, span.start, span.end) for span in spans)
    words = len(text.split())
    ratio = words / (words + count_beside(package)) if words else None
    return Parsed(text, segments, Layout(blocks, tuple(sorted(code)), extracted_ratio=ratio), title, "", ratio)


def write(content: bytes, cleaned: Cleaned) -> bytes:
    """The Word file with tracked changes and comments; as it was where there is nothing but remarks on grammar.

    A finding that an earlier run commented on gets no second comment, and one in a text box or a note gets none: Word
    has no comments there.
    """
    findings = [finding for finding in cleaned.findings if finding.state in _SHOWN]
    if not cleaned.edits and all(finding.rule_id.startswith(_GRAMMAR) for finding in findings):
        return content
    package = Package(ZipParts(content, MOST_BYTES))
    stories = read_stories(package)
    known = known_comments(package)
    new = [
        finding
        for finding in findings
        if finding.span.start < stories[0].end and _comment(finding).partition("\n")[0] not in known.own
    ]
    if not cleaned.edits and not new:
        return content
    last_id = max(known.last_id, *(story.document.last_id for story in stories))
    numbered = dict(enumerate(new, last_id + 1))
    spans = {number: finding.span for number, finding in numbered.items()}
    members = _changed_parts(stories, edits_by_story(stories, cleaned.edits), spans, last_id + len(new))
    if numbered:
        members |= package.with_comments({number: _comment(finding) for number, finding in numbered.items()})
    return package.parts.with_members(members)


def _changed_parts(
    stories: Sequence[Story], edits: Sequence[Sequence[Edit]], comments: Mapping[int, Span], last_id: int
) -> dict[str, bytes]:
    """The parts with changes and ranges of comments, by name.

    Text boxes are changed before the running text around them, which is then read again.
    """
    main, *others = zip(stories, edits, strict=True)
    changed: dict[str, bytes] = {}
    for story, own in others:
        if not own:
            continue
        content = write_changes(replace(story.document, last_id=last_id), own, {})
        if story.is_box:
            copies = read_boxes(content, in_fallback=True)
            last_id = max(last_id, copies.last_id)
            if copies.text == story.document.text:
                content = write_changes(replace(copies, last_id=last_id), own, {})
        changed[story.part] = content
        last_id = max(last_id, read_document(content).last_id)
    document = read_document(changed[main[0].part]) if main[0].part in changed else main[0].document
    if main[1] or comments:
        changed[main[0].part] = write_changes(replace(document, last_id=last_id), main[1], comments)
    return changed


def _comment(finding: Finding) -> str:
    lines = [finding.message] if finding.message else []
    if finding.state != "fixed" and finding.suggestions:
        lines.append("Suggested: " + " | ".join(suggestion or "(remove)" for suggestion in finding.suggestions))
    if finding.clinical_flag:
        new = finding.suggestions[0] if finding.suggestions else None
        lines.append(f"Needs clinical review: {clinical_note(finding.clinical_flag, finding.match, new)}")
    # Rounded as in the report, so that a comment written after that says the same.
    lines.append(f"{finding.rule_id}, {finding.state}, confidence {round(finding.confidence, 3):.2f}")
    lines += (f"{name}: {value}" for name, value in finding.evidence)
    return "\n".join(lines)


def _blocks(text: str, placed: Sequence[tuple[int, Paragraph]], styles: Mapping[str, _Style]) -> Iterator[Block]:
    """The blocks of paragraphs, each given with what is to be added to its positions."""
    kinds = [_kind(paragraph, styles) for _, paragraph in placed]
    for index, ((shift, paragraph), (kind, level)) in enumerate(zip(placed, kinds, strict=True)):
        begin, end = shift + paragraph.span.start, shift + paragraph.span.end
        content = text[begin:end]
        start = begin + len(content) - len(content.lstrip())
        if index + 1 < len(kinds):
            # Items and cells follow one another line by line, all else stands apart.
            is_row = kind in ("li", "td") and kinds[index + 1][0] == kind
            end = sum((placed[index + 1][0], placed[index + 1][1].span.start)) if is_row else end + 1
        yield Block(Span(start, start + len(content.strip())), kind, Span(begin, end), level)


def _kind(paragraph: Paragraph, styles: Mapping[str, _Style]) -> tuple[BlockKind, int]:
    kind, level = _style_kind(paragraph.style, styles, level=paragraph.outline_level, is_listed=paragraph.is_listed)
    return ("td", 0) if paragraph.is_cell and kind in ("p", "quote", "li") else (kind, level)


def _style_kind(
    style_id: str, styles: Mapping[str, _Style], *, level: int = 0, is_listed: bool = False
) -> tuple[BlockKind, int]:
    """What a style makes of a paragraph that states a level or a bullet itself."""
    names: list[str] = []
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


def as_html(content: bytes, text: str) -> str | None:
    """A Word file as a piece of a page; see ``docx_as_html``."""
    # Imported here: only a run with --to writes anew.
    from pipeline.ingest.docx.html import docx_as_html

    styles = _styles(Package(ZipParts(content, MOST_BYTES)).related("styles"))
    return docx_as_html(content, text, {style: _style_kind(style, styles) for style in styles})


FORMAT = BinaryFormat("docx", parse, write, as_html)
