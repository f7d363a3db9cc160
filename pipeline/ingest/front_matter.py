"""The front matter of Markdown: the values that search engines and readers see, found in YAML with their places."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml

from pipeline.model import FieldName, Span

_NAMES: dict[str, FieldName] = {
    "title": "title",
    "seo_title": "title",
    "description": "description",
    "excerpt": "description",
    "summary": "description",
    "keywords": "keywords",
    "tags": "keywords",
}
"""Fields by their keys in Jekyll, Hugo, Eleventy and Astro."""

_HYPHEN = re.compile(r"\s*-\s+")
"""What stands before an entry on its line."""
_LONGEST = 100_000
"""Code points of front matter that is looked at."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in YAML; all positions count in the file.

    Attributes:
        entries: the ranges of all its entries, with their quotation marks.
        whole: what ``[]`` is written for where no entry stays; empty, behind the colon, where ``has_lines``.
        has_lines: whether each entry stands on a line of its own, behind a hyphen.
        has_comments: whether a list in brackets has comments between its entries.
    """

    entries: tuple[Span, ...]
    whole: Span
    has_lines: bool
    has_comments: bool

    def keeps(self, source: str, entry: Span) -> bool:
        """Whether one of ``entries`` cannot go without a change of what stands around it."""
        if not self.has_lines:
            return self.has_comments
        line = source[source.rindex("\n", 0, entry.start) + 1 : entry.start]
        return "\n" in source[entry.start : entry.end] or not _HYPHEN.fullmatch(line)

    def without(self, source: str, gone: Collection[Span]) -> Iterator[tuple[Span, str]]:
        """Ranges of the file with what is written for them, so that some entries go with what parts them.

        Args:
            source: the file.
            gone: some of ``entries``.
        """
        if len(gone) == len(self.entries):
            yield self.whole, " []" if self.has_lines else "[]"
            if not self.has_lines:
                return
        kept_before = False
        for number, entry in enumerate(self.entries):
            if entry not in gone:
                kept_before = True
            elif self.has_lines:
                yield Span(source.rindex("\n", 0, entry.start) + 1, source.index("\n", entry.end) + 1), ""
            elif kept_before:
                yield Span(self.entries[number - 1].end, entry.end), ""
            else:
                yield Span(entry.start, self.entries[number + 1].start), ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of one line, written as it reads.

    Attributes:
        name: what it is.
        start: where it begins in the file, behind its quotation mark.
        end: where it ends.
        quote: the mark around it, or empty.
        listing: the list that it is an entry of, or None.
    """

    name: FieldName
    start: int
    end: int
    quote: str
    listing: Listing | None = None

    @property
    def entry(self) -> Span:
        """Its range with its quotation marks."""
        return Span(self.start - len(self.quote), self.end + len(self.quote))

    def is_kept(self, source: str) -> bool:
        """Whether it is an entry that cannot go from its list cleanly."""
        return self.listing is not None and self.listing.keeps(source, self.entry)

    def written(self, new: str) -> str:
        """A new value in place of this one, its quotation marks too where ``quote`` is empty and it needs them."""
        if self.quote == '"':
            return new.replace("\\", "\\\\").replace('"', '\\"')
        if self.quote == "'":
            return new.replace("'", "''")
        return new if _is_plain(new, is_in_list=self.listing is not None) else json.dumps(new, ensure_ascii=False)


def find_values(source: str, end: int) -> list[Value]:
    """The values of the front matter that are looked at.

    Args:
        source: the file.
        end: where its front matter ends.
    """
    if end > _LONGEST or not source.lstrip("\ufeff").startswith("---"):
        return []
    start = source.index("\n") + 1
    inside = source[start:end].rstrip().removesuffix("---").removesuffix("...")
    try:
        root = yaml.compose(inside, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    if not isinstance(root, yaml.MappingNode):
        return []
    values = [value for key, node in root.value for value in _values(key, node, inside, start)]
    return sorted(values, key=lambda value: value.start)


def _values(key: yaml.Node, node: yaml.Node, inside: str, shift: int) -> Iterator[Value]:
    name = _NAMES.get(str(key.value).lower()) if isinstance(key, yaml.ScalarNode) else None
    nodes, listing = [node], None
    if isinstance(node, yaml.SequenceNode):
        entry_name: FieldName = "tag" if str(key.value).lower() == "tags" else "keyword"
        nodes, name = node.value, entry_name if name == "keywords" else None
        listing = _listing(key, node, inside, shift) if name else None
    for one in nodes if name else ():
        if not isinstance(one, yaml.ScalarNode) or one.style not in (None, '"', "'") or name is None:
            continue
        quote = one.style or ""
        start, end = one.start_mark.index + len(quote), one.end_mark.index - len(quote)
        # A value with escapes, or of several lines, is not written as it reads.
        if inside[start:end] == one.value and one.tag == "tag:yaml.org,2002:str" and one.value.strip():
            yield Value(name, start + shift, end + shift, quote, listing)


def _listing(key: yaml.Node, node: yaml.SequenceNode, inside: str, shift: int) -> Listing:
    entries = tuple(Span(one.start_mark.index + shift, one.end_mark.index + shift) for one in node.value)
    start, end = node.start_mark.index, node.end_mark.index
    edges = (start, *(edge for one in node.value for edge in (one.start_mark.index, one.end_mark.index)), end)
    has_comments = any("#" in inside[gap:reach] for gap, reach in zip(edges[::2], edges[1::2], strict=True))
    if not node.flow_style:
        start = end = inside.index(":", key.end_mark.index) + 1
    return Listing(entries, Span(start + shift, end + shift), not node.flow_style, has_comments)


def _is_plain(value: str, *, is_in_list: bool) -> bool:
    """Whether a value reads as itself without quotation marks."""
    try:
        reads = yaml.safe_load(f"key: {value}") == {"key": value}
        return reads and (not is_in_list or yaml.safe_load(f"[{value}]") == [value])
    except yaml.YAMLError:
        return False
