"""The formats by their names and suffixes. What reads and writes one is loaded when the first such file comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from pipeline.config import Config
from pipeline.ingest.formats import MEMBER_FORMATS, Container, Format, Member
from pipeline.model import Edit

PLAIN, HTML = "text", "html"


class _Entry(NamedTuple):
    """Where a format is, the suffixes of its files in lower case, and whether they hold several articles."""

    module: str
    suffixes: tuple[str, ...]
    holds_several: bool = False
    constant: str = "FORMAT"


_ENTRIES = {
    PLAIN: _Entry("plain", (".txt", ".text")),
    "markdown": _Entry("markdown.format", (".md", ".markdown", ".mdx")),
    HTML: _Entry("html.format", (".html", ".htm")),
    "xhtml": _Entry("html.format", (".xhtml", ".xht"), constant="XHTML"),
    "docx": _Entry("docx.format", (".docx",)),
    "wxr": _Entry("wxr", (".xml", ".wxr"), holds_several=True),
    "jsonl": _Entry("json_lines", (".jsonl", ".ndjson"), holds_several=True),
    "csv": _Entry("csv_table", (".csv", ".tsv"), holds_several=True),
}

FORMATS: tuple[str, ...] = tuple(_ENTRIES)
"""The names of all formats."""

SUFFIXES: dict[str, str] = {suffix: name for name, entry in _ENTRIES.items() for suffix in entry.suffixes}
"""Name of a format by the suffix of its files, in lower case."""


@cache
def load_format(name: str) -> Format:
    """The format of a name of ``FORMATS``."""
    entry = _ENTRIES[name]
    return cast("Format", getattr(import_module(f"pipeline.ingest.{entry.module}"), entry.constant))


def format_of(path: Path, config: Config) -> str:
    """The name of the format that a file is read in: the one of ``--format``, else that of its suffix, else plain text.

    A file of several articles is told by its suffix; then ``--format`` says how its articles are written.
    """
    by_suffix = SUFFIXES.get(path.suffix.lower(), PLAIN)
    if config.format == "auto" or (_ENTRIES[by_suffix].holds_several and config.format in MEMBER_FORMATS):
        return by_suffix
    return config.format


def is_container(path: Path, config: Config) -> bool:
    """Whether a file is one of several articles."""
    return _ENTRIES[format_of(path, config)].holds_several


def split_members(content: bytes, path: Path, config: Config) -> Iterator[Member]:
    """The articles in the bytes of a file of several.

    Raises:
        ArticleError: the file as a whole cannot be read.
    """
    format = load_format(format_of(path, config))
    assert isinstance(format, Container)
    return format.split(content, config)


def join_members(content: bytes, path: Path, config: Config, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The bytes of a file of several articles with the edits of each; every other byte as it was.

    Args:
        content: the bytes as they were.
        path: the file.
        config: the settings.
        edits: in the source of each article, by its name.

    Raises:
        ArticleError: the file's encoding lacks a character of the new text.
    """
    format = load_format(format_of(path, config))
    assert isinstance(format, Container)
    return format.join(content, config, edits)
