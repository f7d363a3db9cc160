"""The front matter of Markdown: the values that search engines and readers see, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.ingest.front_matter.fences import FrontMatter, Language, find_front_matter
from pipeline.ingest.front_matter.headers import read_header_value, read_headers
from pipeline.ingest.front_matter.lines import read_line_value, read_lines
from pipeline.ingest.front_matter.lists import Listing
from pipeline.ingest.front_matter.nodes import FrontMatterError, Mapping, Node, Scalar, Sequence
from pipeline.ingest.front_matter.toml import read_toml, read_toml_value
from pipeline.ingest.front_matter.yaml import read_json, read_json_value, read_yaml, read_yaml_value
from pipeline.model import FieldName, Segment
from pipeline.tables.fields import front_matter_groups, front_matter_keys, key_letters

_LISTED: tuple[FieldName, ...] = ("tag", "keyword", "category")
"""What may be a list."""
_LONGEST = 100_000
"""Code points of front matter that is looked at."""
_WORD = re.compile(r"[^\s,;|]+|[,;|]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

_READERS: dict[Language, Callable[[str, int], Node]] = {
    "yaml": read_yaml,
    "json": read_json,
    "toml": read_toml,
    "headers": read_headers,
    "lines": read_lines,
}
_VALUE_READERS = {
    "yaml": read_yaml_value,
    "json": read_json_value,
    "toml": read_toml_value,
    "headers": read_header_value,
    "lines": read_line_value,
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is looked at.

    Attributes:
        name: what it is.
        key: its keys from the outermost on, in small letters without marks, such as ``seo.title``.
        text: what it says, without white space at either end.
        segments: from ``text`` to the file.
        scalar: where it stands in the file.
        language: that it is written in.
        in_brackets: whether it stands in a list or a mapping in brackets.
        listing: the list that it is an entry of, or None.
        is_kept: whether no part of it may go: it is written with escapes over lines, or its list cannot lose it, or
            headers without fences hold it, which may be prose after all, or it could only be read line by line.
    """

    name: FieldName
    key: str
    text: str
    segments: tuple[Segment, ...]
    scalar: Scalar
    language: Language
    in_brackets: bool
    listing: Listing | None
    is_kept: bool

    def reads(self, literal: str) -> str | None:
        """What ``literal`` says where this value stands; None where it is no text there."""
        return _VALUE_READERS[self.language](literal, in_brackets=self.in_brackets)


def find_values(source: str) -> list[Value]:
    """The values of the front matter of a file that are looked at, in the order of the file."""
    front = find_front_matter(source)
    if front is None or front.end > _LONGEST:
        return []
    content = source[front.start : front.end]
    try:
        root = _READERS[front.language](content, front.start)
    except FrontMatterError:
        front = replace(front, language="lines")
        root = read_lines(content, front.start)
    values: dict[int, Value] = {}
    for value in _Finder(source, front).find(root, (), in_brackets=front.language == "json"):
        values.setdefault(value.scalar.span.start, value)
    return sorted(values.values(), key=lambda value: value.scalar.span)


class _Finder:
    def __init__(self, source: str, front: FrontMatter) -> None:
        self._source = source
        self._front = front
        self._found: set[int] = set()

    def find(self, node: Node, keys: tuple[str, ...], *, in_brackets: bool) -> Iterator[Value]:
        """The values in a mapping that stands under some keys."""
        if not isinstance(node, Mapping) or self._was_found(node):
            return
        for key, child in node.pairs:
            own = key_letters(key)
            inside = in_brackets or (not isinstance(child, Scalar) and self._source[child.span.start] in "[{")
            if isinstance(child, Mapping) and own in front_matter_groups("page") | front_matter_groups("social"):
                yield from self.find(child, (*keys, own), in_brackets=inside)
                continue
            name = self._name((*keys, own))
            if name and isinstance(child, Scalar):
                value = self._value(_of_all(name), (*keys, own), child, None, in_brackets=in_brackets)
                yield from filter(None, [value])
            elif name in _LISTED and isinstance(child, Sequence) and not self._was_found(child):
                yield from self._entries(name, (*keys, own), child, in_brackets=inside)

    def _was_found(self, node: Node) -> bool:
        """Whether a node was found before, as the one that an alias in YAML stands for is."""
        was_found = id(node) in self._found
        self._found.add(id(node))
        return was_found

    @staticmethod
    def _name(keys: tuple[str, ...]) -> FieldName | None:
        name = front_matter_keys().get(keys[-1])
        if name == "focus":
            return "keywords"
        is_social = name in ("title", "description") and not front_matter_groups("social").isdisjoint(keys[:-1])
        return "open graph" if is_social else name

    def _entries(self, name: FieldName, keys: tuple[str, ...], node: Sequence, *, in_brackets: bool) -> Iterator[Value]:
        listing = Listing.of(self._source, node)
        for entry in node.entries:
            if isinstance(entry, Scalar):
                value = self._value(name, keys, entry, listing, in_brackets=in_brackets)
                yield from filter(None, [value])

    def _value(
        self, name: FieldName, keys: tuple[str, ...], scalar: Scalar, listing: Listing | None, *, in_brackets: bool
    ) -> Value | None:
        if self._was_found(scalar):
            return None
        text = (scalar.text or "").strip()
        if not text or _SURROGATE.search(text):
            return None
        segments = self._segments(text, scalar)
        is_kept = (
            segments is None
            or self._front.language in ("headers", "lines")
            or front_matter_keys().get(keys[-1]) == "focus"
            or (listing is not None and listing.keeps(self._source, scalar.span))
        )
        whole = (Segment(0, len(text), scalar.inner.start, scalar.inner.end),)
        return Value(
            name, ".".join(keys), text, segments or whole, scalar, self._front.language, in_brackets, listing, is_kept
        )

    def _segments(self, text: str, scalar: Scalar) -> tuple[Segment, ...] | None:
        """From what a value says to how it is written, word by word; None where the words do not match.

        What stands between two words is an end of a line that reads as a space, or an indent that reads as nothing.
        """
        shown = [word.span() for word in _WORD.finditer(text)]
        written = [word.span() for word in _WORD.finditer(self._source, scalar.inner.start, scalar.inner.end)]
        if len(shown) != len(written):
            return None
        segments: list[Segment] = []
        for (start, end), (source_start, source_end) in zip(shown, written, strict=True):
            if segments:
                gap = Segment(segments[-1].end, start, segments[-1].source_end, source_start)
                if (gap.start < gap.end) != (gap.source_start < gap.source_end):
                    return None
                if gap.start < gap.end:
                    _append(segments, gap)
            if text[start:end] != self._word(scalar, source_start, source_end):
                return None
            _append(segments, Segment(start, end, source_start, source_end))
        return tuple(segments)

    def _word(self, scalar: Scalar, start: int, end: int) -> str | None:
        """What a word of a value says: in quotation marks it may hold escapes."""
        written = self._source[start:end]
        before = self._source[scalar.span.start : scalar.inner.start]
        quote = before if before and before == self._source[scalar.inner.end : scalar.span.end] else ""
        if not quote or ("\\" not in written and quote not in written):
            return written
        return _VALUE_READERS[self._front.language](f"{quote}{written}{quote}", in_brackets=False)


def _of_all(name: FieldName) -> FieldName:
    """What a value is that is no list but one line, of what an entry would be."""
    return "keywords" if name in ("tag", "keyword") else name


def _append(segments: list[Segment], segment: Segment) -> None:
    """Add a segment; one that is written as it reads is joined with the last if that is too."""
    last = segments[-1] if segments else None
    if last and last.is_verbatim and segment.is_verbatim and last.source_end == segment.source_start:
        segments[-1] = Segment(last.start, segment.end, last.source_start, segment.source_end)
    else:
        segments.append(segment)
