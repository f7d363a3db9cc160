"""The front matter of Markdown: the values that search engines and readers see, found in YAML with their places."""

from __future__ import annotations

import json
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

_LONGEST = 100_000
"""Code points of front matter that is looked at."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in YAML; all positions count in the file.

    Attributes:
        entries: the ranges of all its entries, with their quotation marks.
        whole: what ``[]`` is written for where no entry stays.
        has_lines: whether each entry stands on a line of its own, behind a hyphen.
    """

    entries: tuple[Span, ...]
    whole: Span
    has_lines: bool

    def without(self, source: str, gone: Collection[Span]) -> Iterator[tuple[Span, str]]:
        """Ranges of the file with what is written for them, so that some entries go with what parts them.

        Args:
            source: the file.
            gone: some of ``entries``.
        """
        if len(gone) == len(self.entries):
            yield self.whole, " []" if self.has_lines else "[]"
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

    def written(self, new: str) -> str:
        """A new value in place of this one, its quotation marks too where ``quote`` is empty and it needs them."""
        if self.quote == '"':
            return new.replace("\\", "\\\\").replace('"', '\\"')
        if self.quote == "'":
            return new.replace("'", "''")
        return new if _is_plain(new) else json.dumps(new, ensure_ascii=False)


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
        nodes, name = node.value, "tag" if name == "keywords" else None
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
    if not node.flow_style and node.value:
        start, end = inside.index(":", key.end_mark.index) + 1, node.value[-1].end_mark.index
    return Listing(entries, Span(start + shift, end + shift), has_lines=not node.flow_style)


def _is_plain(value: str) -> bool:
    """Whether a value reads as itself without quotation marks."""
    try:
        return bool(yaml.safe_load(f"key: {value}") == {"key": value} and yaml.safe_load(f"[{value}]") == [value])
    except yaml.YAMLError:
        return False
