"""WordPress exports: each post is an article, and only its ``content:encoded`` is ever edited."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.decoding import Decoded, decode, encode
from pipeline.ingest.escapes import Passage
from pipeline.ingest.formats import Container, Member
from pipeline.ingest.members import UniqueNames
from pipeline.model import Edit
from pipeline.source_map import Escape

_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
_WORDPRESS = re.compile(r"http://wordpress\.org/export/[\d.]+/ (?P<name>\w+)")
_EXPORT = "http://wordpress.org/export/"
_NO_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision", "custom_css", "wp_global_styles", "wp_navigation"})
"""Kinds of posts that hold no text of an author (source: the post types that WordPress registers itself)."""

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);")
_CDATA_START = "<![CDATA["
_CDATA_END = "]]>"
_CDATA_SPLIT = "]]]]><![CDATA[>"
"""How the end of a CDATA section is written inside one, as WordPress does."""


@dataclass(slots=True)
class _Post:
    """A post as it is read; the place of its content in bytes."""

    texts: dict[str, str] = field(default_factory=dict)
    start: int = -1
    end: int = -1
    holds_markup: bool = False


def split(content: bytes, config: Config) -> Iterator[Member]:
    """The posts and pages of a WordPress export.

    Args:
        content: the bytes.
        config: settings; ``encoding`` is used.

    Raises:
        ArticleError: the file is no WordPress export, is damaged, or declares a document type.
    """
    decoded = _decode(content, config)
    for member, _ in _articles(decoded.text):
        yield replace(member, encoding=decoded.encoding)


def join(content: bytes, config: Config, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The export with edits in the content of some posts; every other byte as it was.

    Raises:
        ArticleError: the file's encoding lacks a character of the new text.
    """
    decoded = _decode(content, config)
    made = [
        edit
        for member, passage in _articles(decoded.text)
        if passage and member.name in edits
        for edit in passage.file_edits(edits[member.name])
    ]
    return encode(splice(decoded.text, made), decoded.encoding, decoded.byte_order_mark)


def _decode(content: bytes, config: Config) -> Decoded:
    declared = _DECLARED.match(content)
    return decode(content, config.encoding, declared[1].decode("ascii").lower() if declared else "")


def _articles(text: str) -> Iterator[tuple[Member, Passage | None]]:
    if _EXPORT not in text:
        raise ArticleError("no_articles", "This is no WordPress export, but another file. Leave it out with --exclude.")
    unique = UniqueNames()
    for number, post in enumerate(_posts(text), 1):
        kind = post.texts.get("post_type", "").strip()
        if post.start < 0 or kind in _NO_ARTICLES:
            continue
        name = unique.name(f"{kind or 'post'}-{post.texts.get('post_id', '').strip() or number}")
        title, url = (post.texts.get(part, "").strip() for part in ("title", "link"))
        if post.holds_markup:
            fault = ArticleError("invalid_content", "The content of this post holds XML elements. Export it again.")
            yield Member(name, fault=fault), None
            continue
        passage = Passage(text, post.start, post.end, _escapes, _escape(text, post.start))
        yield Member(name, passage.text, "html", title, url), passage


def _posts(text: str) -> list[_Post]:
    """The items of an export, with places in code points."""
    content = text.encode("utf-8", "surrogatepass")
    reader = _Reader(content)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")

    def refuse(*_declaration: object) -> None:
        raise _no_export("it declares a document type")

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: reader.start(name, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: reader.end(name, parser.CurrentByteIndex)
    parser.CharacterDataHandler = reader.texts.append
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _no_export(str(error)) from error
    return _in_code_points(content, reader.posts)


def _in_code_points(content: bytes, posts: list[_Post]) -> list[_Post]:
    if content.isascii():
        return posts
    position = length = 0
    for post in posts:
        for name in ("start", "end"):
            place = getattr(post, name)
            if place >= 0:
                length += len(content[position:place].decode("utf-8", "surrogatepass"))
                position = place
                setattr(post, name, length)
    return posts


class _Reader:
    """Follows the tags of an export."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._depth = 0
        self._post: _Post | None = None
        self._item_depth = 0
        self.texts: list[str] = []
        self.posts: list[_Post] = []

    def start(self, name: str, place: int) -> None:
        """A start tag."""
        self._depth += 1
        self.texts.clear()
        if self._post is None:
            if name == "item":
                self._post, self._item_depth = _Post(), self._depth
        elif self._depth == self._item_depth + 1 and name == _CONTENT:
            end = self._content.index(b">", place) + 1
            self._post.start = -1 if self._content.endswith(b"/>", place, end) else end
        elif self._depth > self._item_depth + 1 and self._post.start >= 0 and self._post.end < 0:
            self._post.holds_markup = True

    def end(self, name: str, place: int) -> None:
        """An end tag."""
        post = self._post
        if post is not None and self._depth == self._item_depth + 1:
            found = _WORDPRESS.fullmatch(name)
            if name == _CONTENT and post.start >= 0 and post.end < 0:
                post.end = place
            elif found or name in ("title", "link"):
                post.texts.setdefault(found["name"] if found else name, "".join(self.texts))
        elif post is not None and self._depth == self._item_depth:
            self.posts.append(post)
            self._post = None
        self._depth -= 1


def _escapes(file: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The entities outside of CDATA sections, and the marks of the sections."""
    position = start
    while position < end:
        opening = file.find(_CDATA_START, position, end)
        outside = end if opening < 0 else opening
        for entity in _ENTITY.finditer(file, position, outside):
            yield entity.start(), entity.end(), html.unescape(entity[0])
        if opening < 0:
            return
        inside = opening + len(_CDATA_START)
        yield opening, inside, ""
        closing = file.find(_CDATA_END, inside, end)
        position = closing + len(_CDATA_END)
        yield closing, position, ""


def _escape(file: str, start: int) -> Escape:
    """A writer of text for a content that begins at ``start``."""

    def write(new: str, place: int) -> str:
        if file.rfind(_CDATA_START, start, place) > file.rfind(_CDATA_END, start, place):
            return new.replace(_CDATA_END, _CDATA_SPLIT)
        return html.escape(new, quote=False)

    return write


def _no_export(reason: str) -> ArticleError:
    return ArticleError("invalid_xml", f"This XML cannot be read ({reason}). Export it from WordPress again.")


FORMAT = Container("wxr", split, join)
