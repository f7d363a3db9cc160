"""Adds comments to a Word file: the part that holds them, and the two lists that name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pipeline.ingest.docx.writer import AUTHOR, xml_text
from pipeline.ingest.docx.xml import WORD_NAMES, not_docx, parse_xml, split_name, tag_end, unescape
from pipeline.ingest.docx.zip_parts import ZipParts

CONTENT_TYPES = "[Content_Types].xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""What the types of relations begin with, in the transitional and the strict form (source: ECMA-376, part 2)."""


class Package:
    """A Word file as its parts and the relations of its main part.

    Args:
        parts: the members of the file.

    Raises:
        ArticleError: it has no main part.
    """

    def __init__(self, parts: ZipParts) -> None:
        self.parts = parts
        main = self._targets("_rels/.rels", "").get("officeDocument")
        if main is None:
            raise not_docx("it names no main part")
        self.main = main[0]
        folder, _, name = self.main.rpartition("/")
        self._folder = f"{folder}/" if folder else ""
        self._relations = f"{self._folder}_rels/{name}.rels"
        self._related = self._targets(self._relations, self._folder) if self._relations in parts else {}

    def names(self, kind: str) -> list[str]:
        """Names of the parts that the main part calls its ``footnotes``, ``header`` ..."""
        return [name for name in self._related.get(kind, ()) if name in self.parts]

    def related(self, kind: str) -> bytes | None:
        """The part that the main part calls its ``styles``, ``comments`` ...; None where there is none."""
        names = self.names(kind)
        return self.parts.read(names[0]) if names else None

    def with_comments(self, comments: Mapping[int, str]) -> dict[str, bytes]:
        """The parts that change where comments are added.

        Args:
            comments: text by number.
        """
        names = self.names("comments")
        if names:
            return {names[0]: _extended(self.parts.read(names[0]), comments)}
        name = f"{self._folder}comments.xml"
        while name in self.parts:
            name = name.replace(".xml", "1.xml")
        strict = b"purl.oclc.org" in self.parts.read(self.main)[:4_000]
        return {
            name: _new_part(comments, WORD_NAMES[strict]),
            CONTENT_TYPES: _with_type(self.parts.read(CONTENT_TYPES), name),
            self._relations: self._with_relation(name.removeprefix(self._folder), _RELATIONS[strict]),
        }

    def _with_relation(self, target: str, types: str) -> bytes:
        has_relations = self._relations in self.parts
        old = self.parts.read(self._relations) if has_relations else _NO_RELATIONS
        number = 1
        while f'"rId{number}"'.encode() in old:
            number += 1
        return _before_end(
            old, "Relationships", f'<{{p}}Relationship Id="rId{number}" Type="{types}/comments" Target="{target}"/>'
        )

    def _targets(self, name: str, folder: str) -> dict[str, list[str]]:
        """Names of parts by the last word of their relation's type."""
        targets: dict[str, list[str]] = {}

        def start(qualified: str, attributes: Mapping[str, str], _place: int) -> None:
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            if split_name(qualified)[0] == ":Relationship" and attributes.get("TargetMode") != "External":
                absolute = target[1:] if target.startswith("/") else folder + target
                targets.setdefault(kind.rpartition("/")[2], []).append(absolute)

        parse_xml(self.parts.read(name), start, lambda *_tag: None)
        return targets


_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


@dataclass(frozen=True, slots=True)
class KnownComments:
    """The comments that a file has.

    Attributes:
        last_id: their largest number; -1 where there is none.
        own: the first lines of those that an earlier run wrote.
    """

    last_id: int
    own: frozenset[str]


def known_comments(package: Package) -> KnownComments:
    """The comments in a file.

    Raises:
        ArticleError: their part is damaged.
    """
    part = package.related("comments") or b""
    last_id, author, text_start = -1, "", 0
    lines: list[str] = []

    def start(qualified: str, attributes: Mapping[str, str], place: int) -> None:
        nonlocal last_id, author, text_start
        name = split_name(qualified)[0]
        if name == "comment":
            values = {split_name(key)[0]: value for key, value in attributes.items()}
            last_id = max(last_id, int(values["id"]) if values.get("id", "").isdigit() else -1)
            author = values.get("author", "")
        elif name == "t":
            text_start = tag_end(part, place)

    def end(qualified: str, place: int, _end: int) -> None:
        nonlocal author
        if author == AUTHOR and split_name(qualified)[0] == "t":
            lines.append(unescape(part[text_start:place]))
            author = ""

    if part:
        parse_xml(part, start, end)
    return KnownComments(last_id, frozenset(lines))


def _comment(number: int, text: str, w: str) -> str:
    paragraphs = "".join(
        f'<{w}p><{w}r><{w}t xml:space="preserve">{xml_text(line)}</{w}t></{w}r></{w}p>' for line in text.split("\n")
    )
    return f'<{w}comment {w}id="{number}" {w}author="{AUTHOR}" {w}initials="u">{paragraphs}</{w}comment>'


def _new_part(comments: Mapping[int, str], names: str) -> bytes:
    content = "".join(_comment(number, text, "w:") for number, text in comments.items())
    heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{heading}<w:comments xmlns:w={quoteattr(names)}>{content}</w:comments>".encode()


def _extended(part: bytes, comments: Mapping[int, str]) -> bytes:
    prefixes: list[str] = []

    def start(qualified: str, _attributes: Mapping[str, str], _place: int) -> None:
        if not prefixes:
            prefixes.append(split_name(qualified)[1])

    parse_xml(part, start, lambda *_tag: None)
    new = "".join(_comment(number, text, prefixes[0]) for number, text in comments.items())
    return _before_end(part, "comments", new.replace("{", "{{").replace("}", "}}"))


def _with_type(types: bytes, name: str) -> bytes:
    return _before_end(types, "Types", f'<{{p}}Override PartName="/{name}" ContentType="{COMMENTS_TYPE}"/>')


def _before_end(part: bytes, root: str, new: str) -> bytes:
    """A part with a last element more; ``{p}`` in it is the prefix of the root.

    Raises:
        ArticleError: the part does not end as it should.
    """
    end = re.search(rf"</(?P<p>(?:[\w.-]+:)?){root}\s*>\s*(?:<!--.*?-->\s*)*\Z".encode(), part, re.DOTALL)
    if end:
        return part[: end.start()] + new.format(p=end["p"].decode()).encode() + part[end.start() :]
    empty = re.search(rf"<(?P<p>(?:[\w.-]+:)?){root}\b(?P<rest>[^>]*?)/>\s*\Z".encode(), part)
    if empty is None:
        raise not_docx(f"the part {root} has no end")
    prefix = empty["p"].decode()
    opened = f"<{prefix}{root}".encode() + empty["rest"] + b">"
    return part[: empty.start()] + opened + new.format(p=prefix).encode() + f"</{prefix}{root}>".encode()
